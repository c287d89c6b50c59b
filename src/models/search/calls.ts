import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { REQUESTS } from './requests.ts';
import type { RequestForm } from './requests.ts';
import type { SearchClient } from './types.ts';

/** A call of a client that sends a search, or a mapping. */
export interface ClientCall {
  readonly node: TSESTree.CallExpression;
  readonly form: RequestForm;
}

const clients: readonly SearchClient[] = adapters;
const PACKAGES: ReadonlySet<string> = new Set(clients.flatMap(({ packages }) => packages));
const INSTANCES: readonly string[] = clients.flatMap(({ packages, clients: names }) => packages.flatMap((name) => names.map((exported) => `new ${name}#${exported}.`)));
const METHODS: ReadonlySet<string> = new Set(Object.keys(REQUESTS).map((path) => path.slice(path.lastIndexOf('.') + 1)));
/** Passed by a file with one of the words without which it neither sends a query or mapping nor says one. */
export const SAYS_SEARCH = words('properties', 'mappings', ...METHODS);
const SAYS_PACKAGE = words(...[...PACKAGES].map((name) => name.slice(name.indexOf('/') + 1)));
const NAMES_PACKAGE = new RegExp([...PACKAGES].join('|'), 'u');

/**
 * Whether a file can have to do with a search engine: it says so, or its package, or one of the workspace that it imports, depends on a client.
 * A file that belongs to no package can.
 */
export function mayUseSearch(file: SourceFile, project: Project): boolean {
  if (!file.passes(SAYS_SEARCH)) return false;
  if (file.passes(SAYS_PACKAGE) && NAMES_PACKAGE.test(file.text)) return true;
  const own = project.packageOf(file);
  if (!own || dependsOnClient(own.dependencies)) return true;
  return file.nodes('ImportDeclaration').some(({ source }) => {
    const path = source.value.startsWith('.') ? null : project.resolve(file, source.value);
    const imported = path === null ? null : project.packageOf({ path });
    return imported ? dependsOnClient(imported.dependencies) : false;
  });
}

/** Whether one of the dependencies of a package is a client of a search engine. */
function dependsOnClient(dependencies: ReadonlyMap<string, string>): boolean {
  return [...PACKAGES].some((name) => dependencies.has(name));
}

/** The calls of clients in a file, in source order, by what the client is: made, imported, annotated or injected. */
export function clientCalls(file: SourceFile, project: Project): readonly ClientCall[] {
  return mayUseSearch(file, project) ? candidates(file).flatMap((node) => {
    const form = formOf(project.symbol(originOf(file, node.callee)));
    return form ? [{ node, form }] : [];
  }) : [];
}

const candidates: (file: SourceFile) => readonly TSESTree.CallExpression[] = memo((file) =>
  file.nodes('CallExpression').filter(({ callee }) => callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && METHODS.has(camelCased(callee.property.name))),
);

function formOf(symbol: string | null): RequestForm | undefined {
  const instance = symbol === null ? undefined : INSTANCES.find((start) => symbol.startsWith(start));
  if (symbol === null || instance === undefined) return undefined;
  // a child shares its parent's connections
  return REQUESTS[camelCased(symbol.slice(instance.length).replace(/^(?:child\(\)\.)+/u, ''))];
}

/** Clients before version 8 have every method under its name in the REST interface too: `put_mapping`. */
function camelCased(path: string): string {
  return path.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}
