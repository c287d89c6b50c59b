import { propertyAdded } from '../../ast/edits.ts';
import type { Node } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { MAY_CREATE } from './clients.ts';
import { clientsCreated } from './connections.ts';

/** A pool whose queries may wait forever, for a connection or for their result. */
export interface UnlimitedPool {
  readonly node: Node;
  readonly name: string;
  readonly missing: readonly string[];
  readonly edits: readonly Edit[] | null;
}

/** Options of pg's pool, each with others that do the same (https://node-postgres.com/apis/pool, /apis/client). */
const LIMITS: Readonly<Record<string, { readonly instead: readonly string[]; readonly text: string }>> = {
  connectionTimeoutMillis: { instead: [], text: 'connectionTimeoutMillis: 5_000' },
  statement_timeout: { instead: ['query_timeout', 'options'], text: 'statement_timeout: 30_000' },
};
const LIMITED_CLIENT = 'pg';

/** The pools of the linted file without time limits, where all their options are seen and no file of the package says a limit otherwise. */
export const unlimitedPools: (context: Parameters<typeof projectOf>[0]) => readonly UnlimitedPool[] = perFile((context) => {
  if (!says(context, MAY_CREATE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return clientsCreated(file, project).flatMap(({ node, client, holds, name }): UnlimitedPool[] => {
    const [given] = node.arguments;
    if (client !== LIMITED_CLIENT || holds !== 'pool' || given?.type === 'SpreadElement') return [];
    const { properties, isOpen } = optionsOf(file, given ?? null, project);
    if (isOpen) return [];
    const folder = project.packageOf(file)?.folder;
    const isSaidElsewhere = (limit: string): boolean => (folder === undefined ? [file.path] : project.filesOf(folder)).some((path) => project.text(path)?.includes(limit) ?? false);
    const missing = Object.entries(LIMITS).flatMap(([limit, { instead }]) => (properties.has(limit) || instead.some((other) => properties.has(other)) || isSaidElsewhere(limit) ? [] : [limit]));
    if (missing.length === 0) return [];
    const object = given && unwrap(given);
    const edits = object?.type === 'ObjectExpression' ? [propertyAdded(object, missing.flatMap((limit) => LIMITS[limit]?.text ?? []).join(', '))] : null;
    return [{ node, name, missing, edits }];
  });
});
