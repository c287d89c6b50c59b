import type { PlaceholderStyle, PlaceholderUse, Placeholder, SqlDialect, SqlToken } from './types.ts';

type Known = Exclude<SqlDialect, 'unknown'>;

const WORDS: Readonly<Record<string, Known>> = {
  ilike: 'postgres', jsonb: 'postgres', timestamptz: 'postgres', plpgsql: 'postgres', bigserial: 'postgres', serial: 'postgres', regclass: 'postgres',
  pg_catalog: 'postgres', generate_series: 'postgres', gen_random_uuid: 'postgres', bytea: 'postgres', concurrently: 'postgres',
  auto_increment: 'mysql', rlike: 'mysql', mediumtext: 'mysql', longtext: 'mysql', tinyint: 'mysql', unsigned: 'mysql', innodb: 'mysql', date_format: 'mysql', group_concat: 'mysql',
  autoincrement: 'sqlite', pragma: 'sqlite', strftime: 'sqlite', sqlite_master: 'sqlite', glob: 'sqlite',
  nvarchar: 'mssql', getdate: 'mssql', nolock: 'mssql', scope_identity: 'mssql', inserted: 'mssql',
  prewhere: 'clickhouse', mergetree: 'clickhouse', replacingmergetree: 'clickhouse', lowcardinality: 'clickhouse', todatetime: 'clickhouse', todatetime64: 'clickhouse',
  uniqexact: 'clickhouse', countif: 'clickhouse', sumif: 'clickhouse', jsoneachrow: 'clickhouse', tostartofinterval: 'clickhouse',
};

const PAIRS: Readonly<Record<string, Known>> = {
  'on duplicate': 'mysql', 'insert ignore': 'mysql', 'or ignore': 'sqlite', 'or abort': 'sqlite', 'or rollback': 'sqlite', 'or fail': 'sqlite', 'without rowid': 'sqlite', 'distinct on': 'postgres',
  'do nothing': 'postgres', 'do update': 'postgres', 'for share': 'postgres', 'skip locked': 'postgres',
};

/** The dialect the text itself gives away; `unknown` without evidence or with evidence for two. */
export function dialectOf(tokens: readonly SqlToken[]): SqlDialect {
  const scores = new Map<Known, number>();
  const add = (dialect: Known, weight: number): void => void scores.set(dialect, (scores.get(dialect) ?? 0) + weight);
  for (let i = 0; i < tokens.length && i < 4000; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const next = tokens[i + 1];
    if (token.word !== '') {
      const known = WORDS[token.word];
      if (known !== undefined && Object.hasOwn(WORDS, token.word)) add(known, 2);
      const pair = next?.word ? `${token.word} ${next.word}` : '';
      if (Object.hasOwn(PAIRS, pair)) add(PAIRS[pair] as Known, 2);
      if (token.word === 'top' && tokens[i - 1]?.word === 'select' && (next?.kind === 'number' || next?.text === '(' || next?.kind === 'hole')) add('mssql', 3);
      // CREATE TRIGGER … INSERT OR UPDATE is PostgreSQL's; CREATE OR REPLACE is nobody's own
      if (token.word === 'insert' && next?.word === 'or' && tokens[i + 2]?.word === 'replace') add('sqlite', 2);
      if (token.word === 'returning') add('postgres', 1);
    } else if (token.kind === 'quoted' && token.text.startsWith('`')) add('mysql', 2);
    else if (token.kind === 'dollar') add('postgres', 2);
    else if (token.text === '::' && token.kind === 'operator') add('postgres', 2);
    else if (token.text === '[' && isBracketName(tokens, i)) add('mssql', 2);
    else if (token.kind === 'placeholder') {
      if (token.style === '$n' || token.style === '{{name}}') add('postgres', 1);
      else if (token.style === '{name:Type}') add('clickhouse', 3);
    }
  }
  let best: SqlDialect = 'unknown';
  let most = 0;
  for (const [dialect, score] of scores) {
    if (score > most) [best, most] = [dialect, score];
    else if (score === most) best = 'unknown';
  }
  return best;
}

/** `FROM [dbo].[users]`: a bracket where no array can stand. */
function isBracketName(tokens: readonly SqlToken[], i: number): boolean {
  const before = tokens[i - 1];
  const opens = before?.text === '.' || before?.word === 'from' || before?.word === 'into' || before?.word === 'join' || before?.word === 'update' || before?.word === 'select';
  return opens && tokens[i + 1]?.kind === 'word' && tokens[i + 2]?.text === ']';
}

/** The placeholders among tokens, in order. */
export function placeholdersOf(tokens: readonly SqlToken[]): Placeholder[] {
  const found: Placeholder[] = [];
  for (const token of tokens) {
    if (token.style !== undefined) found.push({ start: token.start, end: token.end, style: token.style, name: placeholderName(token) });
  }
  return found;
}

function placeholderName(token: SqlToken): string | null {
  if (token.holes.length > 0) return null;
  const name = /[\w$]+/.exec(token.text.replace(/^\$/, ''))?.[0] ?? null;
  return token.style === '%s' || token.style === '??' ? null : name;
}

/** Style, count and highest number of the placeholders of a text. */
export function placeholderUse(tokens: readonly SqlToken[]): PlaceholderUse {
  const counts = new Map<PlaceholderStyle, number>();
  const names = new Set<string>();
  let highest = 0;
  let count = 0;
  for (const { style, name } of placeholdersOf(tokens)) {
    count++;
    counts.set(style, (counts.get(style) ?? 0) + 1);
    if (style === '$n' && name !== null) highest = Math.max(highest, Number(name));
    else if (name !== null && style !== '?') names.add(name);
  }
  let style: PlaceholderStyle | null = null;
  for (const [candidate, n] of counts) if (style === null || n > (counts.get(style) ?? 0)) style = candidate;
  return { style, mixed: counts.size > 1, count, highest, names: [...names] };
}
