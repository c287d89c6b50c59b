/** What one question may cost. A question that hits a bound answers with what it has and says `complete: false`. */

/** Expressions one question looks at. */
export const MAX_VISITS = 2_000;
/** Expressions all questions about one file look at together. */
export const MAX_FILE_VISITS = 100_000;
/** Calls a value is followed into, one inside the other. */
export const MAX_CALLS = 6;
/** Expressions inside one another; keeps the call stack small on generated code. */
export const MAX_DEPTH = 150;
/** Property names an access path remembers; what lies deeper is one with it. */
export const MAX_PATH = 5;
/** Sources one answer holds. */
export const MAX_SOURCES = 64;
/** Constants one answer holds; more of them say nothing more. */
export const MAX_CONSTANTS = 8;
/** Calls a sink of a parameter is looked for behind: `search()` → `find()` → `run()`, which holds the query. */
export const MAX_SINK_HOPS = 2;
