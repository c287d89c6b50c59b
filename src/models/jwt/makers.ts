import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { memberChain, parameterIndex } from '../../ast/syntax.ts';
import { namesFrom } from '../../project/imported.ts';
import type { Project } from '../../project/types.ts';
import { SAYS_JWT } from './libraries.ts';
import { signingsOf } from './signings.ts';

/** What calls in a file hand to functions of the project that sign it: `createToken({ id })` of `../lib/tokens`. */
export function payloadsHandedOn(file: SourceFile, project: Project): readonly Node[] {
  const names = namesFrom(file, project, SAYS_JWT);
  const signsItself = signingsOf(file, project).length > 0;
  if (names.size === 0 && !signsItself) return [];
  return file.nodes('CallExpression').flatMap((call) => {
    const { root } = memberChain(call.callee);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    return variable && (names.has(variable) || signsItself) ? (payloadOf(file, call, project) ?? []) : [];
  });
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
