import rule from '../../../src/rules/search/require-search-index.ts';
import { testRule } from '../test-rule.ts';

/** A table in one migration, and what a second one does. */
const schema = (more = ''): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8" } }',
  'migrations/1_a.sql': 'CREATE TABLE articles (id uuid PRIMARY KEY, author_id uuid, state text, title text, body text, words tsvector, posted_at timestamptz);\nCREATE TABLE notes (id uuid PRIMARY KEY, remark text);',
  'migrations/2_b.sql': more,
});

const run = (sql: string, dialect = 'pg'): string => `import { Pool } from '${dialect}';\nconst pool = new Pool();\nexport const find = (a: string) => pool.query(\`${sql}\`, [a]);`;
const where = (condition: string): string => run(`SELECT id FROM articles WHERE ${condition}`);
const VECTOR = "to_tsvector('english', body)";
const SEARCH = `${VECTOR} @@ websearch_to_tsquery('english', $1)`;
const filename = 'src/articles.ts';

/** A schema of drizzle, and a query of the builder. */
const drizzle = (more = ''): Record<string, string> => ({
  'package.json': '{ "dependencies": { "pg": "8", "drizzle-orm": "1" } }',
  'src/db/schema.ts': `import { sql } from 'drizzle-orm';\nimport { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';\nexport const posts = pgTable('articles', { id: uuid('id').primaryKey(), authorId: uuid('author_id'), state: text('state'), content: text('body') }, (t) => [${more}]);`,
});
const built = (condition: string): string => `import { and, eq, or, sql } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport { posts as x } from './db/schema';\nconst db = drizzle('postgres://localhost/shop');\nexport const find = (a: string) => db.select().from(x).where(${condition});`;
const MATCHES = "sql`to_tsvector('english', ${x.content}) @@ to_tsquery(${a})`";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the index of the message', filename, files: schema(`CREATE INDEX CONCURRENTLY ON articles USING gin (${VECTOR});`), code: where(SEARCH) },
    { name: 'remedy: GiST', filename, files: schema(`CREATE INDEX i ON articles USING gist (${VECTOR});`), code: where(SEARCH) },
    { name: 'the same expression in other words', filename, files: schema("CREATE INDEX i ON public.articles USING gin (state, to_tsvector('pg_catalog.english'::regconfig, ((COALESCE(title, ''::text) || ' '::text) || \"body\")));"), code: run("SELECT id FROM articles a WHERE (to_tsvector('English',\n coalesce(a.title,'') || ' ' || a.body)) @@ plainto_tsquery('english', $1)") },
    { name: 'remedy: an index on the tsvector column', filename, files: schema('CREATE INDEX i ON articles USING gin (words);'), code: where('words @@ to_tsquery($1)') },
    { name: 'an index in a migration of code', filename, files: { ...schema(), 'migrations/2_b.sql': 'SELECT 1;', 'migrations/3_c.ts': `export const up = (knex) => knex.raw("CREATE INDEX i ON articles USING gin (${VECTOR})");\nimport type { Knex } from 'knex';` }, code: where(SEARCH) },
    { name: 'the rows of one owner', filename, files: schema(), code: where(`author_id = $2 AND ${SEARCH}`) },
    { name: 'the rows of several owners', filename, files: schema(), code: where(`author_id = ANY($2) AND ${SEARCH} AND title IN ('a')`) },
    { name: 'unknown: the rows that another table leads to', filename, files: schema(), code: run(`SELECT a.id FROM notes n JOIN articles a ON a.id = n.id WHERE n.remark = $2 AND to_tsvector('english', a.body) @@ to_tsquery($1)`) },
    { name: 'and without a word of which', filename, files: schema(), code: run("SELECT a.id FROM notes n JOIN articles a ON a.id = n.id WHERE remark = 'a' AND to_tsvector('english', a.body) @@ to_tsquery($1)") },
    { name: 'rows that another index finds', filename, files: schema('CREATE INDEX i ON articles (state);'), code: where(`state = $2 AND ${SEARCH}`) },
    { name: 'unknown: other conditions decide as well', filename, files: schema(), code: where(`${SEARCH} OR title = $2`) },
    { name: 'unknown: in parentheses joined to others by OR', filename, files: schema(), code: where(`(${SEARCH}) OR title = $2`) },
    { name: 'negated: no index serves it', filename, files: schema(), code: where(`NOT (${SEARCH}) AND NOT ${SEARCH}`) },
    { name: 'unknown: in a function', filename, files: schema(), code: where(`coalesce(${SEARCH}, false)`) },
    { name: 'look-alike: in the list of what is read', filename, files: schema(), code: run(`SELECT ${SEARCH} FROM articles`) },
    { name: 'look-alike: jsonb @@ jsonpath', filename, files: { ...schema(), 'migrations/2_b.sql': 'ALTER TABLE articles ADD meta jsonb;' }, code: where("meta @@ '$.a > 1'") },
    { name: 'look-alike: a text that nobody runs', filename, files: schema(), code: `export const help = "SELECT id FROM articles WHERE ${SEARCH}";` },
    { name: 'unknown: the configuration is a parameter', filename, files: schema(), code: where('to_tsvector($2, body) @@ to_tsquery($1)') },
    { name: 'unknown: the configuration is a column', filename, files: schema(), code: where('to_tsvector(state::regconfig, body) @@ to_tsquery($1)') },
    { name: 'unknown: a spliced expression', filename, files: schema(), code: `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (a: string) => pool.query(\`SELECT id FROM articles WHERE to_tsvector('english', \${a}) @@ to_tsquery($1)\`);` },
    { name: 'unknown: a spliced table', filename, files: schema(), code: `import { Pool } from 'pg';\nconst pool = new Pool();\nexport const find = (a: string) => pool.query(\`SELECT id FROM \${a} WHERE ${SEARCH}\`);` },
    { name: 'unknown: a function of the database', filename, files: schema(), code: where("to_tsvector('english', plain(body)) @@ to_tsquery($1)") },
    { name: 'unknown: a type whose text depends on settings', filename, files: schema(), code: where("to_tsvector('english', body || posted_at) @@ to_tsquery($1)") },
    { name: 'unknown: a view', filename, files: schema('CREATE VIEW listed AS SELECT * FROM articles;'), code: run(`SELECT id FROM listed WHERE ${SEARCH}`) },
    { name: 'unknown: a common table expression', filename, files: schema(), code: run(`WITH articles AS (SELECT * FROM old) SELECT id FROM articles WHERE ${SEARCH}`) },
    { name: 'unknown: a column that the schema does not know', filename, files: schema(), code: where("to_tsvector('english', summary) @@ to_tsquery($1)") },
    { name: 'unknown: two tables, and no word of which', filename, files: schema(), code: run(`SELECT id FROM articles, notes WHERE ${SEARCH}`) },
    { name: 'unknown: no schema', filename, files: { 'package.json': '{ "dependencies": { "pg": "8" } }' }, code: where(SEARCH) },
    { name: 'unknown: an index of an expression that is not understood', filename, files: schema('CREATE INDEX i ON articles USING gin ((CASE WHEN state IS NULL THEN words END));'), code: where(SEARCH) },
    { name: 'unknown: an index that a block of PL/pgSQL makes', filename, files: schema(`DO $$ BEGIN EXECUTE 'CREATE INDEX i ON articles USING gin (${VECTOR})'; END $$;`), code: where(SEARCH) },
    { name: 'unknown: an index whose column got another name', filename, files: schema("ALTER TABLE articles ADD text text;\nCREATE INDEX i ON articles USING gin (to_tsvector('english', text));\nALTER TABLE articles DROP body;\nALTER TABLE articles RENAME text TO body;"), code: where(SEARCH) },
    { name: 'unknown: a table that only a Prisma schema describes, which cannot say such an index', filename, files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\nmodel articles {\n  id String @id\n  body String\n}\n' }, code: where(SEARCH) },
    { name: 'unknown: a migration in another package', filename, files: { ...schema(), 'package.json': '{ "dependencies": { "pg": "8", "db": "*" }, "workspaces": ["packages/*"] }', 'packages/db/package.json': '{ "name": "db", "dependencies": { "pg": "8" } }', 'packages/db/migrations/1.sql': `CREATE INDEX i ON articles USING gin (${VECTOR});` }, code: where(SEARCH) },
    { name: 'another dialect', filename, files: schema(), code: `import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});\nexport const find = (a: string) => db.query("SELECT id FROM articles WHERE ${SEARCH}", [a]);` },
    { name: 'in a migration', filename: 'migrations/3_c.ts', files: schema(), code: where(SEARCH) },
    { name: 'remedy: drizzle', filename, files: { 'package.json': '{ "dependencies": { "pg": "8", "drizzle-orm": "1" } }', 'src/db/schema.ts': "import { sql } from 'drizzle-orm';\nimport { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';\nexport const articles = pgTable('articles', { id: uuid('id').primaryKey(), content: text('body') }, (t) => [index('i').using('gin', sql`to_tsvector('english', ${t.content})`)]);" }, code: where(SEARCH) },
    { name: 'remedy: columns of drizzle', filename, files: drizzle("index('i').using('gin', sql`to_tsvector('english', ${t.content})`)"), code: built(MATCHES) },
    { name: 'columns of drizzle: the rows of one owner', filename, files: drizzle(), code: built(`and(eq(x.authorId, a), ${MATCHES})`) },
    { name: 'columns of drizzle: other conditions decide as well', filename, files: drizzle(), code: built(`or(eq(x.content, a), ${MATCHES})`) },
    { name: 'look-alike: a piece that is no condition', filename, files: drizzle(), code: built('sql`true`').replace('select()', `select({ found: ${MATCHES} })`) },
    { name: 'drizzle: an index on an expression that is not seen', filename, files: { 'package.json': '{ "dependencies": { "pg": "8", "drizzle-orm": "1" } }', 'src/db/schema.ts': "import { vector } from './vector';\nimport { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';\nexport const articles = pgTable('articles', { id: uuid('id').primaryKey(), content: text('body') }, (t) => [index('i').using('gin', vector(t.content))]);" }, code: where(SEARCH) },
  ],
  invalid: [
    {
      name: 'no index at all', filename, files: schema(), code: where(SEARCH),
      errors: [{ messageId: 'unindexed', line: 3, column: 78, endColumn: 106, data: { table: 'articles', vector: VECTOR, remedy: `CREATE INDEX CONCURRENTLY ON articles USING gin (${VECTOR})` } }],
    },
    { name: 'the text in another file', filename, files: { ...schema(), 'src/texts.ts': `export const FIND = "SELECT id FROM articles WHERE ${SEARCH}";` }, code: "import { Pool } from 'pg';\nimport { FIND } from './texts';\nexport const find = (x: Pool) => x.query(FIND, ['a']);", errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'an index for another configuration', filename, files: schema("CREATE INDEX i ON articles USING gin (to_tsvector('simple', body));"), code: where(SEARCH), errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'an ordinary index of the expression', filename, files: schema(`CREATE INDEX i ON articles (${VECTOR});`), code: where(SEARCH), errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'an index that a later migration drops', filename, files: schema(`CREATE INDEX i ON articles USING gin (${VECTOR});\nDROP INDEX i;`), code: where(SEARCH), errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'an index for trigrams', filename, files: schema('CREATE INDEX i ON articles USING gin (body gin_trgm_ops);'), code: where(SEARCH), errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'an index of another table', filename, files: schema("CREATE INDEX i ON notes USING gin (to_tsvector('english', remark));"), code: where(SEARCH), errors: [{ messageId: 'unindexed', line: 3 }] },
    {
      name: 'several columns, with an alias', filename, files: schema(), code: run("SELECT a.id FROM articles a JOIN notes n ON n.id = a.id WHERE a.title <> '' AND (to_tsvector('simple', coalesce(a.title, '') || ' ' || a.body) @@ to_tsquery($1))"),
      errors: [{ messageId: 'unindexed', line: 3, data: { table: 'articles', vector: "to_tsvector('simple', coalesce(title, '') || ' ' || body)", remedy: "CREATE INDEX CONCURRENTLY ON articles USING gin (to_tsvector('simple', coalesce(title, '') || ' ' || body))" } }],
    },
    {
      name: 'weights', filename, files: schema(), code: where("setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B') @@ to_tsquery($1)"),
      errors: [{ messageId: 'unindexed', line: 3, data: { table: 'articles', vector: "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')", remedy: "CREATE INDEX CONCURRENTLY ON articles USING gin ((setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')))" } }],
    },
    { name: 'a tsvector column', filename, files: schema(), code: where('words @@ to_tsquery($1)'), errors: [{ messageId: 'unindexed', line: 3, data: { table: 'articles', vector: 'words', remedy: 'CREATE INDEX CONCURRENTLY ON articles USING gin (words)' } }] },
    { name: 'a subquery', filename, files: schema(), code: run(`SELECT id FROM notes WHERE id IN (SELECT id FROM articles WHERE ${SEARCH})`), errors: [{ messageId: 'unindexed', line: 3 }] },
    {
      name: 'columns of drizzle', filename, files: drizzle(), code: built(MATCHES),
      errors: [{ messageId: 'unindexed', line: 5, column: 62, data: { table: 'articles', vector: VECTOR, remedy: `CREATE INDEX CONCURRENTLY ON articles USING gin (${VECTOR})` } }],
    },
    { name: 'columns of drizzle, with another condition', filename, files: drizzle(), code: built(`and(${MATCHES}, eq(x.state, a))`), errors: [{ messageId: 'unindexed', line: 5 }] },
    { name: 'a condition of a query builder that names its table', filename, files: schema(), code: `import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const find = (a: string) => db('articles').whereRaw("to_tsvector('english', articles.body) @@ to_tsquery(?)", [a]);`, errors: [{ messageId: 'unindexed', line: 3 }] },
    { name: 'a condition of a query builder', filename, files: schema(), code: `import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const find = (a: string) => db('articles').whereRaw("to_tsvector('english', body) @@ to_tsquery(?)", [a]);`, errors: [{ messageId: 'unindexed', line: 3 }] },
    {
      name: 'no configuration', filename, files: schema(), code: where('to_tsvector(body) @@ to_tsquery($1)'),
      errors: [{ messageId: 'unnamed', line: 3, data: { vector: 'to_tsvector(body)', named: VECTOR, remedy: `CREATE INDEX CONCURRENTLY ON articles USING gin (${VECTOR})` } }],
    },
    { name: 'no configuration, where an index has one', filename, files: schema("CREATE INDEX i ON articles USING gin (to_tsvector('german', body));"), code: where('to_tsvector(body) @@ to_tsquery($1)'), errors: [{ messageId: 'misnamed', line: 3, data: { table: 'articles', vector: 'to_tsvector(body)', named: "to_tsvector('german', body)" } }] },
    { name: 'what a generated column with an index holds', filename, files: schema(`ALTER TABLE articles ADD search tsvector GENERATED ALWAYS AS (${VECTOR}) STORED;\nCREATE INDEX i ON articles USING gin (search);`), code: where(SEARCH), errors: [{ messageId: 'held', line: 3, data: { vector: VECTOR, column: 'search' } }] },
    { name: 'and without one', filename, files: schema(`ALTER TABLE articles ADD search tsvector GENERATED ALWAYS AS (${VECTOR}) STORED;`), code: where('to_tsvector(body) @@ to_tsquery($1)'), errors: [{ messageId: 'generated', line: 3, data: { vector: 'to_tsvector(body)', column: 'search', remedy: 'CREATE INDEX CONCURRENTLY ON articles USING gin (search)' } }] },
    { name: 'a function that is not immutable', filename, files: schema(), code: where("to_tsvector('english', concat_ws(' ', title, body)) @@ to_tsquery($1)"), errors: [{ messageId: 'changing', line: 3, data: { function: 'concat_ws', vector: "to_tsvector('english', concat_ws(' ', title, body))" } }] },
    {
      name: 'a generated column of drizzle, of a type of its own', filename,
      files: { 'package.json': '{ "dependencies": { "pg": "8", "drizzle-orm": "1" } }', 'src/db/schema.ts': "import { sql } from 'drizzle-orm';\nimport { customType, pgTable, text, uuid } from 'drizzle-orm/pg-core';\nconst tsvector = customType({ dataType: () => 'tsvector' });\nexport const articles = pgTable('articles', { id: uuid('id').primaryKey(), content: text('body'), words: tsvector('words').generatedAlwaysAs(() => sql`to_tsvector('english', ${articles.content})`) });" },
      code: where('words @@ to_tsquery($1)'), errors: [{ messageId: 'unindexed', line: 3 }],
    },
    {
      name: 'a Prisma schema over its migrations', filename,
      files: { 'package.json': '{ "dependencies": { "pg": "8" } }', 'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\nmodel articles {\n  id String @id\n  words Unsupported("tsvector")?\n}\n', 'prisma/migrations/1_a/migration.sql': 'CREATE TABLE articles (id text PRIMARY KEY, words tsvector);' },
      code: `import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const find = (a: string) => prisma.$queryRaw\`SELECT id FROM articles WHERE words @@ to_tsquery(\${a})\`;`, errors: [{ messageId: 'unindexed', line: 3 }],
    },
  ],
});
