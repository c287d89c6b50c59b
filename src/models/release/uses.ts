import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, keyName, patternPath, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Uses } from './types.ts';

const MAX_CALLS = 3;

/** How a kind of thing is given back, and which calls only use it. */
export interface Manners {
  /** Methods of the thing that give it back. */
  readonly methods: readonly string[];
  /** The thing is a function that gives back what it stands for when it is called: `release()`. */
  readonly isCalled?: true;
  /** What a call does that is given the thing: `given` back, only `used`; null when nothing is known of it. */
  handed(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): 'given' | 'used' | null;
}

/** What becomes of a variable's value in the function that has it, through functions of the project that it is handed to. */
export function usesOf(file: SourceFile, variable: Variable, fn: FunctionNode, manners: Manners, project: Project): Uses {
  return new Reader(manners, project).read(file, variable, fn, 0);
}

class Reader {
  readonly #manners: Manners;
  readonly #project: Project;

  constructor(manners: Manners, project: Project) {
    this.#manners = manners;
    this.#project = project;
  }

  read(file: SourceFile, variable: Variable, fn: FunctionNode, depth: number): Uses {
    const given = new Set<Node>();
    let isGivenLater = false;
    for (const reference of variable.references) {
      if (!reference.isRead()) continue;
      const name = reference.identifier as Node;
      const use = this.#use(file, name, depth);
      if (use === 'escapes') return { given, isGivenLater, escapes: true };
      const around = enclosingFunction(file, name);
      if (around !== fn && outlives(file, around, fn)) return { given, isGivenLater, escapes: true };
      if (use === 'used') continue;
      if (around === fn) given.add(use);
      else isGivenLater = true;
    }
    return { given, isGivenLater, escapes: false };
  }

  /** The node that gives it back, or what else a use of the value is. */
  #use(file: SourceFile, name: Node, depth: number): Node | 'used' | 'escapes' {
    const value = wrapped(file, name);
    const parent = file.parent(value);
    switch (parent?.type) {
      case 'MemberExpression':
        return parent.object === value ? this.#member(file, parent) : 'escapes';
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee === value) return this.#manners.isCalled ? parent : 'used';
        return this.#handed(file, parent, value, [], depth);
      case 'Property':
        return this.#inObject(file, parent, depth);
      case 'TaggedTemplateExpression':
        return parent.tag === value ? 'used' : 'escapes';
      case 'UnaryExpression':
      case 'BinaryExpression':
      case 'ExpressionStatement':
      case 'TemplateLiteral':
        return 'used';
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'WhileStatement':
        return parent.test === value ? 'used' : 'escapes';
      case 'LogicalExpression':
        return parent.operator === '&&' && parent.left === value ? 'used' : this.#condition(file, parent);
      default:
        return 'escapes';
    }
  }

  /** `if (busy && client)`: a value that only decides. */
  #condition(file: SourceFile, node: Node): 'used' | 'escapes' {
    const parent = file.parent(node);
    if (parent?.type === 'LogicalExpression') return this.#condition(file, parent);
    if (parent?.type === 'UnaryExpression') return 'used';
    return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node ? 'used' : 'escapes';
  }

  #member(file: SourceFile, member: TSESTree.MemberExpression): Node | 'used' | 'escapes' {
    const name = keyName(member);
    if (name === null) return 'escapes';
    if (!this.#manners.methods.includes(name)) return 'used';
    const outer = wrapped(file, member);
    const call = file.parent(outer);
    // The method itself is handed on: `.finally(client.release)`.
    return call?.type === 'CallExpression' && call.callee === outer ? call : 'escapes';
  }

  /** `{ client }` of an argument. */
  #inObject(file: SourceFile, property: TSESTree.Property, depth: number): Node | 'used' | 'escapes' {
    const object = file.parent(property);
    const key = keyName(property);
    if (object?.type !== 'ObjectExpression' || key === null) return 'escapes';
    const outer = wrapped(file, object);
    const call = file.parent(outer);
    if ((call?.type === 'CallExpression' || call?.type === 'NewExpression') && call.callee !== outer) return this.#handed(file, call, outer, [key], depth);
    return 'escapes';
  }

  #handed(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: Node, path: readonly string[], depth: number): Node | 'used' | 'escapes' {
    const index = call.arguments.findIndex((one) => one === argument);
    if (index < 0 || call.arguments.slice(0, index).some((one) => one.type === 'SpreadElement')) return 'escapes';
    const known = this.#manners.handed(file, call);
    if (known) return known === 'given' ? call : 'used';
    const callee = call.type === 'CallExpression' && depth < MAX_CALLS ? this.#project.follow(originOf(file, call.callee)) : null;
    if (callee?.kind !== 'function' || !callee.node.body) return 'escapes';
    const parameter = parameterAt(callee.file, callee.node, index, path);
    if (parameter === undefined) return 'escapes';
    if (parameter === null) return 'used';
    const uses = this.read(callee.file, parameter, callee.node, depth + 1);
    if (uses.escapes) return 'escapes';
    return uses.given.size > 0 || uses.isGivenLater ? call : 'used';
  }
}

/** The variable a function has an argument in; null when it takes no such argument, undefined when that is not known. */
function parameterAt(file: SourceFile, fn: FunctionNode, index: number, path: readonly string[]): Variable | null | undefined {
  const parameter = fn.params[index];
  if (!parameter) return fn.params.some((one) => one.type === 'RestElement') || file.textOf(fn).includes('arguments') ? undefined : null;
  const pattern = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (pattern.type === 'Identifier') return path.length === 0 ? (file.variableOf(pattern) ?? undefined) : undefined;
  if (pattern.type !== 'ObjectPattern' || path.length === 0) return undefined;
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') return undefined;
    if (keyName(property) !== path[0]) continue;
    const target = unwrap(property.value.type === 'AssignmentPattern' ? property.value.left : property.value);
    const names = target.type === 'Identifier' ? patternPath(pattern, target)?.path : null;
    return target.type === 'Identifier' && names?.length === path.length ? (file.variableOf(target) ?? undefined) : undefined;
  }
  return null;
}

/** Whether a function inside another is kept when that is done: returned, assigned, made a member of something. */
function outlives(file: SourceFile, inner: FunctionNode | null, fn: FunctionNode): boolean {
  for (let at = inner; at && at !== fn; at = enclosingFunction(file, at)) {
    let node: Node = wrapped(file, at);
    let parent = file.parent(node);
    while (parent && (parent.type === 'Property' || parent.type === 'ObjectExpression' || parent.type === 'ArrayExpression')) {
      node = wrapped(file, parent);
      parent = file.parent(node);
    }
    if (parent?.type === 'ReturnStatement' || parent?.type === 'AssignmentExpression' || parent?.type === 'PropertyDefinition' || parent?.type === 'MethodDefinition') return true;
    if (isFunction(parent) && parent.body === node) return true;
  }
  return false;
}
