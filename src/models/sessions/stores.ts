/** Packages of stores that work with the libraries here, by where they keep sessions. */
export const STORES: ReadonlyMap<string, 'memory' | 'sql'> = new Map([
  ['memorystore', 'memory'],
  ['@quixo3/prisma-session-store', 'sql'],
  ['better-sqlite3-session-store', 'sql'],
  ['connect-mssql-v2', 'sql'],
  ['connect-pg-simple', 'sql'],
  ['connect-session-knex', 'sql'],
  ['connect-session-sequelize', 'sql'],
  ['connect-sqlite3', 'sql'],
  ['connect-typeorm', 'sql'],
  ['express-mysql-session', 'sql'],
  ['typeorm-store', 'sql'],
]);
