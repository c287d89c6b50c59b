/**
 * What names a query for a tool that makes functions of the queries of a file: sqlc `-- name: GetUser :one`, yesql `-- name: get-user`, PgTyped
 * `/* @name GetUser *\/`, Prisma's TypedSQL `-- @param {Int} $1:age`. pg_dump writes `-- Name: users; Type: TABLE` above what it dumps.
 */
const NAMED_QUERY = /^\s*(?:(?:--|\/\*)\s*name:\s*[\w-]+[?!]?(?:\s+:\w+)?\s*(?:\*\/\s*)?$|\/\*+[\s*]*@name\s+\w|--\s*@param\s+\{)/mu;
/** Where Prisma looks for the queries of TypedSQL. */
const QUERY_FOLDER = /\/prisma\/sql\/[^/]+\.sql$/u;

/** Whether a `.sql` file holds queries that code calls by name, and no schema: they have parameters, and nothing in them is run when a database is made. */
export function isQueryFile(path: string, text: string): boolean {
  return QUERY_FOLDER.test(path) || NAMED_QUERY.test(text);
}
