import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Node } from 'libpg-query';
import type { Statement } from 'pgsql-ast-parser';

/** Calls made so far in this process, for tests of cost. */
export interface SqlParseCounts {
  readonly pgsqlAstParser: number;
  readonly libpgQuery: number;
  /** Times the WASM instance was thrown away after a failure that was no syntax error. */
  readonly recycled: number;
  /** Further attempts at a text whose holes had to be repaired. */
  readonly repairs: number;
}

const counts = { pgsqlAstParser: 0, libpgQuery: 0, recycled: 0, repairs: 0 };

/** A copy of the counters. */
export const sqlParseCounts = (): SqlParseCounts => ({ ...counts });

export const countRepair = (): void => void counts.repairs++;

const require = createRequire(import.meta.url);

interface AstParser {
  parse(sql: string, options: { locationTracking: boolean }): Statement[];
}

let astParser: AstParser | null | undefined;

/** One statement read by pgsql-ast-parser; null when it is rejected or the package is missing. */
export function parseWithAst(sql: string): Statement | null {
  if (astParser === undefined) astParser = load<AstParser>('pgsql-ast-parser');
  if (astParser === null) return null;
  counts.pgsqlAstParser++;
  try {
    const statements = astParser.parse(sql, { locationTracking: true });
    return statements.length === 1 ? (statements[0] ?? null) : null;
  } catch {
    return null;
  }
}

function load<T>(name: string): T | null {
  try {
    return require(name) as T;
  } catch {
    return null;
  }
}

export type PgResult =
  | { readonly ok: true; /** Null for more or less than one statement. A tree is ten times as long as its text: it is built when it is asked for. */ readonly statement: () => Node | null }
  | { readonly ok: false; /** UTF-16 offset. */ readonly offset: number; readonly message: string }
  /** The engine could not be used for this text. */
  | null;

/** What the emscripten module of libpg-query 18.1.5 offers once instantiated. */
interface PgModule {
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _wasm_parse_query_raw(pointer: number): number;
  _wasm_free_parse_result(pointer: number): void;
  lengthBytesUTF8(text: string): number;
  stringToUTF8(text: string, pointer: number, bytes: number): void;
  UTF8ToString(pointer: number): string;
  getValue(pointer: number, type: 'i32'): number;
}

type PgFactory = (settings: object) => unknown;

/** The part of the global that is used; its types come with a browser library only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

interface Compiled {
  readonly factory: PgFactory;
  readonly module: object;
}

let compiled: Compiled | null | undefined;
let instance: PgModule | null = null;

/**
 * One statement read by PostgreSQL's own grammar. Any failure that is no syntax error (a JavaScript stack overflow
 * inside WASM leaves the parser's memory broken) throws the instance away; the next call makes a new one.
 */
export function parseWithPostgres(sql: string): PgResult {
  if (sql === '' || sql.includes('\0')) return null;
  instance ??= instantiate();
  if (instance === null) return null;
  counts.libpgQuery++;
  try {
    return parseRaw(instance, sql);
  } catch {
    instance = null;
    counts.recycled++;
    return null;
  }
}

function parseRaw(pg: PgModule, sql: string): PgResult {
  const bytes = pg.lengthBytesUTF8(sql) + 1;
  const query = pg._malloc(bytes);
  pg.stringToUTF8(sql, query, bytes);
  const result = pg._wasm_parse_query_raw(query);
  try {
    const tree = pg.getValue(result, 'i32');
    const error = pg.getValue(result + 8, 'i32');
    if (error !== 0) {
      const message = pg.UTF8ToString(pg.getValue(error, 'i32'));
      const cursor = pg.getValue(error + 16, 'i32');
      return { ok: false, offset: codePointOffset(sql, Math.max(0, cursor - 1)), message: shorten(message) };
    }
    const json = pg.UTF8ToString(tree);
    return { ok: true, statement: () => onlyStatement(json) };
  } finally {
    pg._free(query);
    pg._wasm_free_parse_result(result);
  }
}

function onlyStatement(json: string): Node | null {
  const { stmts } = JSON.parse(json) as { stmts?: { stmt?: Node }[] };
  return (stmts?.length === 1 && stmts[0]?.stmt) || null;
}

const MESSAGE_CHARACTERS = 120;

/** The message echoes the rest of the text for an open string. */
function shorten(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return line.length > MESSAGE_CHARACTERS ? `${line.slice(0, MESSAGE_CHARACTERS)}…` : line;
}

/** The error cursor counts code points. */
function codePointOffset(text: string, codePoints: number): number {
  let offset = 0;
  for (let left = codePoints; left > 0 && offset < text.length; left--) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

function instantiate(): PgModule | null {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return null;
  try {
    const { factory, module } = compiled;
    const settings = {
      // the documented entry waits for a promise, which a rule cannot; this hook is called before the first await
      instantiateWasm(imports: object, ready: (made: object, module: object) => void): object {
        const made = new WebAssembly.Instance(module, imports);
        ready(made, module);
        return made.exports;
      },
    };
    const started = factory(settings);
    if (started instanceof Promise) started.catch(() => undefined);
    const pg = settings as unknown as PgModule;
    if (!answers(pg)) {
      compiled = null;
      return null;
    }
    return pg;
  } catch {
    compiled = null;
    return null;
  }
}

/** The way in rests on internals of one version: without the right answer to a simple question it is not used. */
function answers(pg: PgModule): boolean {
  const good = parseRaw(pg, 'SELECT a FROM t');
  const bad = parseRaw(pg, 'SELECT FROM FROM');
  const tree = good?.ok === true ? good.statement() : null;
  return tree !== null && 'SelectStmt' in tree && bad?.ok === false && bad.offset === 12;
}

function compile(): Compiled | null {
  try {
    const path = require.resolve('libpg-query/wasm/libpg-query.js');
    const factory = require(path) as PgFactory;
    return { factory, module: new WebAssembly.Module(readFileSync(join(dirname(path), 'libpg-query.wasm'))) };
  } catch {
    return null;
  }
}
