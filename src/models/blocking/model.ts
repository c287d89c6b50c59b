import type { TSESTree } from '@typescript-eslint/utils';
import { all, any, packages as naming, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { originOf, rootOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { BlockingCall, BlockingExport, BlockingLibrary } from './types.ts';

interface Known {
  readonly export: BlockingExport;
  /** The one of the adapter's modules it comes from; the others need not export the same. */
  readonly module: string;
}
interface Candidate {
  readonly node: TSESTree.CallExpression;
  readonly origin: Origin;
}

const libraries: readonly BlockingLibrary[] = adapters;
const bySymbol = new Map<string, Known>(libraries.flatMap(({ packages, calls }) => packages.flatMap((name) => calls.map((call) => [`${name}#${call.member}`, { export: call, module: name }] as const))));
/** Last names of the calls, as an import or a member access has to write them somewhere in the file. */
const NAMES: ReadonlySet<string> = new Set([...bySymbol.values()].map((known) => lastName(known.export.member)));
/** Passed by a file that may hold a blocking call: a name that says it waits, or a package whose calls need not say so. */
export const MAY_BLOCK = any(words(/Sync$/), naming(...libraries.flatMap(({ packages, calls }) => (calls.every(({ member }) => /Sync(?:\.\w+)?$/.test(member)) ? [] : packages))), all(words('Atomics'), words('wait')));

/** The blocking calls of a file, in source order: by what the called function is, not by its name. */
export function blockingCalls(file: SourceFile, project: Project): readonly BlockingCall[] {
  return candidates(file).flatMap(({ node, origin }) => {
    const known = knownAs(symbolOf(origin)) ?? knownAs(project.symbol(origin));
    if (!known || (known.export.unlessAsync && isAsynchronous(node))) return [];
    const { name, kind, instead } = known.export;
    return [{ node, file, name, kind, instead, promised: promised(file, node, known) }];
  });
}

/** Calls that can be a blocking one as far as this file tells. */
const candidates: (file: SourceFile) => readonly Candidate[] = memo((file) => {
  if (!file.passes(MAY_BLOCK)) return [];
  return file.nodes('CallExpression').flatMap((node) => {
    const origin = originOf(file, node.callee);
    return knownAs(symbolOf(origin)) || mayBeElsewhere(origin) ? [{ node, origin }] : [];
  });
});

function knownAs(symbol: string | null): Known | undefined {
  return symbol === null ? undefined : bySymbol.get(symbol);
}

/** Whether a project file may hand the function on: `import { readFileSync } from './files'`. */
function mayBeElsewhere(origin: Origin): boolean {
  if (origin.kind === 'import') return NAMES.has(origin.name);
  return origin.kind === 'member' && origin.property !== null && NAMES.has(origin.property) && rootOf(origin).kind === 'import';
}

function lastName(member: string): string {
  return member.slice(member.lastIndexOf('.') + 1);
}

function isAsynchronous(node: TSESTree.CallExpression): boolean {
  return node.arguments.slice(1).some((argument) => {
    const inner = unwrap(argument);
    // A name may stand for a callback or for options that say so: unknown.
    if (inner.type !== 'ObjectExpression') return true;
    const value = propertyOf(inner, 'async')?.value;
    return value !== undefined && !(value.type === 'Literal' && value.value === false);
  });
}

/** The callee's asynchronous form in the names of this file, where both forms give the same. */
function promised(file: SourceFile, node: TSESTree.CallExpression, { export: { promise, member }, module }: Known): BlockingCall['promised'] {
  if (promise === undefined || node.arguments.some((argument) => argument.type === 'SpreadElement' || returnsNothing(argument))) return null;
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && keyName(callee) === member && !node.optional && !callee.optional) return { callee: node.callee, text: `${file.textOf(callee.object)}.${promise}` };
  const text = callee.type === 'Identifier' ? imported(file, module, promise) : null;
  return text === null ? null : { callee: node.callee, text };
}

/** `{ throwIfNoEntry: false }`: the asynchronous form throws where this gives undefined. */
function returnsNothing(argument: TSESTree.CallExpressionArgument): boolean {
  const inner = unwrap(argument);
  return inner.type === 'ObjectExpression' && propertyOf(inner, 'throwIfNoEntry') !== null;
}

/** A member of the module, by a name this file imports already: `fs.promises.readFile`, `promises.readFile`. */
function imported(file: SourceFile, module: string, path: string): string | null {
  const [first = '', ...rest] = path.split('.');
  for (const node of file.nodes('ImportDeclaration')) {
    const from = String(node.source.value).replace(/^node:/, '');
    const below = from === module ? [first, ...rest] : rest.length > 0 && from === `${module}/${first}` ? rest : null;
    if (!below || node.importKind === 'type') continue;
    for (const specifier of node.specifiers) {
      if (specifier.type !== 'ImportSpecifier') return [specifier.local.name, ...below].join('.');
      if (specifier.imported.type === 'Identifier' && specifier.imported.name === below[0] && specifier.importKind !== 'type') return [specifier.local.name, ...below.slice(1)].join('.');
    }
  }
  return null;
}
