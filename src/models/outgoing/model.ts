import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { OutgoingCall, OutgoingForm, OutgoingLibrary } from './types.ts';

interface Known {
  readonly library: string;
  readonly form: OutgoingForm;
}

const libraries: readonly OutgoingLibrary[] = adapters;
const bySymbol = new Map<string, Known>(libraries.flatMap(({ name, calls }) => Object.entries(calls).map(([symbol, form]) => [symbol, { library: name, form }] as const)));
/** Last names of what is called, as a call has to write them; a default export has any name. */
const NAMES: ReadonlySet<string> = new Set([...bySymbol.keys()].map((symbol) => /(\w+)$/.exec(symbol)?.[1] ?? '').filter((name) => name !== 'default'));
const GATE = new RegExp(String.raw`\b(?:${[...NAMES].join('|')})\s*(?:<[^()]*>)?\(|['"](?:${libraries.flatMap(({ packages }) => packages).filter((name) => name !== 'global').map((name) => name.replaceAll('/', String.raw`\/`)).join('|')})['"]`);
const CHANGES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const known: (project: Project) => WeakMap<SourceFile, readonly OutgoingCall[]> = memo(() => new WeakMap());

/** The calls of a file that have an effect outside of the process and its database, in source order: by what is called, not by its name. */
export function outgoingCalls(file: SourceFile, project: Project): readonly OutgoingCall[] {
  const before = known(project).get(file);
  if (before) return before;
  const found = GATE.test(file.text) ? file.nodes('CallExpression').flatMap((node) => outgoing(file, node, project) ?? []) : [];
  known(project).set(file, found);
  return found;
}

function outgoing(file: SourceFile, node: TSESTree.CallExpression, project: Project): OutgoingCall | null {
  const callee = unwrap(node.callee);
  // A name of one's own may stand for a default export or an import under another name; a method keeps its own.
  if (callee.type === 'MemberExpression' ? !NAMES.has(keyName(callee) ?? '') : callee.type !== 'Identifier') return null;
  const symbol = project.symbol(originOf(file, callee));
  const entry = symbol === null ? undefined : bySymbol.get(symbol);
  if (!entry || !counts(file, node, entry.form, project)) return null;
  return { node, file, kind: entry.form.kind, name: file.textOf(callee).replaceAll(/\s+/g, ''), library: entry.library, owner: enclosingFunction(file, node) };
}

function counts(file: SourceFile, node: TSESTree.CallExpression, { commands, methodOption }: OutgoingForm, project: Project): boolean {
  if (commands) {
    const command = node.arguments[0] && project.symbol(originOf(file, node.arguments[0]));
    return command !== null && command !== undefined && commands.includes(command);
  }
  if (methodOption === undefined) return true;
  const options = node.arguments[methodOption] && unwrap(node.arguments[methodOption]);
  const method = options?.type === 'ObjectExpression' ? propertyOf(options, 'method')?.value : null;
  return method ? isAlways(project, file, method, (value) => typeof value === 'string' && CHANGES.has(value.toUpperCase())) : false;
}
