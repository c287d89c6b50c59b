import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Options } from '../../project/options.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { MAY_CREATE } from '../sql/clients.ts';
import { clientsCreated } from '../sql/connections.ts';
import type { ClientCreated } from '../sql/types.ts';
import { isExample } from './places.ts';

/** A pool whose size stands in the source, or nowhere. */
export interface FixedPool {
  /** The number; the call that makes the pool where nothing says its size. */
  readonly node: Node;
  /** `max`; null where nothing says it. */
  readonly option: string | null;
  /** What makes the pool: `new Pool()`. */
  readonly maker: string;
}

/** Where libraries take the size of a pool, and options that hold such options. */
const SIZES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  pg: [['max'], ['min']],
  postgres: [['max']],
  mysql2: [['connectionLimit'], ['maxIdle']],
  knex: [['pool', 'max'], ['pool', 'min']],
  sequelize: [['pool', 'max'], ['pool', 'min']],
  typeorm: [['poolSize'], ['extra', 'max'], ['extra', 'min'], ['extra', 'connectionLimit']],
  mongoose: [['maxPoolSize'], ['minPoolSize'], ['poolSize']],
  'mikro-orm': [['pool', 'max'], ['pool', 'min']],
  slonik: [['maximumPoolSize'], ['minimumPoolSize']],
  neon: [['max'], ['min']],
  'vercel-postgres': [['max']],
};

/** The pools that the linted file makes with a size in the source, or without one. */
export const fixedPoolsOf = perFile((context): readonly FixedPool[] => {
  if (!says(context, MAY_CREATE)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project)) return [];
  return clientsCreated(file, project).flatMap((client) => (client.holds === 'pool' ? sizesOf(file, client, project) : []));
});

function sizesOf(file: SourceFile, { node, client, name }: ClientCreated, project: Project): FixedPool[] {
  const paths = SIZES[client];
  const given = node.arguments.findLast((argument) => unwrap(argument).type === 'ObjectExpression');
  const isSpread = node.arguments.some((argument) => argument.type === 'SpreadElement');
  if (!paths || isSpread) return [];
  const object = given ?? node.arguments.find((argument) => unwrap(argument).type === 'Identifier');
  const options = optionsOf(file, object ?? null, project);
  const said = paths.flatMap(([first = '', second]) => {
    const outer = options.properties.get(first);
    const inner = outer && second !== undefined ? optionsOf(outer.file, outer.node, project).properties.get(second) : outer;
    return inner ? [{ ...inner, option: second ?? first }] : [];
  });
  if (said.length === 0) return isUnsaid(options, paths, node) ? [{ node: node.callee, option: null, maker: name }] : [];
  return said.flatMap((one) => {
    const number = one.file === file ? unwrap(one.node) : null;
    // One connection, and none at rest, are decisions about the program and not about its load.
    return number?.type === 'Literal' && typeof number.value === 'number' && number.value > 1 ? [{ node: number, option: one.option, maker: name }] : [];
  });
}

/** Whether nothing that is not seen can say the size. */
function isUnsaid(options: Options, paths: readonly (readonly string[])[], { arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const holders = paths.flatMap((path) => (path.length > 1 ? (path[0] ?? []) : []));
  return !options.isOpen && holders.every((name) => !options.properties.has(name)) && given.every((argument) => ['ObjectExpression', 'Literal', 'MemberExpression'].includes(unwrap(argument).type));
}
