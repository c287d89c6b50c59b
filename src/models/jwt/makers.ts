import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { memberChain, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { mayHoldTokens } from './libraries.ts';
import { signingsOf } from './signings.ts';

/** What calls in a file hand to functions of the project that sign it: `createToken({ id })` of `../lib/tokens`. */
export function payloadsHandedOn(file: SourceFile, project: Project): readonly Node[] {
  const names = new Set<Variable>();
  for (const node of file.nodes('ImportDeclaration')) if (isMaker(file, String(node.source.value), project)) for (const { local } of node.specifiers) add(file, local, names);
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    const call = init ? unwrap(init) : null;
    const origin = call?.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'require' ? originOf(file, call) : null;
    if (origin?.kind === 'import' && isMaker(file, origin.from, project)) for (const name of namesOf(id)) add(file, name, names);
  }
  const own = signingsOf(file, project).length > 0;
  if (names.size === 0 && !own) return [];
  return file.nodes('CallExpression').flatMap((call) => {
    const { root } = memberChain(call.callee);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    if (!variable || (!names.has(variable) && !own)) return [];
    return payloadOf(file, call, project) ?? [];
  });
}

function add(file: SourceFile, name: TSESTree.Identifier, names: Set<Variable>): void {
  const variable = file.variableOf(name);
  if (variable) names.add(variable);
}

function namesOf(id: Node): readonly TSESTree.Identifier[] {
  if (id.type === 'Identifier') return [id];
  return id.type === 'ObjectPattern' ? id.properties.flatMap((p) => (p.type === 'Property' && p.value.type === 'Identifier' ? [p.value] : [])) : [];
}

/** Whether a module of the project may sign tokens. */
function isMaker(file: SourceFile, specifier: string, project: Project): boolean {
  const path = project.resolve(file, specifier);
  return path !== null && mayHoldTokens(project.text(path) ?? '');
}

/** The argument that the called function signs as it is. */
function payloadOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): Node | null {
  const callee = project.follow(originOf(file, call.callee));
  if (callee.kind !== 'function') return null;
  for (const { payload } of signingsOf(callee.file, project)) {
    const index = parameterIndex(callee.file, callee.node, payload);
    const argument = index === null ? undefined : call.arguments[index];
    if (argument && argument.type !== 'SpreadElement') return argument;
  }
  return null;
}

function parameterIndex(file: SourceFile, fn: FunctionNode, payload: Node): number | null {
  const inner = unwrap(payload);
  if (inner.type !== 'Identifier') return null;
  const name = file.variableOf(inner)?.defs[0]?.name as Node | undefined;
  const index = fn.params.findIndex((p) => p === name || (p.type === 'AssignmentPattern' && p.left === name));
  return index < 0 ? null : index;
}
