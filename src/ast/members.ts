import type { TSESTree } from '@typescript-eslint/utils';
import { groupedBy } from '../core/groups.ts';
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
  return groupedBy(node.body.body, (member) => (member.type === 'StaticBlock' || member.type === 'TSIndexSignature' ? null : keyName(member)));
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
  const classes = groupedBy(file.nodes('AssignmentExpression'), (assignment) => (fieldOf(assignment) === null ? null : enclosingClass(file, assignment)));
  return new Map([...classes].map(([owner, assignments]) => [owner, groupedBy(assignments, fieldOf)]));
});

/** The field of `this` that an assignment writes; null for anything else. */
function fieldOf({ left }: Assignment): string | null {
  const target = unwrap(left);
  return target.type === 'MemberExpression' && unwrap(target.object).type === 'ThisExpression' ? keyName(target) : null;
}

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
