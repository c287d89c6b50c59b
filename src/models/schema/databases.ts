import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, requiredModule } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { stringValue } from '../../ast/syntax.ts';
import { all, any, packages, words } from '../../core/gates.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import type { PrismaFileNode } from '../../prisma/types.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { creatorOfSymbol, MAY_CREATE } from '../sql/clients.ts';
import type { Place } from '../sql/types.ts';
import { argumentAt } from '../sql/values.ts';
import type { SchemaRange } from './types.ts';

/** A database besides PostgreSQL, and what of a program says that it keeps its data there. */
interface Database {
  readonly name: string;
  readonly title: string;
  /** What drivers, dialects of ORMs and Prisma's providers call it. */
  readonly words: RegExp;
  /** Modules that serve it alone, with all below them. */
  readonly modules: readonly string[];
}

const DATABASES: readonly Database[] = [
  {
    name: 'mysql', title: 'MySQL or MariaDB', words: /mysql|maria/iu,
    modules: ['mysql', 'mysql2', 'mariadb', '@planetscale/database', '@mikro-orm/mysql', '@mikro-orm/mariadb', '@prisma/adapter-mariadb', '@prisma/adapter-planetscale', 'drizzle-orm/mysql2', 'drizzle-orm/mysql-core', 'drizzle-orm/mysql-proxy', 'drizzle-orm/planetscale-serverless', '@sequelize/mysql', '@sequelize/mariadb'],
  },
  {
    name: 'sqlite', title: 'SQLite', words: /sqlite|libsql|sqljs|sql\.js|turso/iu,
    modules: ['sqlite3', 'better-sqlite3', 'sqlite', 'node:sqlite', 'bun:sqlite', 'libsql', '@libsql/client', 'sql.js', '@mikro-orm/sqlite', '@mikro-orm/better-sqlite', '@mikro-orm/libsql', '@prisma/adapter-better-sqlite3', '@prisma/adapter-libsql', '@prisma/adapter-d1', 'drizzle-orm/better-sqlite3', 'drizzle-orm/bun-sqlite', 'drizzle-orm/d1', 'drizzle-orm/libsql', 'drizzle-orm/sql-js', 'drizzle-orm/sqlite-core', 'drizzle-orm/sqlite-proxy', '@sequelize/sqlite3'],
  },
  { name: 'mssql', title: 'SQL Server', words: /mssql|sqlserver|tedious/iu, modules: ['mssql', 'tedious', 'msnodesqlv8', '@mikro-orm/mssql', '@prisma/adapter-mssql', 'drizzle-orm/mssql-core', 'drizzle-orm/node-mssql', '@sequelize/mssql'] },
  { name: 'oracle', title: 'Oracle', words: /oracle/iu, modules: ['oracledb', '@sequelize/oracle'] },
  { name: 'mongodb', title: 'MongoDB', words: /mongo/iu, modules: ['mongodb', 'mongoose', '@nestjs/mongoose', '@typegoose/typegoose', '@fastify/mongodb', '@mikro-orm/mongodb', 'monk'] },
];

const byModule = new Map(DATABASES.flatMap((database) => database.modules.map((module) => [module, database])));
/** `drizzle-orm/mysql2/driver` is told by its package; a module of Bun, `bun:sqlite`, is in none. */
const NAMES_MODULE = any(packages(...[...byModule.keys()].map((module) => module.split('/', module.startsWith('@') ? 2 : 1).join('/'))), words('bun'));
const IMPORTS = new RegExp(String.raw`['"\x60](?:${[...byModule.keys()].map((module) => module.replaceAll('.', '[.]')).join('|')})(?:/[^'"\x60]*)?['"\x60]`, 'u');

/** Calls that take the name of a dialect and make no client. */
const CONFIGURES: ReadonlyMap<string, readonly Place[]> = new Map([
  ['@nestjs/typeorm#TypeOrmModule.forRoot()', [[0, 'type']]],
  ['@nestjs/sequelize#SequelizeModule.forRoot()', [[0, 'dialect']]],
  ['drizzle-kit#defineConfig()', [[0, 'dialect']]],
]);
const CONFIGURES_HINT = /@nestjs\/(?:typeorm|sequelize)|drizzle-kit/u;
const NAMES_CONFIGURED = any(all(words('nestjs'), words('typeorm', 'sequelize')), all(words('drizzle'), words('kit')));
/** Passed by a file that may say which database it uses. */
export const NAMES_DATABASE = any(words('datasource'), NAMES_MODULE, MAY_CREATE, NAMES_CONFIGURED);

