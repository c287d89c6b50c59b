import type { Node } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { isAlways } from '../../project/constants.ts';
import { MAY_CREATE } from './clients.ts';
import { clientsCreated } from './connections.ts';

/** How a mapper is told to show the queries it sends. */
interface QueryLog {
  /** Option of its constructor; any value but `false` and an empty list counts. */
  readonly option: string;
  /** An event that code can listen to instead. */
  readonly event?: string;
  /** Place of the options among the arguments: the last object when it is not said. */
  readonly argument?: number;
}

/** By adapter. Sequelize writes every query to the console unless it is told not to. Drivers (`pg`, `postgres`) send what is written and hide nothing. */
const LOGS: Readonly<Record<string, QueryLog>> = {
  prisma: { option: 'log', event: '$on' },
  drizzle: { option: 'logger' },
  knex: { option: 'debug', event: 'on' },
  typeorm: { option: 'logging', argument: 0 },
  'mikro-orm': { option: 'debug', argument: 0 },
};

export interface SilentClient {
  readonly node: Node;
  readonly name: string;
  readonly option: string;
}

/** The clients of mappers that the linted file makes without a way to see their queries. */
export const silentClients = perFile((context): readonly SilentClient[] => {
  if (!says(context, MAY_CREATE)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return clientsCreated(file, project).flatMap(({ node, client, name }): readonly SilentClient[] => {
    const log = LOGS[client];
    if (!log || (log.event !== undefined && file.text.includes(`.${log.event}('query'`))) return [];
    const given = log.argument === undefined ? node.arguments.at(-1) : node.arguments[log.argument];
    const { properties, isOpen } = optionsOf(file, (given as Node | undefined) ?? null, project);
    const said = properties.get(log.option);
    const isOff = said ? isAlways(project, said.file, said.node, (value) => value === false) : !isOpen;
    return isOff ? [{ node, name, option: log.option }] : [];
  });
});
