import type { TSESTree } from '@typescript-eslint/utils';
import { memo } from '../core/memo.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from './source-file.ts';
import { enclosingClass, isFunction, keyName, unwrap } from './syntax.ts';

type Member = TSESTree.ClassElement;
type Assignment = TSESTree.AssignmentExpression;
type Call = TSESTree.CallExpression;

/** A field that a parameter of the constructor declares: `constructor(private readonly pool: Pool)`. */
export interface FieldParameter {
  readonly fn: FunctionNode;
  readonly parameter: TSESTree.TSParameterProperty;
  readonly name: TSESTree.Identifier;
}

/** The members of a class of a name, in order. */
export function membersNamed(node: ClassNode, name: string): readonly Member[] {
  return membersByName(node).get(name) ?? [];
}

// By name, because bundled files hold classes of hundreds of members that are asked for one by one.
const membersByName = memo((node: ClassNode): ReadonlyMap<string, readonly Member[]> => {
  const members = new Map<string, Member[]>();
  for (const member of node.body.body) {
    const name = member.type === 'StaticBlock' || member.type === 'TSIndexSignature' ? null : keyName(member);
    if (name !== null) append(members, name, member);
  }
  return members;
});

/** The parameter of the constructor that declares a field; null for none. */
export function fieldParameter(node: ClassNode, name: string): FieldParameter | null {
  for (const member of membersNamed(node, 'constructor')) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || !isFunction(member.value)) continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue;
      const inner = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
      if (inner.type === 'Identifier' && inner.name === name) return { fn: member.value, parameter, name: inner };
    }
  }
  return null;
}

/** `this.x = …`: the assignments to a field of a class, in it. */
export function fieldAssignments(file: SourceFile, node: ClassNode, name: string): readonly Assignment[] {
  return assignmentsByClass(file).get(node)?.get(name) ?? [];
}

const assignmentsByClass = memo((file: SourceFile): ReadonlyMap<ClassNode, ReadonlyMap<string, readonly Assignment[]>> => {
  const classes = new Map<ClassNode, Map<string, Assignment[]>>();
  for (const assignment of file.nodes('AssignmentExpression')) {
    const left = unwrap(assignment.left);
    if (left.type !== 'MemberExpression' || unwrap(left.object).type !== 'ThisExpression') continue;
    const name = keyName(left);
    const owner = name === null ? null : enclosingClass(file, assignment);
    if (name === null || !owner) continue;
    const fields = classes.get(owner) ?? new Map<string, Assignment[]>();
    classes.set(owner, fields);
    append(fields, name, assignment);
  }
  return classes;
});

/** The calls of a function in its own file: by its name, or as a method of `this`. */
export function callsOf(file: SourceFile, fn: FunctionNode): readonly Call[] {
  const parent = file.parent(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  if (id) {
    return (file.variableOf(id)?.references ?? []).flatMap(({ identifier }) => {
      const call = file.parent(identifier as Node);
      return call?.type === 'CallExpression' && call.callee === identifier ? [call] : [];
    });
  }
  const name = parent?.type === 'MethodDefinition' ? keyName(parent) : null;
  const owner = name === null ? null : enclosingClass(file, fn);
  if (!owner) return [];
  return file.nodesIn(owner, 'CallExpression').filter((call) => {
    const callee = unwrap(call.callee);
    return callee.type === 'MemberExpression' && unwrap(callee.object).type === 'ThisExpression' && keyName(callee) === name && enclosingClass(file, call) === owner;
  });
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
