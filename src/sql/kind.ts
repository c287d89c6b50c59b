import type { StatementSpan } from './split.ts';
import type { SqlToken, StatementKind } from './types.ts';

const FIRST_WORD: Readonly<Record<string, StatementKind>> = {
  select: 'select',
  table: 'select',
  values: 'values',
  insert: 'insert',
  replace: 'insert',
  update: 'update',
  delete: 'delete',
  merge: 'merge',
  truncate: 'truncate',
  grant: 'grant',
  revoke: 'grant',
  do: 'do',
  begin: 'tx',
  start: 'tx',
  commit: 'tx',
  end: 'tx',
  rollback: 'tx',
  abort: 'tx',
  savepoint: 'tx',
  release: 'tx',
  set: 'set',
  reset: 'set',
  show: 'set',
  pragma: 'set',
  discard: 'set',
  use: 'set',
  listen: 'notify',
  unlisten: 'notify',
  notify: 'notify',
  lock: 'lock',
  copy: 'copy',
  comment: 'comment',
  explain: 'explain',
  call: 'call',
  exec: 'call',
  execute: 'call',
  vacuum: 'maintenance',
  analyze: 'maintenance',
  reindex: 'maintenance',
  cluster: 'maintenance',
  refresh: 'maintenance',
  optimize: 'maintenance',
  checkpoint: 'maintenance',
};

const OBJECTS: Readonly<Record<string, StatementKind>> = {
  table: 'createTable',
  index: 'createIndex',
  view: 'view',
  function: 'function',
  procedure: 'function',
  aggregate: 'function',
  trigger: 'trigger',
  policy: 'policy',
  type: 'type',
  domain: 'type',
  schema: 'schema',
  extension: 'extension',
  sequence: 'sequence',
  role: 'role',
  user: 'role',
  group: 'role',
  database: 'database',
};

const BOUND: ReadonlySet<StatementKind> = new Set<StatementKind>(['select', 'values', 'insert', 'update', 'delete', 'merge', 'explain', 'call', 'other']);

/** True when PostgreSQL and its kin take bound parameters in such a statement. */
export const takesParameters = (kind: StatementKind): boolean => BOUND.has(kind);

/** What kind of statement the tokens of a span are, by their first words alone. */
export function statementKind(tokens: readonly SqlToken[], { from, to }: StatementSpan): StatementKind {
  let i = from;
  while (i < to && (tokens[i]?.text === '(' || (tokens[i]?.kind === 'hole' && tokens[i + 1]?.text !== '.'))) i++;
  const first = tokens[i]?.word ?? '';
  if (first === 'with') return kindAfterWith(tokens, i, to);
  if (first === 'create' || first === 'drop' || first === 'alter') return objectKind(tokens, first, i + 1, to);
  return FIRST_WORD[first] ?? 'other';
}

function objectKind(tokens: readonly SqlToken[], verb: string, from: number, to: number): StatementKind {
  if (verb === 'drop') return 'drop';
  for (let i = from; i < Math.min(to, from + 8); i++) {
    const kind = OBJECTS[tokens[i]?.word ?? ''];
    if (kind === undefined) continue;
    return verb === 'alter' && kind === 'createTable' ? 'alterTable' : kind === 'createIndex' && verb === 'alter' ? 'other' : kind;
  }
  return 'other';
}

function kindAfterWith(tokens: readonly SqlToken[], from: number, to: number): StatementKind {
  let depth = 0;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (token?.text === '(') depth++;
    else if (token?.text === ')') depth--;
    else if (depth === 0 && token !== undefined) {
      const kind = FIRST_WORD[token.word];
      if (kind === 'select' || kind === 'insert' || kind === 'update' || kind === 'delete' || kind === 'merge' || kind === 'values') return kind;
    }
  }
  return 'select';
}
