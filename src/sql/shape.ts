import { all, any, calls, words } from '../core/gates.ts';
import type { Gate } from '../core/gates.ts';
import { isReserved } from './keywords.ts';
import { closeOf, nameAt } from './names.ts';
import { composeTemplate } from './template.ts';
import { tokenize } from './tokens.ts';
import type { SqlToken, TemplatePart } from './types.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Longest beginning that decides the shape of a text. */
const SHAPE_CHARACTERS = 3000;

const SAYS_SET = words(/\bset\b/i);
const SAYS_INTO = words(/\binto\b/i);
const SAYS_PLACE = words(/\b(?:on|from|to)\b/i);

/** Passed by a text with a word that begins the definition of something. */
export const SAYS_DEFINITION = words(/\b(?:create|alter|drop)\b/i);

/** How statements begin, with the words without which none begins so: most texts have few of them. */
const BEGINNINGS: readonly { readonly says: Gate; readonly pattern: RegExp }[] = [
  { says: words(/\bselect\b/i), pattern: /(?<!\.)\bselect[\s$\\"'\x60*]/i },
  { says: all(words(/\b(?:insert|replace|merge)\b/i), SAYS_INTO), pattern: /(?<!\.)\b(?:insert\s+(?:ignore\s+|or\s+\w+\s+)?|replace\s+|merge\s+)into\b/i },
  { says: all(words(/\bdelete\b/i), SAYS_PLACE), pattern: /(?<!\.)\bdelete\s+from\b/i },
  { says: all(words(/\bupdate\b/i), SAYS_SET), pattern: /(?<!\.)\bupdate\s[^;]{0,240}?\bset\b/i },
  {
    says: all(words(/\bwith\b/i), any(calls('as', 'AS', 'As', 'not', 'NOT', 'Not'), words(/\bmaterialized\b/i))),
    pattern: /(?<!\.)\bwith\s+(?:recursive\s+)?[^\s(]{1,80}\s*(?:\([^)]{0,200}\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(/i,
  },
  {
    says: all(SAYS_DEFINITION, words(/\b(?:table|index|view|function|procedure|trigger|type|schema|extension|sequence|role|user|database|policy|domain)\b/i)),
    pattern: /(?<!\.)\b(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:\w+\s+){0,3}?(?:table|index|view|function|procedure|trigger|type|schema|extension|sequence|role|user|database|policy|domain)\b/i,
  },
  { says: words(/\b(?:truncate|grant|revoke)\b/i), pattern: /(?<!\.)\b(?:truncate\s|grant\s+\w|revoke\s+\w)/i },
  { says: all(words(/\b(?:comment|copy)\b/i), SAYS_PLACE), pattern: /(?<!\.)\b(?:comment\s+on\s|copy\s+\S{1,80}\s+(?:from|to)\b)/i },
  {
    says: all(words(/\b(?:lock|refresh|start|release)\b/i), words(/\b(?:table|materialized|transaction|savepoint)\b/i)),
    pattern: /(?<!\.)\b(?:lock\s+table|refresh\s+materialized|start\s+transaction|release\s+savepoint)\b/i,
  },
  { says: SAYS_SET, pattern: /(?<!\.)\bset\s+(?:(?:local\s+|session\s+|global\s+)?[\w.]+\s*(?:=|to\b)|(?:names|time\s+zone)\b)/i },
  {
    says: words('LISTEN', 'UNLISTEN', 'NOTIFY', 'SAVEPOINT', 'BEGIN', 'COMMIT', 'ROLLBACK', 'VACUUM', 'ANALYZE', 'REINDEX', 'PRAGMA', 'EXPLAIN', 'CALL', 'EXEC', 'DO', 'SET'),
    pattern: /\b(?:LISTEN|UNLISTEN|NOTIFY|SAVEPOINT|BEGIN|COMMIT|ROLLBACK|VACUUM|ANALYZE|REINDEX|PRAGMA|EXPLAIN|CALL|EXEC|DO \$\$|SET (?:TRANSACTION|CONSTRAINTS|ROLE|SESSION))\b/,
  },
];

/** Cheap gate for a whole source file: false means that no string in it is a SQL statement. What is known of its words spares it most of the work. */
export function mayHoldSql(source: string, passes: (gate: Gate) => boolean = () => true): boolean {
  return BEGINNINGS.some(({ says, pattern }) => passes(says) && pattern.test(source));
}

const VERB =
  /^(?:[\s(;\uE000]|--[^\n]*\n|\/\*[^*]*\*\/)*(select|insert|replace|update|delete|with|merge|create|alter|drop|truncate|listen|unlisten|notify|savepoint|release|rollback|begin|commit|start|set|explain|vacuum|analyze|reindex|grant|revoke|comment|do|call|exec|execute|lock|copy|refresh|pragma|values|table|declare|show|prepare)\b/i;

/**
 * True when the text has the shape of a SQL statement. English prose that starts with the same words is not:
 * "Select a member from the list", "Update the status, then set …". Costs one regular expression for other strings.
 */
export function looksLikeSql(input: string | readonly TemplatePart[]): boolean {
  const composed = typeof input === 'string' ? { text: input, spans: [] } : composeTemplate(input);
  const verb = VERB.exec(composed.text);
  if (verb === null) return false;
  const text = composed.text.slice(0, SHAPE_CHARACTERS);
  const { tokens } = tokenize(text, { holes: composed.spans.filter((span) => span.start + 12 <= text.length) });
  let start = 0;
  while (start < tokens.length && (tokens[start]?.kind === 'hole' || tokens[start]?.text === '(' || tokens[start]?.text === ';')) start++;
  const word = tokens[start]?.word ?? '';
  const shape = Object.hasOwn(SHAPES, word) ? SHAPES[word] : undefined;
  if (shape === undefined) return false;
  const spoken = keywordCase(tokens[start]?.text ?? '');
  return shape(new Shape(tokens, spoken), start) && (spoken !== 'capital' || hasEvidence(tokens));
}

type KeywordCase = 'upper' | 'lower' | 'capital' | 'mixed';

function keywordCase(text: string): KeywordCase {
  if (text === text.toUpperCase()) return 'upper';
  if (text === text.toLowerCase()) return 'lower';
  return text.slice(1) === text.slice(1).toLowerCase() ? 'capital' : 'mixed';
}

/** A sentence starts with a capital too: then something must be there that English does not have. */
function hasEvidence(tokens: readonly SqlToken[]): boolean {
  return tokens.some(
    (token, i) =>
      (token.kind === 'operator' && /^(?:=|<>|!=|<=|>=|<|>|\|\||::|\*)$/.test(token.text)) ||
      (token.kind === 'placeholder' && (token.style !== '?' || i < tokens.length - 1)) ||
      (token.kind === 'quoted' && /^[`"]\w+[`"]$/.test(token.text)) ||
      (token.word === 'values' && tokens[i + 1]?.text === '('),
  );
}

const ENGLISH = set(
  'the an your this that these those our my their his her its each every it them here there all any some one which what who how why when scratch ' +
    'and or but to by of in for if you we they us me below above within between among both either either more most other another new existing',
);
const NEVER_NOUNS = set('using set join where on order group limit left right inner cross full values select as add alter drop rename returning union having for when from cascade and b');
const DETERMINERS = set('a an the this that your our my their one another which what at from');
const JOINS = set('left right full inner cross natural any asof anti semi global');
const PLAIN_FOLLOWERS = set('where having limit offset fetch union except intersect join straight_join returning prewhere final window lateral tablesample qualify settings format');
const OBJECTS = set('table index view function procedure trigger type schema extension sequence role user database policy domain aggregate event publication subscription server collation statistics rule cast operator');
const CERTAIN_OBJECTS = set('table index view trigger extension sequence policy');
const MODIFIERS = set('or replace temp temporary unlogged unique materialized recursive concurrently global local constraint foreign definer external virtual if not exists only');

type ShapeTest = (shape: Shape, start: number) => boolean;

/** Questions about the beginning of a statement. */
class Shape {
  readonly tokens: readonly SqlToken[];
  readonly spoken: KeywordCase;

  constructor(tokens: readonly SqlToken[], spoken: KeywordCase) {
    this.tokens = tokens;
    this.spoken = spoken;
  }

  word(i: number): string {
    return this.tokens[i]?.word ?? '';
  }

  text(i: number): string {
    return this.tokens[i]?.text ?? '';
  }

  /** Nothing more, or only a semicolon. */
  ends(i: number): boolean {
    return i >= this.tokens.length || this.text(i) === ';';
  }

  isHole(i: number): boolean {
    return this.tokens[i]?.kind === 'hole';
  }

  /** Index after the object name at `i`; -1 when no object could be called so. */
  afterName(i: number): number {
    const token = this.tokens[i];
    if (token === undefined || ENGLISH.has(token.word) || (token.kind === 'word' && isReserved(token.word))) return -1;
    // "a" is an article before a noun and an alias before a keyword
    if (token.word === 'a' && this.word(i + 1) !== '' && !NEVER_NOUNS.has(this.word(i + 1))) return -1;
    if (token.kind === 'placeholder') return token.style === '?' ? -1 : i + 1;
    if (token.text === '[') {
      let next = closeOf(this.tokens, i, this.tokens.length) + 1;
      while (this.text(next) === '.') next = this.text(next + 1) === '[' ? closeOf(this.tokens, next + 1, this.tokens.length) + 1 : next + 2;
      return next;
    }
    const found = nameAt(this.tokens, i);
    return found === null || this.text(found.next) === '.' ? -1 : found.next;
  }

  /** What may follow a table of FROM, UPDATE or DELETE. */
  afterTable(i: number): boolean {
    if (this.ends(i) || this.isHole(i)) return true;
    const token = this.tokens[i];
    if (token === undefined) return true;
    if (token.text === ',' || token.text === ')' || token.text === '(') return true;
    const word = token.word;
    const next = this.word(i + 1);
    if (PLAIN_FOLLOWERS.has(word)) return true;
    if (JOINS.has(word)) return next === 'join' || next === 'outer' || JOINS.has(next) || next === 'lateral' || this.isHole(i + 1);
    if (word === 'order' || word === 'group') return next === 'by';
    if (word === 'for') return next === 'update' || next === 'share' || next === 'no' || next === 'key' || next === 'system_time';
    if (word === 'with') return this.text(i + 1) === '(' || next === 'nolock';
    if (word === 'use' || word === 'force' || word === 'ignore') return next === 'index';
    return false;
  }

  /** A table with an alias and what may follow it. */
  tableThenClause(i: number, also: ReadonlySet<string> = NONE): boolean {
    if (this.text(i) === '(') return true;
    let at = this.word(i) === 'only' || this.word(i) === 'lateral' ? i + 1 : i;
    at = this.afterName(at);
    if (at === -1) return false;
    if (this.afterTable(at) || also.has(this.word(at))) return true;
    if (this.word(at) === 'as') at++;
    const token = this.tokens[at];
    if (token === undefined || !(token.kind === 'quoted' || token.kind === 'hole' || (token.kind === 'word' && !isReserved(token.word)))) return false;
    return this.afterTable(at + 1) || also.has(this.word(at + 1));
  }

  /** Index of a word at the depth of `from`; -1 without one. */
  find(word: string, from: number, to: number): number {
    let depth = 0;
    for (let i = from; i < Math.min(to, this.tokens.length); i++) {
      const text = this.text(i);
      if (text === '(') depth++;
      else if (text === ')') depth--;
      else if (depth === 0 && this.word(i) === word && this.text(i - 1) !== '.') return i;
      if (depth < 0) return -1;
    }
    return -1;
  }
}

const NONE: ReadonlySet<string> = new Set();
const SET_OR_USING = set('set using');

/** Three plain words in a row, or a character SQL has no use for: a sentence. */
function isProse(shape: Shape, from: number, to: number): boolean {
  let run = 0;
  for (let i = from; i < to; i++) {
    const token = shape.tokens[i];
    if (token === undefined) break;
    if (token.kind === 'unknown') return true;
    const plain = token.kind === 'word' && token.word !== '' && !isReserved(token.word) && shape.text(i - 1) !== '::';
    run = plain ? run + 1 : 0;
    if (run === 3) return true;
  }
  return false;
}

function select(shape: Shape, start: number): boolean {
  let i = start + 1;
  while (shape.word(i) === 'distinct' || shape.word(i) === 'all' || shape.word(i) === 'sql_calc_found_rows') i++;
  const first = shape.tokens[i];
  if (first === undefined) return false;
  const second = shape.tokens[i + 1];
  if (DETERMINERS.has(first.word) && second?.kind === 'word' && second.word !== 'as' && second.word !== 'from') return false;
  const from = shape.find('from', i, shape.tokens.length);
  if (isProse(shape, i, from === -1 ? shape.tokens.length : from)) return false;
  if (from !== -1) return from > i && (from + 1 >= shape.tokens.length ? shape.spoken !== 'capital' : shape.tableThenClause(from + 1));
  return selectWithoutFrom(shape, i, first, second);
}

function selectWithoutFrom(shape: Shape, i: number, first: SqlToken, second: SqlToken | undefined): boolean {
  if (shape.spoken === 'capital') return false;
  if (first.kind === 'placeholder' && first.style !== '?') return true;
  if (first.kind === 'number' || first.kind === 'string' || (first.kind === 'operator' && first.text === '*')) return shape.ends(i + 1) || second?.kind !== 'word' || second.word === 'as' || isReserved(second.word);
  if (first.kind === 'word' && second?.text === '(' && second.start === first.end) return true;
  if (first.kind === 'word' && second?.text === '.' && shape.word(i + 2) !== '') {
    // a schema-qualified call
    return shape.text(i + 3) === '(' || shape.spoken === 'upper';
  }
  if (shape.spoken !== 'upper') return false;
  return first.kind === 'hole' || first.kind === 'quoted' || first.text === '(' || second?.text === ',' || first.word === 'case' || first.word === 'exists' || (first.kind === 'placeholder' && shape.ends(i + 1));
}

function insert(shape: Shape, start: number): boolean {
  let i = start + 1;
  for (let hops = 0; hops < 3 && shape.word(i) !== 'into' && shape.word(i) !== 'overwrite' && (shape.tokens[i]?.kind === 'word' || shape.isHole(i)); hops++) i++;
  if (shape.word(i) !== 'into' && shape.word(i) !== 'overwrite') return false;
  const table = shape.word(i + 1) === 'table' ? i + 2 : i + 1;
  if (table >= shape.tokens.length) return shape.spoken === 'upper';
  const after = shape.afterName(table);
  if (after === -1) return false;
  if (shape.ends(after)) return shape.spoken !== 'capital';
  const word = shape.word(after);
  return shape.text(after) === '(' || shape.isHole(after) || word === 'values' || word === 'select' || word === 'default' || word === 'set' || word === 'as' || word === 'with' || word === 'overriding' || word === 'value' || word === 'format';
}

function update(shape: Shape, start: number): boolean {
  let i = start + 1;
  if (shape.word(i) === 'or' || shape.word(i) === 'only' || shape.word(i) === 'ignore') i += shape.word(i) === 'or' ? 2 : 1;
  const name = shape.afterName(i);
  if (name === -1) return false;
  if (shape.ends(name)) return shape.spoken === 'upper' && shape.isHole(i);
  const at = shape.find('set', name, name + 60);
  if (at === -1) return false;
  if (at > name + 2 && !shape.tokens.slice(name, at).some((token) => token.word === 'join' || token.text === ',')) return false;
  if (isProse(shape, name, at)) return false;
  const next = at + 1;
  if (shape.ends(next) || shape.isHole(next) || shape.text(next) === '(') return true;
  const column = shape.afterName(next);
  return column !== -1 && (shape.text(column) === '=' || shape.isHole(column) || shape.text(column) === '[' || shape.ends(column)) ;
}

function remove(shape: Shape, start: number): boolean {
  const from = shape.word(start + 1) === 'from' ? start + 1 : shape.find('from', start + 1, start + 4);
  if (from === -1) return false;
  if (from + 1 >= shape.tokens.length) return shape.spoken === 'upper';
  return shape.text(from + 1) !== '(' && shape.tableThenClause(from + 1, SET_OR_USING);
}

function withQuery(shape: Shape, start: number): boolean {
  let i = start + 1;
  if (shape.word(i) === 'recursive') i++;
  if (shape.isHole(i) && shape.word(i + 1) !== 'as') {
    return shape.spoken !== 'capital' && shape.tokens.some((token) => token.word === 'select' || token.word === 'insert' || token.word === 'update' || token.word === 'delete');
  }
  i = shape.afterName(i);
  if (i === -1) return false;
  if (shape.text(i) === '(') i = closeOf(shape.tokens, i, shape.tokens.length) + 1;
  if (shape.word(i) !== 'as') return false;
  i++;
  if (shape.word(i) === 'not') i++;
  if (shape.word(i) === 'materialized') i++;
  return shape.text(i) === '(' || shape.isHole(i);
}

function merge(shape: Shape, start: number): boolean {
  return shape.word(start + 1) === 'into' && shape.tableThenClause(start + 2, SET_OR_USING);
}

function ddl(shape: Shape, start: number): boolean {
  if (shape.spoken === 'capital') return false;
  const verb = shape.word(start);
  let i = start + 1;
  for (let hops = 0; hops < 5 && MODIFIERS.has(shape.word(i)); hops++) i++;
  const object = shape.word(i);
  if (verb === 'alter' && object === 'default') return shape.word(i + 1) === 'privileges';
  if (verb === 'alter' && object === 'system') return true;
  if (!OBJECTS.has(object)) return false;
  i++;
  const guarded = shape.word(i) === 'if' || shape.word(i) === 'concurrently' || shape.word(i) === 'only';
  for (let hops = 0; hops < 5 && MODIFIERS.has(shape.word(i)); hops++) i++;
  if (i >= shape.tokens.length) return shape.spoken === 'upper';
  // CREATE INDEX ON t: the name is optional
  if (object === 'index' && shape.word(i) === 'on') return true;
  const after = shape.afterName(i);
  if (after === -1) return false;
  if (shape.spoken === 'lower' && !CERTAIN_OBJECTS.has(object) && !guarded) return followsObject(shape, verb, after) && !shape.ends(after);
  return followsObject(shape, verb, after);
}

const CREATE_FOLLOWERS = set('as on partition like inherits of using with before after instead for from schema version returns login password encrypted superuser in start increment owner authorization default cascade engine not collate enable template no minvalue nologin');
const ALTER_FOLLOWERS = set('add drop alter rename set reset enable disable validate owner attach detach modify change cluster force replica inherit no with to convert engine column split merge update refresh depends on');
const DROP_FOLLOWERS = set('cascade restrict on using purge with');

function followsObject(shape: Shape, verb: string, after: number): boolean {
  if (shape.ends(after) || shape.isHole(after) || shape.text(after) === '(') return true;
  const word = shape.word(after);
  if (verb === 'create') return CREATE_FOLLOWERS.has(word);
  if (verb === 'alter') return ALTER_FOLLOWERS.has(word);
  return DROP_FOLLOWERS.has(word) || shape.text(after) === ',';
}

function truncate(shape: Shape, start: number): boolean {
  if (shape.spoken === 'capital') return false;
  const table = shape.word(start + 1) === 'table' ? start + 2 : start + 1;
  const after = shape.afterName(shape.word(table) === 'only' ? table + 1 : table);
  if (after === -1) return false;
  return shape.ends(after) || shape.isHole(after) || shape.text(after) === ',' || /^(?:cascade|restrict|restart|continue)$/.test(shape.word(after));
}

function setting(shape: Shape, start: number): boolean {
  if (shape.spoken === 'capital') return false;
  let i = start + 1;
  const scope = shape.word(i);
  if (scope === 'time') return shape.word(i + 1) === 'zone';
  if (scope === 'transaction') return shape.word(i + 1) === 'isolation' || shape.word(i + 1) === 'read' || shape.isHole(i + 1);
  if (scope === 'constraints' || scope === 'role') return shape.spoken === 'upper' || shape.ends(i + 2);
  if (scope === 'local' || scope === 'session' || scope === 'global') i++;
  if (i > start + 1 && (shape.word(i) === 'role' || shape.word(i) === 'authorization')) return true;
  if (shape.spoken === 'upper' && scope === 'names') return true;
  const after = shape.afterName(i);
  if (after === -1) return false;
  return (shape.text(after) === '=' || (shape.word(after) === 'to' && (shape.spoken === 'upper' || i > start + 1 || shape.tokens[after + 1]?.kind === 'string'))) && !isProse(shape, after + 1, shape.tokens.length);
}

/** Commands of one word and one name: only in capitals, for each is an English verb. */
function command(shape: Shape, start: number): boolean {
  if (shape.spoken !== 'upper') return false;
  const after = shape.afterName(start + 1);
  return after !== -1 && (shape.ends(after) || shape.text(after) === ',' || shape.text(after) === '=' || shape.text(after) === '(' || shape.isHole(after));
}

function transaction(shape: Shape, start: number): boolean {
  const next = shape.word(start + 1);
  if (shape.word(start) === 'start') return next === 'transaction' && shape.spoken !== 'capital';
  if (shape.spoken !== 'upper') return false;
  if (shape.ends(start + 1)) return true;
  if (next === 'to' || next === 'savepoint') return true;
  return /^(?:transaction|work|isolation|read|immediate|exclusive|deferred|prepared|and)$/.test(next);
}

const capitals =
  (...nexts: readonly string[]): ShapeTest =>
  (shape, start) =>
    shape.spoken === 'upper' && (nexts.length === 0 || nexts.includes(shape.word(start + 1)));

const SHAPES: Readonly<Record<string, ShapeTest>> = {
  select,
  insert,
  replace: (shape, start) => shape.word(start + 1) === 'into' && insert(shape, start),
  update,
  delete: remove,
  with: withQuery,
  merge,
  create: ddl,
  alter: ddl,
  drop: ddl,
  truncate,
  set: setting,
  listen: command,
  unlisten: command,
  notify: command,
  savepoint: command,
  pragma: command,
  show: command,
  reindex: capitals('table', 'index', 'database', 'schema', 'concurrently', 'system'),
  release: transaction,
  rollback: transaction,
  begin: transaction,
  commit: transaction,
  start: transaction,
  vacuum: (shape, start) => shape.spoken === 'upper' && (shape.ends(start + 1) || shape.text(start + 1) === '(' || shape.afterName(start + 1) !== -1) && !isProse(shape, start + 1, shape.tokens.length),
  analyze: (shape, start) => shape.spoken === 'upper' && (shape.ends(start + 1) || shape.ends(shape.afterName(start + 1))) && shape.afterName(start + 1) !== -1,
  explain: (shape, start) => {
    const at = shape.tokens.findIndex((token, i) => i > start && i < start + 20 && /^(?:select|insert|update|delete|with)$/.test(token.word));
    return at !== -1 && (SHAPES[shape.word(at)]?.(shape, at) ?? false);
  },
  grant: (shape, start) => shape.spoken !== 'capital' && shape.find('to', start, start + 40) !== -1 && (shape.spoken === 'upper' || shape.find('on', start, start + 40) !== -1) && !isProse(shape, start, shape.tokens.length),
  revoke: (shape, start) => shape.spoken === 'upper' && shape.find('from', start, start + 40) !== -1,
  comment: (shape, start) => shape.word(start + 1) === 'on' && shape.find('is', start, start + 16) !== -1,
  do: (shape, start) => shape.tokens[start + 1]?.kind === 'dollar' || (shape.word(start + 1) === 'language' && shape.spoken === 'upper'),
  call: (shape, start) => shape.spoken !== 'capital' && shape.text(shape.afterName(start + 1)) === '(' && shape.ends(closeOf(shape.tokens, shape.afterName(start + 1), shape.tokens.length) + 1),
  exec: command,
  execute: command,
  lock: capitals('table'),
  copy: (shape, start) => shape.spoken !== 'capital' && shape.tokens.slice(start + 2, start + 40).some((token) => token.word === 'from' || token.word === 'to') && (shape.text(start + 1) === '(' || shape.tokens.some((token) => token.word === 'stdin' || token.word === 'stdout')),
  refresh: (shape, start) => shape.word(start + 1) === 'materialized' && shape.word(start + 2) === 'view',
  values: (shape, start) => shape.spoken !== 'capital' && shape.text(start + 1) === '(' && shape.spoken === 'upper',
  table: () => false,
  declare: (shape, start) => shape.find('cursor', start, start + 6) !== -1,
  prepare: (shape, start) => shape.spoken === 'upper' && shape.find('as', start, start + 16) !== -1,
};
