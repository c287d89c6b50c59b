import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, isOpen, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';

/** The two ways of a migration that is a module or a class. */
export interface Directions {
  readonly up: FunctionNode;
  /** Where `up` is named. */
  readonly upName: Node;
  /** `none`: there is none. `unknown`: it cannot be told, or it is declined on purpose (`exports.down = false`). */
  readonly down: { readonly fn: FunctionNode; readonly name: Node } | 'none' | 'unknown';
  /** Whether the class says by its types that it is a migration. */
  readonly declared: boolean;
}

/** Types that make a class a migration, by symbol. */
const MIGRATION_TYPES: ReadonlySet<string> = new Set(['typeorm#MigrationInterface', '@mikro-orm/migrations#Migration']);

/** The ways of the migration that a file is; null where it has no `up`, or none that can be read. */
export function directionsOf(file: SourceFile, project: Project): Directions | null {
  for (const node of [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')]) {
    const declared = isMigrationClass(file, node, project);
    const found = declared || isExported(file, node) ? ofClass(node, declared) : null;
    if (found) return found;
  }
  const { names, stars } = exportsOf(file);
  const whole = names.get('default');
  const object = whole?.kind === 'value' && whole.file === file ? unwrap(whole.node) : null;
  if (object?.type === 'ObjectExpression' && propertyOf(object, 'up')) return ofObject(file, object);
  const up = names.get('up');
  if (up?.kind !== 'function' || up.file !== file) return null;
  const down = names.get('down');
  return { up: up.node, upName: nameOf(file, up.node), down: down ? wayOf(file, down) : stars.length > 0 ? 'unknown' : 'none', declared: false };
}

function isMigrationClass(file: SourceFile, node: ClassNode, project: Project): boolean {
  const clauses: readonly TSESTree.TSClassImplements[] | undefined = node.implements;
  const types = [...(clauses ?? []).map(({ expression }) => expression), ...(node.superClass ? [node.superClass] : [])];
  return types.some((type) => MIGRATION_TYPES.has(project.symbol(originOf(file, type)) ?? ''));
}

function isExported(file: SourceFile, node: ClassNode): boolean {
  const parent = file.parent(node);
  if (parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration') return true;
  return file.text.includes('exports') && [...exportsOf(file).names.values()].some((origin) => origin.kind === 'class' && origin.node === node);
}

function ofClass(node: ClassNode, declared: boolean): Directions | null {
  const up = methodOf(node, 'up');
  if (!up) return null;
  const down = methodOf(node, 'down');
  // a class of the project may define it above, or a type of its own may say that there is none
  const isPlain = !node.superClass && (node.implements as readonly unknown[] | undefined ?? []).length === 0;
  return { up: up.fn, upName: up.name, down: down ?? (declared || isPlain ? 'none' : 'unknown'), declared };
}

function methodOf(node: ClassNode, name: string): { readonly fn: FunctionNode; readonly name: Node } | null {
  for (const member of node.body.body) {
    if ((member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') || member.static || keyName(member) !== name) continue;
    return isFunction(member.value) && member.value.body ? { fn: member.value, name: member.key } : null;
  }
  return null;
}

function ofObject(file: SourceFile, object: TSESTree.ObjectExpression): Directions | null {
  const up = originOf(file, propertyOf(object, 'up')?.value ?? object);
  if (up.kind !== 'function' || up.file !== file) return null;
  const down = propertyOf(object, 'down');
  return { up: up.node, upName: nameOf(file, up.node), down: down ? wayOf(file, originOf(file, down.value)) : isOpen(object) ? 'unknown' : 'none', declared: false };
}

function wayOf(file: SourceFile, origin: Origin): Directions['down'] {
  if (origin.kind === 'function') return origin.file === file ? { fn: origin.node, name: nameOf(file, origin.node) } : 'unknown';
  const isNothing = (origin.kind === 'global' && origin.name === 'undefined') || (origin.kind === 'value' && origin.node.type === 'Literal' && origin.node.value === null);
  return isNothing ? 'none' : 'unknown';
}

/** Where a function is named: its own name, the key, variable or property that holds it. */
function nameOf(file: SourceFile, fn: FunctionNode): Node {
  const parent = file.parent(fn);
  if (fn.id) return fn.id;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id : fn;
    case 'Property':
      return parent.key;
    case 'AssignmentExpression':
      return parent.left;
    default:
      return fn;
  }
}

/** Whether running a function does nothing: no statement, `return;`, `callback()`, `db.runSql('', callback)`. */
export function doesNothing(file: SourceFile, fn: FunctionNode): boolean {
  const body = fn.body as FunctionNode['body'] | null;
  if (!body) return false;
  if (body.type !== 'BlockStatement') return isNothing(file, fn, body);
  return body.body.every((statement) => {
    if (statement.type === 'EmptyStatement') return true;
    if (statement.type === 'ReturnStatement') return !statement.argument || isNothing(file, fn, statement.argument);
    return statement.type === 'ExpressionStatement' && isNothing(file, fn, statement.expression);
  });
}

function isNothing(file: SourceFile, fn: FunctionNode, expression: Node): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier':
      return node.name === 'undefined';
    case 'Literal':
      return node.value === null || typeof node.value === 'string';
    case 'UnaryExpression':
      return node.operator === 'void';
    case 'AwaitExpression':
      return isNothing(file, fn, node.argument);
    case 'CallExpression':
      return isIdleCall(file, fn, node);
    default:
      return false;
  }
}

/** `callback()`, `Promise.resolve()`, and SQL of white space. */
function isIdleCall(file: SourceFile, fn: FunctionNode, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (callee.type === 'Identifier') {
    const origin = originOf(file, callee);
    return origin.kind === 'parameter' && origin.function === fn && call.arguments.every((argument) => argument.type !== 'SpreadElement' && isNothing(file, fn, argument));
  }
  if (callee.type !== 'MemberExpression') return false;
  if (callee.object.type === 'Identifier' && callee.object.name === 'Promise') return keyName(callee) === 'resolve' && (!first || isNothing(file, fn, first));
  return first !== undefined && isBlank(first);
}

function isBlank(node: Node): boolean {
  const text = unwrap(node);
  if (text.type === 'Literal') return typeof text.value === 'string' && text.value.trim() === '';
  return text.type === 'TemplateLiteral' && text.expressions.length === 0 && text.quasis[0]?.value.raw.trim() === '';
}

/** The nearest statement or member around a function: what a comment about it stands above or in. */
export function placeOf(file: SourceFile, fn: FunctionNode): Node {
  let at: Node = fn;
  for (let parent = file.parent(at); parent; at = parent, parent = file.parent(at)) {
    if (parent.type === 'Program' || parent.type === 'ClassBody' || parent.type === 'ObjectExpression' || parent.type === 'BlockStatement') return at;
  }
  return at;
}

/** The names of the methods that a function calls on its first parameter, with the calls. */
export function callsOnFirst(file: SourceFile, fn: FunctionNode): readonly { readonly name: string; readonly node: TSESTree.CallExpression }[] {
  const [first] = fn.params;
  const variable = first?.type === 'Identifier' ? file.variableOf(first) : null;
  return (variable?.references ?? []).flatMap((reference) => {
    const member = file.parent(reference.identifier as Node);
    const call = member?.type === 'MemberExpression' && member.object === reference.identifier ? file.parent(member) : null;
    const name = member?.type === 'MemberExpression' ? keyName(member) : null;
    return call?.type === 'CallExpression' && call.callee === member && name !== null ? [{ name, node: call }] : [];
  });
}

