import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { any, packages, words } from '../../core/gates.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { JwtLibrary, ReadForm, SignForm } from './types.ts';

/** What a call does with tokens, as the library of a name says it. */
export type TokenCall =
  | { readonly does: 'signs'; readonly library: string; readonly form: SignForm }
  | { readonly does: 'verifies' | 'decodes'; readonly library: string; readonly form: ReadForm };

const libraries: readonly JwtLibrary[] = adapters;
const bySymbol = new Map<string, TokenCall>(libraries.flatMap((library) => callsOf(library)));
/** What is called as a method, by its own name; names of one's own may stand for the rest. */
const METHODS: ReadonlySet<string> = new Set([...bySymbol.keys()].map((symbol) => /[#.](\w+)$/.exec(symbol)?.[1] ?? ''));
/** Passed by a file that may make or read tokens. */
export const SAYS_JWT = any(words(/jwt|jsonwebtoken/i), packages('jose'));

const PACKAGES: ReadonlySet<string> = new Set(libraries.flatMap(({ packages }) => packages));

/** Classes that gather a token, by symbol. */
export const builders = new Map(libraries.flatMap(({ name, builders: own }) => Object.entries(own ?? {}).map(([symbol, form]) => [symbol, { library: name, form }] as const)));

/** Whether a package makes or reads tokens. */
export function isTokenPackage(name: string): boolean {
  return PACKAGES.has(name);
}

/** What a call does with tokens: by what is called, not by its name. Null for a call of anything else. */
export function tokenCallOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, project: Project): TokenCall | null {
  const callee = unwrap(node.callee);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (callee.type === 'MemberExpression' ? name === null || (!METHODS.has(name) && !DECORATED.has(name)) : callee.type !== 'Identifier' && callee.type !== 'CallExpression') return null;
  const symbol = project.symbol(originOf(file, callee));
  const known = symbol === null ? undefined : bySymbol.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
  return known ?? (callee.type === 'MemberExpression' ? decorated(file, callee, symbol, project) : null);
}

function callsOf({ name, signs, verifies, decodes }: JwtLibrary): (readonly [string, TokenCall])[] {
  return [
    ...Object.entries(signs ?? {}).map(([symbol, form]): readonly [string, TokenCall] => [symbol, { does: 'signs', library: name, form }]),
    ...Object.entries(verifies ?? {}).map(([symbol, form]): readonly [string, TokenCall] => [symbol, { does: 'verifies', library: name, form }]),
    ...Object.entries(decodes ?? {}).map(([symbol, form]): readonly [string, TokenCall] => [symbol, { does: 'decodes', library: name, form }]),
  ];
}

interface Decoration {
  readonly of: string;
  readonly packages: readonly string[];
  /** The last names of the call. */
  readonly path: readonly string[];
  readonly call: TokenCall;
}

const decorations: readonly Decoration[] = libraries.flatMap(({ name, packages, decorates }) =>
  decorates ? callsOf({ name, packages, ...decorates }).map(([path, call]) => ({ of: decorates.of, packages, path: path.split('.'), call })) : [],
);
const DECORATED: ReadonlySet<string> = new Set(decorations.map(({ path }) => path.at(-1) ?? ''));

/** A method that a plugin has added to a framework's objects, in a package that has the plugin: `reply.jwtSign(…)`, `app.jwt.sign(…)`. */
function decorated(file: SourceFile, callee: TSESTree.MemberExpression, symbol: string | null, project: Project): TokenCall | null {
  const { root, path } = memberChain(callee);
  const found = decorations.find((d) => path.length >= d.path.length && d.path.every((name, i) => path.at(i - d.path.length) === name));
  if (!found || root.type !== 'Identifier') return null;
  const framework = symbol?.replace(/^new /, '') ?? null;
  if (framework === null ? project.follow(originOf(file, root)).kind !== 'parameter' : !framework.startsWith(found.of)) return null;
  const dependencies = project.packageOf(file)?.dependencies;
  return found.packages.some((name) => dependencies?.has(name)) ? found.call : null;
}
