import { adapters } from './adapters.ts';
import { packageOf } from '../../ast/origin.ts';
import type { Creator, FunctionRole, SqlClient, Step } from './types.ts';

const clients: readonly SqlClient[] = adapters;

const bySymbol = new Map<string, { readonly client: SqlClient; readonly kind: string }>();
const baseBySymbol = new Map<string, { readonly client: SqlClient; readonly kind: string | null; readonly instance: string | null }>();
const roles = new Map<string, FunctionRole>();
const creators = new Map<string, { readonly client: SqlClient; readonly creator: Creator }>();
const acquiring = new Set<string>();
const releasing = new Set<string>();
const names = new Set<string>();
const functions = new Set<string>();
const likeFunctions = new Map<string, { readonly column?: number; readonly pattern: number }>();
const likeKeys = new Map<string, { readonly client: SqlClient; readonly as: 'pattern' | 'contained' }>();
const packages = new Set<string>();

for (const client of clients) {
  for (const name of client.packages) packages.add(name);
  for (const [symbol, kind] of Object.entries(client.values)) {
    bySymbol.set(symbol, { client, kind });
    const name = /[#.](\w+)$/.exec(symbol)?.[1];
    if (name !== undefined && client.kinds[kind]?.call?.sql) functions.add(name);
  }
  for (const [symbol, base] of Object.entries(client.bases ?? {})) baseBySymbol.set(symbol, { client, kind: base.kind ?? null, instance: base.instance ?? null });
  for (const [symbol, creator] of Object.entries(client.creators ?? {})) creators.set(symbol, { client, creator });
  for (const [symbol, role] of Object.entries(client.functions ?? {})) roles.set(symbol, role);
  for (const [symbol, places] of Object.entries(client.likes?.functions ?? {})) likeFunctions.set(symbol, places);
  for (const [key, as] of Object.entries(client.likes?.keys ?? {})) likeKeys.set(key, { client, as });
  for (const kind of Object.values(client.kinds)) {
    for (const [name, method] of Object.entries(kind.methods ?? {})) {
      if (method.sql || method.tag || method.like || (method.step && !refines(method.step))) names.add(name);
      if (!method.acquires) continue;
      acquiring.add(name);
      for (const release of method.acquires.release) releasing.add(release);
    }
  }
}

/** A step that only refines a read: it stands in a chain whose other calls are found. */
function refines(step: Step): boolean {
  return Object.keys(step).every((key) => key === 'order' || key === 'opensRows' || key === 'runs');
}

/** Methods that run SQL or say something about an operation, in any library. */
export const methodNames: ReadonlySet<string> = names;

/** Functions that take SQL text, by the name they are exported under. */
export const functionNames: ReadonlySet<string> = functions;

/** Methods that take a connection out of a pool, in any library. */
export const acquireNames: ReadonlySet<string> = acquiring;

/** Finds a call of such a method in a text, cheaply. */
export const CALLS_ACQUIRE: RegExp = new RegExp(String.raw`\.\s*(?:${[...acquiring].join('|')})\s*\(`);

/** Finds a call that may give a connection back in a text, cheaply. */
export const CALLS_RELEASE: RegExp = new RegExp(String.raw`\.\s*(?:${[...releasing].join('|')})\s*\(`);

/** What a symbol makes, when it makes a client. */
export function creatorOfSymbol(symbol: string): { readonly client: SqlClient; readonly creator: Creator } | null {
  return creators.get(symbol) ?? null;
}

/** Finds a text that may make a client, cheaply: it names a module that does, or a generated client's class. */
export const MAY_CREATE: RegExp = new RegExp(
  [
    String.raw`['"](?:${[...new Set([...creators.keys()].map((symbol) => packageOf(symbol)))].join('|')})['"]`,
    ...clients.flatMap(({ generated }) => (generated ? [String.raw`\bnew\s+(?:\w+\.)?(?:${generated.names.join('|')})\b`] : [])),
  ].join('|'),
);

/** Clients whose names a generator writes into the project. */
export const generatedClients: readonly SqlClient[] = clients.filter((c) => c.generated);

/** Finds a method name, a tag or a client's call in a text, cheaply; the file may still hold no data access. */
export const CALLS_DATA: RegExp = new RegExp(String.raw`(?<![\w$])(?:${[...names, ...functions].map((n) => n.replaceAll('$', '[$]')).join('|')})\s*(?:\?\.)?[(<\x60]`);

/** A client by its adapter's name. */
export function clientNamed(name: string): SqlClient | undefined {
  return clients.find((c) => c.name === name);
}

/** What a symbol is in the library it comes from. */
export function valueOfSymbol(symbol: string): { readonly client: SqlClient; readonly kind: string } | null {
  return bySymbol.get(symbol) ?? null;
}

/** What a class is that extends the symbol. */
export function baseOfSymbol(symbol: string): { readonly client: SqlClient; readonly kind: string | null; readonly instance: string | null } | null {
  return baseBySymbol.get(symbol) ?? null;
}

/** The part a function takes in making SQL. */
export function functionRole(symbol: string): FunctionRole | null {
  return roles.get(symbol) ?? null;
}

/** The arguments of a function that says LIKE. */
export function likeFunction(symbol: string): { readonly column?: number; readonly pattern: number } | null {
  return likeFunctions.get(symbol) ?? null;
}

/** What a key of a filter says, by its name or symbol. */
export function likeKey(key: string): { readonly client: SqlClient; readonly as: 'pattern' | 'contained' } | null {
  return likeKeys.get(key) ?? null;
}

const lastNames = (symbols: Iterable<string>): string => [...new Set([...symbols].map((s) => s.replace(/^.*[#.]/, '').replace('$', '[$]')))].join('|');

/** Finds, in a text, a key of a filter that may say LIKE. */
export const SAYS_LIKE: RegExp = new RegExp(String.raw`(?<![\w$])(?:${lastNames(likeKeys.keys())})\b`);

/** Finds the name of a known package as a module specifier in a text, cheaply. */
export const NAMES_PACKAGE: RegExp = new RegExp(String.raw`['"](?:${[...packages].join('|')})(?:/[\w/-]+)?['"]`);

/** Whether a module is, or belongs to, a package that an adapter knows. */
export function isDataPackage(specifier: string): boolean {
  if (packages.has(specifier)) return true;
  const parts = specifier.split('/');
  return packages.has(parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
}
