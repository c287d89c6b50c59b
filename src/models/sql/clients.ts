import { all, any, calls, packages as naming, words } from '../../core/gates.ts';
import type { Gate } from '../../core/gates.ts';
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

/** Passed by a file with a call of such a method. */
export const CALLS_ACQUIRE = calls(...acquiring);

/** Passed by a file with a call that may give a connection back. */
export const CALLS_RELEASE = calls(...releasing);

/** What a symbol makes, when it makes a client. */
export function creatorOfSymbol(symbol: string): { readonly client: SqlClient; readonly creator: Creator } | null {
  return creators.get(symbol) ?? null;
}

/** Passed by a file that may make a client: it names a module that does, or a generated client's class. */
export const MAY_CREATE = any(...[...creators.keys()].map(namesCreator), calls(...clients.flatMap(({ generated }) => generated?.names ?? [])));

/** A package, and the name of what it exports: a default export has any. */
function namesCreator(symbol: string): Gate {
  const name = /#(\w+)/.exec(symbol)?.[1] ?? 'default';
  return name === 'default' ? naming(packageOf(symbol)) : all(naming(packageOf(symbol)), words(name));
}

/** Clients whose names a generator writes into the project. */
export const generatedClients: readonly SqlClient[] = clients.filter((c) => c.generated);

/** Passed by a file with a method name, a tag or a client's call; it may still hold no data access. */
export const CALLS_DATA = calls(...names, ...functions);

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

/** Passed by a file with a key of a filter that may say LIKE. */
export const SAYS_LIKE = words(...[...likeKeys.keys()].map((key) => key.replace(/^.*[#.]/, '')));
/** Passed by a file that may say LIKE by its name: in SQL, in a method, in an operator. */
export const NAMES_LIKE = words(/like/i);
/** Passed by a file that may say LIKE. */
export const MAY_SAY_LIKE = any(NAMES_LIKE, SAYS_LIKE);

/** Passed by a file that names a known package as a module specifier. */
export const NAMES_PACKAGE = naming(...packages);

/** Whether a module is, or belongs to, a package that an adapter knows. */
export function isDataPackage(specifier: string): boolean {
  if (packages.has(specifier)) return true;
  const parts = specifier.split('/');
  return packages.has(parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
}
