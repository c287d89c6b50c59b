import type { TSESTree } from '@typescript-eslint/utils';
import { requiredModule } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, enclosingClass, enclosingFunction, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { ModuleState, StateAccess } from './types.ts';

/** Methods of the language's collections that ask for an element, and that change them, with the place of what they write. */
const ASKS: ReadonlySet<string> = new Set(['get', 'has', 'at', 'includes', 'find', 'indexOf']);
const CHANGES: Readonly<Record<string, { readonly key: number | null; readonly value: number | null }>> = {
  set: { key: 0, value: 1 },
  add: { key: 0, value: 0 },
  delete: { key: 0, value: null },
  clear: { key: null, value: null },
  push: { key: null, value: 0 },
  unshift: { key: null, value: 0 },
  pop: { key: null, value: null },
  shift: { key: null, value: null },
  splice: { key: null, value: null },
};

/** The variables of a module, and the fields of its long-lived classes, with the uses that functions make of them. */
export const moduleStatesOf: (file: SourceFile) => readonly ModuleState[] = memo((file) => [...variables(file), ...fields(file)]);

function variables(file: SourceFile): readonly ModuleState[] {
  return file.ast.body.flatMap(declaratorsOf).flatMap((declaration): ModuleState[] => {
    if (declaration.id.type !== 'Identifier' || isRequired(file, declaration.init)) return [];
    const variable = file.variableOf(declaration.id);
    if (!variable) return [];
    const accesses = variable.references.flatMap((reference) => (reference.init ? [] : (accessOf(file, reference.identifier as Node, reference.isWrite()) ?? [])));
    return [{ declaration, variable, name: declaration.id.name, init: declaration.init, accesses }];
  });
}

/** `require('./db')`, `require('./db').pool`: a value of that module, as what `import` names is. */
function isRequired(file: SourceFile, init: Node | null): boolean {
  const inner = init && unwrap(init);
  if (inner?.type === 'MemberExpression') return isRequired(file, inner.object);
  return inner?.type === 'CallExpression' && requiredModule(file, inner) !== null;
}

function declaratorsOf(statement: Node): readonly TSESTree.VariableDeclarator[] {
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return declared?.type === 'VariableDeclaration' ? declared.declarations : [];
}

/** Fields of classes of which the container makes one, or the module itself does. */
function fields(file: SourceFile): readonly ModuleState[] {
  return file.nodes('PropertyDefinition').flatMap((declaration): ModuleState[] => {
    const owner = enclosingClass(file, declaration);
    const name = keyName(declaration);
    if (!owner || name === null || declaration.static || !declaration.value || !livesLong(file, owner)) return [];
    const accesses = file.nodesIn(owner, 'MemberExpression').flatMap((member) => {
      if (unwrap(member.object).type !== 'ThisExpression' || keyName(member) !== name || enclosingClass(file, member) !== owner) return [];
      const parent = file.parent(member);
      return accessOf(file, member, (parent?.type === 'AssignmentExpression' && parent.left === member) || parent?.type === 'UpdateExpression') ?? [];
    });
    return [{ declaration, variable: null, name, init: declaration.value, accesses }];
  });
}

function livesLong(file: SourceFile, owner: ClassNode): boolean {
  if (decoratorsOf(owner).some(({ expression }) => expression.type === 'CallExpression' && expression.callee.type === 'Identifier' && expression.arguments.length === 0)) return true;
  return file.nodes('NewExpression').some((made) => {
    const callee = unwrap(made.callee);
    return callee.type === 'Identifier' && file.variableOf(callee)?.defs[0]?.node === owner && enclosingFunction(file, made) === null;
  });
}

function accessOf(file: SourceFile, name: Node, isWritten: boolean): StateAccess | null {
  const owner = enclosingFunction(file, name);
  if (!owner) return null;
  const value = wrapped(file, name);
  const parent = file.parent(value);
  if (isWritten && parent) return { kind: 'assign', node: parent, owner, key: null, value: parent.type === 'AssignmentExpression' ? parent.right : null };
  if (parent?.type === 'BinaryExpression' && parent.operator === 'in' && parent.right === value) return { kind: 'elements', node: parent, owner, key: parent.left, value: null };
  if (parent?.type !== 'MemberExpression' || parent.object !== value) return { kind: 'read', node: value, owner, key: null, value: null };
  return ofMember(file, parent, owner);
}

function ofMember(file: SourceFile, member: TSESTree.MemberExpression, owner: FunctionNode): StateAccess {
  const outer = wrapped(file, member);
  const around = file.parent(outer);
  const method = keyName(member);
  if (around?.type === 'CallExpression' && around.callee === outer && method !== null) {
    const form = Object.hasOwn(CHANGES, method) ? CHANGES[method] : undefined;
    const at = (place: number | null): Node | null => (place === null ? null : (around.arguments[place] ?? null));
    if (form) return { kind: 'change', node: around, owner, key: at(form.key), value: at(form.value) };
    return ASKS.has(method) ? { kind: 'elements', node: around, owner, key: at(0), value: null } : { kind: 'read', node: around, owner, key: null, value: null };
  }
  const key = member.computed ? member.property : member;
  if (around?.type === 'AssignmentExpression' && around.left === outer) return { kind: 'change', node: around, owner, key, value: around.right };
  if (around?.type === 'UpdateExpression' || (around?.type === 'UnaryExpression' && around.operator === 'delete')) return { kind: 'change', node: around, owner, key, value: null };
  return { kind: member.computed ? 'elements' : 'read', node: member, owner, key, value: null };
}

