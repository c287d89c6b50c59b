import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { perProject } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import type { Project } from '../../project/types.ts';
import { EFFECT_NAMES, EFFECTS, isChange, MAY_EFFECT } from './libraries.ts';
import type { OutgoingCall, OutgoingForm } from './types.ts';

/** The calls of a file that have an effect outside of the process and its database, in source order: by what is called, not by its name. */
export const outgoingCalls = perProject((file: SourceFile, project: Project): readonly OutgoingCall[] =>
  file.passes(MAY_EFFECT) ? file.nodes('CallExpression').flatMap((node) => outgoing(file, node, project) ?? []) : [],
);

function outgoing(file: SourceFile, node: TSESTree.CallExpression, project: Project): OutgoingCall | null {
  const callee = unwrap(node.callee);
  // A name of one's own may stand for a default export or an import under another name; a method keeps its own.
  if (callee.type === 'MemberExpression' ? !EFFECT_NAMES.has(keyName(callee) ?? '') : callee.type !== 'Identifier') return null;
  const symbol = project.symbol(originOf(file, callee));
  const entry = symbol === null ? undefined : EFFECTS.get(symbol);
  if (!entry || !counts(file, node, entry.form, project)) return null;
  return { node, file, kind: entry.form.kind, name: file.textOf(callee).replaceAll(/\s+/g, ''), library: entry.library, owner: enclosingFunction(file, node) };
}

function counts(file: SourceFile, node: TSESTree.CallExpression, { commands, verb, methodOptions }: OutgoingForm, project: Project): boolean {
  if (commands) {
    const command = node.arguments[0] && project.symbol(originOf(file, node.arguments[0]));
    return command !== null && command !== undefined && commands.includes(command);
  }
  const changes = (method: Node | null | undefined): boolean => (method ? isAlways(project, file, method, (value) => typeof value === 'string' && isChange(value)) : false);
  if (verb !== undefined) return changes(node.arguments[verb]);
  if (!methodOptions) return true;
  return methodOptions.some((place) => {
    const options = node.arguments[place] && unwrap(node.arguments[place]);
    return options?.type === 'ObjectExpression' && changes(propertyOf(options, 'method')?.value);
  });
}