/** A place that says which database is used. */
export interface DatabaseUse {
  readonly name: string;
  readonly title: string;
  readonly range: SchemaRange;
}

/** The databases besides PostgreSQL that the linted file uses, the first place of each. */
export function otherDatabases(context: RuleContext): readonly DatabaseUse[] {
  const ast = context.sourceCode.ast as unknown as PrismaFileNode | TSESTree.Program;
  const found = ast.type === 'PrismaFile' ? inPrisma(ast) : inCode(context);
  return found.filter(({ name }, i) => found.findIndex((one) => one.name === name) === i);
}

function inPrisma({ body }: PrismaFileNode): readonly DatabaseUse[] {
  return body.flatMap((block) => (block.keyword === 'datasource' ? block.body : [])).flatMap((member) => (member.type === 'PrismaSetting' && member.name.name === 'provider' && member.value.kind === 'string' ? use(databaseNamed(member.value.value), member.value.range) : []));
}

function inCode(context: RuleContext): readonly DatabaseUse[] {
  const host = hostViewOf(context).file;
  const { text } = host;
  const configures = host.passes(MAY_CREATE) || (host.passes(NAMES_CONFIGURED) && CONFIGURES_HINT.test(text));
  const imports = host.passes(NAMES_MODULE) && IMPORTS.test(text);
  if (!configures && !imports) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = [...(imports ? ofImports(file, project) : []), ...(configures ? ofOptions(file, project) : [])];
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

/** Modules that are loaded; types alone load nothing. */
function ofImports(file: SourceFile, project: Project): readonly DatabaseUse[] {
  const loads: readonly (readonly [Node, string | null])[] = [
    ...file.nodes('ImportDeclaration').filter((node) => !isTypes(node)).map((node) => [node, node.source.value] as const),
    ...file.nodes('ExportNamedDeclaration').filter((node) => node.exportKind !== 'type').map((node) => [node, stringValue(node.source)] as const),
    ...file.nodes('ExportAllDeclaration').filter((node) => node.exportKind !== 'type').map((node) => [node, node.source.value] as const),
    ...file.nodes('ImportExpression').map((node) => [node, stringValue(node.source)] as const),
    ...file.nodes('TSExternalModuleReference').map((node) => [node, stringValue(node.expression)] as const),
    ...file.nodes('CallExpression').map((node) => [node, requiredModule(file, node)] as const),
  ];
  return loads.flatMap(([node, module]) => {
    const database = module === null ? null : databaseOf(module);
    // a folder or a package of the project may be called so
    return module !== null && database && project.resolve(file, module) === null ? use(database, node.range) : [];
  });
}

function isTypes({ importKind, specifiers }: TSESTree.ImportDeclaration): boolean {
  return importKind === 'type' || (specifiers.length > 0 && specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'));
}

function databaseOf(module: string): Database | null {
  for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    const database = byModule.get(name);
    if (database) return database;
  }
  return null;
}

/** `new DataSource({ type: 'mysql' })`, `knex({ client: 'mysql2' })`: the dialect where it is constant. */
function ofOptions(file: SourceFile, project: Project): readonly DatabaseUse[] {
  return [...file.nodes('NewExpression'), ...file.nodes('CallExpression')].flatMap((call) => {
    const symbol = call.arguments.length > 0 ? project.symbol(originOf(file, call)) : null;
    const places = symbol === null ? [] : (CONFIGURES.get(symbol) ?? creatorOfSymbol(symbol)?.client.dialectOption?.filter((place) => place.length > 1) ?? []);
    const value = places.map((place) => argumentAt(call, place)).find((node) => node !== null);
    const said = value ? project.constants(file, value) : null;
    const [only] = said ?? [];
    return value && said?.length === 1 && typeof only === 'string' ? use(databaseNamed(only), value.range) : [];
  });
}

function databaseNamed(word: string): Database | null {
  return DATABASES.find(({ words }) => words.test(word)) ?? null;
}

function use(database: Database | null, range: SchemaRange): readonly DatabaseUse[] {
  return database ? [{ name: database.name, title: database.title, range }] : [];
}
