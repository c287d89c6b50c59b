/** What ORMs call changing the schema of a database so that it looks like their models. Facts only. */

/** A place that takes an ORM's options. */
export interface OptionsPlace {
  /** Name of the place, as `symbolOf` of src/ast/origin.ts writes it. */
  readonly symbol: string;
  /** The options themselves, a function that gives them (`useFactory`), or a class with a method that does (`useClass`). */
  readonly async?: true;
}

/** Options of one ORM. */
export interface SyncOptions {
  readonly places: readonly OptionsPlace[];
  /** Types of the options, for objects and functions that say so. */
  readonly types: readonly string[];
  /** Interface of a class whose method gives the options. */
  readonly factory: { readonly type: string; readonly method: string } | null;
  /** Option without which `synchronize` has no effect, and with which it is on by default. */
  readonly requires: string | null;
}

const DRIVERS = ['Aurora', 'AuroraMysql', 'AuroraPostgres', 'BetterSqlite3', 'CockroachConnection', 'Mysql', 'Oracle', 'Postgres', 'Sap', 'Spanner', 'Sqljs', 'Sqlite', 'SqlServer'];

export const syncOptions: readonly SyncOptions[] = [
  {
    // Source: TypeORM documentation, "Data Source Options": synchronize.
    places: [
      { symbol: 'new typeorm#DataSource' },
      { symbol: 'new typeorm#Connection' },
      { symbol: 'typeorm#createConnection' },
      { symbol: 'typeorm#createConnections' },
      { symbol: '@nestjs/typeorm#TypeOrmModule.forRoot' },
      { symbol: '@nestjs/typeorm#TypeOrmModule.forRootAsync', async: true },
    ],
    types: ['typeorm#DataSourceOptions', 'typeorm#ConnectionOptions', 'typeorm#BaseDataSourceOptions', '@nestjs/typeorm#TypeOrmModuleOptions', ...DRIVERS.flatMap((driver) => [`typeorm#${driver}ConnectionOptions`, `typeorm#${driver}DataSourceOptions`])],
    factory: { type: '@nestjs/typeorm#TypeOrmOptionsFactory', method: 'createTypeOrmOptions' },
    requires: null,
  },
  {
    // Source: @nestjs/sequelize, SequelizeCoreModule: models that were loaded are synchronized unless `synchronize` is false.
    places: [{ symbol: '@nestjs/sequelize#SequelizeModule.forRoot' }, { symbol: '@nestjs/sequelize#SequelizeModule.forRootAsync', async: true }],
    types: ['@nestjs/sequelize#SequelizeModuleOptions'],
    factory: { type: '@nestjs/sequelize#SequelizeOptionsFactory', method: 'createSequelizeOptions' },
    requires: 'autoLoadModels',
  },
];

/** Methods of values that src/models/sql knows: client, kinds of its values, method. */
export const syncMethods: Readonly<Record<string, { readonly client: string; readonly kinds: readonly string[] }>> = {
  sync: { client: 'sequelize', kinds: ['client', 'model'] },
  synchronize: { client: 'typeorm', kinds: ['source'] },
};

/** Calls by symbol. Sources: MikroORM documentation, "Schema Generator", 6 and 7; drizzle-kit/api. */
export const syncCalls: readonly RegExp[] = [
  /^(?:new )?@mikro-orm\/[\w-]+#MikroORM(?:\.init(?:Sync)?\(\))?\.(?:schema|getSchemaGenerator\(\))\.(?:(?:create|update|drop)Schema|refreshDatabase|create|update|drop|refresh)$/u,
  /^new @mikro-orm\/[\w-]+#(?:\w*SchemaGenerator|ISchemaGenerator)\.(?:(?:create|update|drop)Schema|refreshDatabase|create|update|drop|refresh)$/u,
  /^drizzle-kit\/(?:api|api-\w+)#push(?:SQLite|MySQL|SingleStore)?Schema$/u,
];

/** Options that say where a database lies. */
export const DATABASE_OPTIONS: readonly string[] = ['storage', 'database', 'dbName', 'url', 'clientUrl'];
