import { isComparison, isConnective, takesColumns } from './keywords.ts';
import { takesParameters } from './kind.ts';
import { closeOf, columnEndingAt, identifierOf, isName } from './names.ts';
import type { StatementSpan } from './split.ts';
import { isOperand } from './tokens.ts';
import type { HoleFact, HolePosition, SqlColumnRef, SqlToken, StatementKind } from './types.ts';

/** What the tokens around a hole (or around the string it stands in) say about it. */
export type OperandContext = Pick<HoleFact, 'position' | 'column' | 'operator' | 'clause' | 'call' | 'list' | 'part'>;

type FrameKind = 'query' | 'call' | 'in' | 'any' | 'values' | 'columns' | 'group' | 'from' | 'bracket';

interface Frame {
  readonly kind: FrameKind;
  /** Index of the opening parenthesis or bracket; -1 for the statement itself. */
  readonly open: number;
  readonly parent: Frame | null;
  readonly call: string | null;
  clause: string;
  /** Commas seen at this level since the frame or its clause began. */
  commas: number;
  betweenOpen: boolean;
  /** An AND that belongs to BETWEEN stands at this token. */
  betweenAnd: number;
  /** Column list of an INSERT at this level. */
  columns: (SqlColumnRef | null)[];
}

const PREDICATE_STARTS: ReadonlySet<string> = new Set(['where', 'and', 'or', 'on', 'having', 'when', 'not', 'prewhere']);
const PREDICATE_WORDS: ReadonlySet<string> = new Set(['like', 'ilike', 'in', 'is', 'between', 'not', 'similar', 'rlike', 'regexp']);
const PREDICATE_CLAUSES: ReadonlySet<string> = new Set(['where', 'on', 'having', 'when']);
const VALUE_WORDS: ReadonlySet<string> = new Set([
  'like', 'ilike', 'between', 'limit', 'offset', 'top', 'then', 'else', 'interval', 'escape', 'zone', 'in', 'rlike', 'regexp', 'similar', 'div', 'mod', 'any', 'timestamp', 'date',
]);
const NAME_WORDS: ReadonlySet<string> = new Set(['from', 'join', 'into', 'update', 'table', 'only', 'references', 'collate', 'constraint', 'of', 'call', 'exec', 'execute', 'column', 'index']);
const COMPARING = /^(?:[=<>~]|!=|<=|>=|<>|~\*|!~|\|\|)$/;
const QUERY_STARTS: ReadonlySet<string> = new Set(['select', 'with', 'values', 'insert', 'update', 'delete', 'table']);
const NO_CALL: ReadonlySet<string> = new Set(['over', 'filter', 'within', 'key', 'conflict', 'materialized', 'ignore', 'delayed', 'overwrite', 'asc', 'desc', 'row', 'rows', 'ties', 'do', 'end', 'null']);

/**
 * Reads one statement from left to right and answers, for each token index asked, what position an operand at that
 * token has. Works on text that no parser accepts.
 */
export function operandContexts(
  text: string,
  tokens: readonly SqlToken[],
  span: StatementSpan,
  kind: StatementKind,
  wanted: ReadonlySet<number>,
): Map<number, OperandContext> {
  return new StatementWalk(text, tokens, span, kind).run(wanted);
}

class StatementWalk {
  private readonly text: string;
  private readonly tokens: readonly SqlToken[];
  private readonly span: StatementSpan;
  private readonly bindable: boolean;
  /** Token indices of holes that stand for an operator: `WHERE col ${op} ${value}`. */
  private readonly operators = new Set<number>();
  private readonly directions = new Set<number>();
  private readonly identifiers = new Set<number>();
  private frame: Frame;

  constructor(text: string, tokens: readonly SqlToken[], span: StatementSpan, kind: StatementKind) {
    this.text = text;
    this.tokens = tokens;
    this.span = span;
    this.bindable = takesParameters(kind);
    this.frame = newFrame('query', -1, null, '', null);
  }

  run(wanted: ReadonlySet<number>): Map<number, OperandContext> {
    const found = new Map<number, OperandContext>();
    for (let i = this.span.from; i < this.span.to; i++) {
      const token = this.tokens[i];
      if (token === undefined) break;
      if (wanted.has(i)) found.set(i, this.context(i));
      if (token.text === '(' || token.text === '[') this.open(i, token.text);
      else if (token.text === ')' || token.text === ']') this.close(i);
      else if (token.text === ',' && token.kind === 'punctuation') this.frame.commas++;
      else if (token.word !== '') this.keyword(i, token.word);
    }
    return found;
  }

  private at(i: number): SqlToken | undefined {
    return i >= this.span.from && i < this.span.to ? this.tokens[i] : undefined;
  }

  private word(i: number): string {
    return this.at(i)?.word ?? '';
  }

  private textAt(i: number): string {
    return this.at(i)?.text ?? '';
  }

  // ---- frames and clauses ----

  private open(i: number, mark: string): void {
    const { frame } = this;
    if (mark === '[') {
      this.frame = newFrame('bracket', i, frame, frame.clause, null);
      return;
    }
    const before = this.word(i - 1);
    const next = this.word(i + 1);
    let made: Frame;
    if (before === 'in') made = newFrame('in', i, frame, frame.clause, null);
    else if ((before === 'any' || before === 'some' || before === 'all') && isComparison(this.textAt(i - 2))) made = newFrame('any', i, frame, frame.clause, null);
    else if (QUERY_STARTS.has(next) && !(next === 'values' && isOperand(this.at(i - 1)))) made = newFrame('query', i, frame, '', null);
    else if (before === 'over' || before === 'filter' || before === 'exists' || before === 'lateral') made = newFrame('query', i, frame, '', null);
    else if ((before === 'as' || before === 'materialized') && frame.clause === 'with') made = newFrame('query', i, frame, '', null);
    else if (frame.clause === 'values' && frame.kind === 'query') made = newFrame('values', i, frame, 'values', null);
    else if (frame.clause === 'into' && (isOperand(this.at(i - 1)) || before === 'overwrite')) made = newFrame('columns', i, frame, 'into', null);
    else if (before === 'conflict' || before === 'using' || before === 'key' || (frame.clause === 'with' && isName(this.at(i - 1)))) made = newFrame('columns', i, frame, frame.clause, null);
    else if (this.isAliasList(i)) made = newFrame('columns', i, frame, frame.clause, null);
    else if (this.isCallee(i - 1)) made = newFrame('call', i, frame, 'call', this.calleeName(i - 1));
    else if (frame.clause === 'from' && (before === 'from' || before === 'join' || this.textAt(i - 1) === ',' || this.textAt(i - 1) === '(')) made = newFrame('from', i, frame, 'from', null);
    else made = newFrame('group', i, frame, frame.clause, frame.call);
    this.frame = made;
  }

  private close(i: number): void {
    const { frame } = this;
    if (frame.parent === null) return;
    if (frame.kind === 'columns' && frame.clause === 'into') frame.parent.columns = this.columnList(frame.open + 1, i);
    this.frame = frame.parent;
  }

  private columnList(from: number, to: number): (SqlColumnRef | null)[] {
    const columns: (SqlColumnRef | null)[] = [];
    for (let i = from; i < to; i++) {
      const next = this.textAt(i + 1);
      if (next === ',' || next === ')') columns.push(columnEndingAt(this.tokens, i, from));
    }
    return columns;
  }

  /** `AS t (a, b)` and `AS t(a, b)` after a table name the columns of an alias. */
  private isAliasList(open: number): boolean {
    return this.word(open - 2) === 'as' && this.frame.clause === 'from' && isName(this.at(open - 1));
  }

  private isCallee(i: number): boolean {
    const token = this.at(i);
    if (token === undefined) return false;
    if (token.kind === 'quoted' || token.kind === 'hole' || (token.kind === 'word' && token.word === '')) return true;
    if (token.kind !== 'word' || NO_CALL.has(token.word)) return false;
    if (token.word === 'replace' || token.word === 'left' || token.word === 'right' || token.word === 'format' || token.word === 'mod') return true;
    return !isConnective(token.word);
  }

  private calleeName(i: number): string | null {
    const token = this.at(i);
    return token === undefined || token.holes.length > 0 ? null : identifierOf(token).toLowerCase();
  }

  private setClause(clause: string): void {
    this.frame.clause = clause;
    this.frame.commas = 0;
    this.frame.betweenOpen = false;
  }

  private keyword(i: number, word: string): void {
    const { frame } = this;
    const before = this.word(i - 1);
    if (this.textAt(i - 1) === '.') return;
    if (word === 'between') {
      frame.betweenOpen = true;
      return;
    }
    if (word === 'and') {
      if (frame.betweenOpen) frame.betweenAnd = i;
      frame.betweenOpen = false;
      return;
    }
    if (frame.kind === 'call' || frame.kind === 'in' || frame.kind === 'any' || frame.kind === 'values' || frame.kind === 'columns' || frame.kind === 'bracket') {
      if (frame.kind === 'call' && word === 'order' && this.word(i + 1) === 'by') this.setClause('orderBy');
      else if (frame.kind === 'call' && word === 'from') this.setClause('callFrom');
      return;
    }
    switch (word) {
      case 'select':
        return this.setClause('select');
      case 'with':
        if (frame.clause === '' || frame.clause === 'start') this.setClause('with');
        return;
      case 'from':
        // IS [NOT] DISTINCT FROM is an operator
        if (before !== 'distinct' || (this.word(i - 2) !== 'is' && this.word(i - 2) !== 'not')) this.setClause('from');
        return;
      case 'delete':
        if (before !== 'on' && before !== 'then') this.setClause('delete');
        return;
      case 'join':
        return this.setClause('from');
      case 'on':
        if (this.word(i + 1) === 'conflict' || this.word(i + 1) === 'duplicate') this.setClause('conflict');
        else if (frame.clause === 'from' || frame.clause === 'using' || frame.clause === 'merge') this.setClause('on');
        return;
      case 'where':
      case 'prewhere':
        return this.setClause('where');
      case 'having':
      case 'limit':
      case 'offset':
      case 'fetch':
      case 'returning':
      case 'values':
      case 'window':
        return this.setClause(word);
      case 'into':
        return this.setClause('into');
      case 'update':
        if (before === 'for' || before === 'key') this.setClause(before === 'key' && this.word(i - 2) === 'duplicate' ? 'set' : 'lock');
        else this.setClause(before === 'do' || before === 'then' ? 'conflict' : 'table');
        return;
      case 'set':
        return this.setClause('set');
      case 'using':
        if (frame.clause !== 'orderBy') this.setClause(frame.clause === 'from' ? 'from' : 'using');
        return;
      case 'merge':
        return this.setClause('merge');
      case 'by':
        if (before === 'order') this.setClause('orderBy');
        else if (before === 'group' || before === 'partition' || before === 'cluster') this.setClause('groupBy');
        return;
      case 'union':
      case 'intersect':
      case 'except':
        return this.setClause('start');
      case 'for':
        if (frame.clause !== '' && frame.kind === 'query') this.setClause('lock');
        return;
      default:
    }
  }

  /** Clause of the nearest query around the frame, seen through calls and groups. */
  private outerClause(): string {
    let frame: Frame | null = this.frame;
    while (frame !== null && frame.clause === 'call') frame = frame.parent;
    return frame?.clause ?? '';
  }

  // ---- one operand ----

  private context(i: number): OperandContext {
    const found = this.classify(i);
    if (found.position === 'identifier') this.identifiers.add(i);
    if (found.part === 'direction') this.directions.add(i);
    return this.bindable ? found : { ...found, position: 'ddl' };
  }

  private result(position: HolePosition, more: Partial<OperandContext> = {}): OperandContext {
    return { position, column: null, operator: null, clause: this.outerClause(), call: null, list: false, part: null, ...more };
  }

  private classify(i: number): OperandContext {
    const { frame } = this;
    const next = this.at(i + 1);
    const previous = this.at(i - 1);
    const before = this.word(i - 1);
    if (previous?.text === '.' && previous.kind === 'punctuation') {
      return frame.clause === 'orderBy' && next?.text !== '.' ? this.result('orderBy', { part: 'item' }) : this.result('identifier');
    }
    if (next?.text === '.' || previous?.text === '::') return this.result('identifier');
    if (next?.text === '(' && this.touches(i) && !isOperand(previous) && before !== 'in' && this.at(i)?.kind === 'hole') return this.result('identifier');
    if (previous === undefined) return this.first(i);
    if (previous.kind === 'operator') return this.afterOperator(i, previous);
    if (before === 'and' && frame.betweenAnd === i - 1) return this.afterBetweenAnd(i);
    if (before === 'from' && this.word(i - 2) === 'distinct' && (this.word(i - 3) === 'is' || this.word(i - 3) === 'not')) {
      return this.result('value', { operator: 'is distinct from', column: this.columnBeforeIs(i - 3) });
    }
    if (before === 'from' && frame.clause === 'callFrom') return this.callArgument(i);
    if (previous.text === '(' || previous.text === '[' || (previous.text === ',' && frame.kind !== 'query')) return this.listItem(i, previous.text);
    if (previous.text === ',') return this.afterComma(i);
    if (previous.kind === 'word' && before !== '' && isStartWord(before)) return this.afterWord(i, before);
    return this.afterOperand(i, previous);
  }

  private touches(i: number): boolean {
    return this.at(i)?.end === this.at(i + 1)?.start;
  }

  private sameLine(i: number, j: number): boolean {
    const gap = this.text.slice(this.at(i)?.end ?? 0, this.at(j)?.start ?? 0);
    return !gap.includes('\n');
  }

  /** The very first token: a comparison makes it a column of a fragment, anything else is a piece of SQL. */
  private first(i: number): OperandContext {
    return this.startsComparison(i + 1) && this.at(i + 1)?.kind === 'operator' ? this.result('identifier') : this.result('fragment');
  }

  private afterOperator(i: number, operator: SqlToken): OperandContext {
    const { text } = operator;
    if (text === '*' && (this.word(i - 2) === 'select' || this.textAt(i - 2) === '.')) return this.result('fragment');
    if (this.frame.clause === 'on' && text === '=' && this.identifiers.has(i - 2)) return this.result('identifier', { operator: text });
    const start = this.chainStart(i - 1);
    const chained = this.at(start);
    const word = chained?.word ?? '';
    if (start !== i - 1 && chained !== undefined) {
      const at = word === '' ? start - 1 : this.beforeNot(start) - 1;
      return this.value(word === '' ? chained.text : word, columnEndingAt(this.tokens, at, this.span.from));
    }
    return this.value(text, this.comparedColumn(i - 1));
  }

  /** From an operator back over `a || b || …` to the comparison or LIKE that owns the chain. */
  private chainStart(operator: number): number {
    let i = operator;
    for (let hops = 0; hops < 12 && (this.textAt(i) === '||' || (this.textAt(i) === '+' && hops < 6)); hops++) {
      const owner = this.at(i - 2);
      if (owner === undefined) return operator;
      if (owner.text === '||' || owner.text === '+' || owner.text === '=' || owner.word === 'like' || owner.word === 'ilike') i -= 2;
      else return operator;
      if (this.textAt(i) !== '||' && this.textAt(i) !== '+') return i;
    }
    return operator;
  }

  private comparedColumn(operator: number): SqlColumnRef | null {
    return columnEndingAt(this.tokens, operator - 1, this.span.from);
  }

  private value(operator: string | null, column: SqlColumnRef | null): OperandContext {
    return this.result('value', { operator, column, call: this.frame.call });
  }

  private beforeNot(i: number): number {
    return this.word(i - 1) === 'not' ? i - 1 : i;
  }

  private columnBeforeIs(i: number): SqlColumnRef | null {
    const is = this.word(i) === 'is' ? i : i - 1;
    return columnEndingAt(this.tokens, is - 1, this.span.from);
  }

  private afterBetweenAnd(i: number): OperandContext {
    for (let j = i - 2; j >= this.span.from && j > i - 40; j--) {
      if (this.word(j) === 'between') return this.value('between', columnEndingAt(this.tokens, this.beforeNot(j) - 1, this.span.from));
    }
    return this.value('between', null);
  }

  private listItem(i: number, mark: string): OperandContext {
    const { frame } = this;
    const alone = mark !== ',' && (this.textAt(i + 1) === ')' || this.textAt(i + 1) === ']');
    switch (frame.kind) {
      case 'in':
        return this.result('value', { operator: 'in', column: columnEndingAt(this.tokens, this.beforeNot(frame.open - 1) - 1, this.span.from), list: alone });
      case 'any':
        return this.result('value', { operator: 'any', column: columnEndingAt(this.tokens, frame.open - 3, this.span.from), list: alone });
      case 'values': {
        const columns = frame.parent?.columns ?? [];
        return this.result('value', { operator: 'values', column: columns[frame.commas] ?? null, list: alone && (columns.length !== 1 || columns[0] === null) });
      }
      case 'columns':
        return this.result(alone ? 'fragment' : 'identifier');
      case 'call':
        return frame.clause === 'orderBy' ? this.result('orderBy', { part: 'item' }) : this.callArgument(i);
      case 'bracket':
        return this.result('value', { operator: this.word(frame.open - 1) === 'array' ? 'array' : '[', column: this.arrayColumn(frame), list: alone });
      case 'from':
        return this.result(alone ? 'fragment' : 'identifier');
      case 'query':
        return mark === '(' ? this.result('fragment') : this.afterComma(i);
      case 'group':
        return this.inGroup(i, mark, alone);
    }
  }

  private arrayColumn(frame: Frame): SqlColumnRef | null {
    const { parent } = frame;
    return parent?.kind === 'any' ? columnEndingAt(this.tokens, parent.open - 3, this.span.from) : columnEndingAt(this.tokens, frame.open - 3, this.span.from);
  }

  private inGroup(i: number, mark: string, alone: boolean): OperandContext {
    const { frame } = this;
    const owner = this.at(frame.open - 1);
    const word = owner?.word ?? '';
    if (word === 'limit' || word === 'offset' || word === 'top' || word === 'interval') return this.value(word, null);
    if (frame.parent?.kind === 'in' || frame.parent?.kind === 'values') return this.value(frame.parent.kind, null);
    const compared = (owner?.kind === 'operator' && isComparison(owner.text)) || word === 'like' || word === 'ilike';
    if (compared) {
      if (alone) return this.result('unknown', { operator: word || (owner?.text ?? null) });
      return this.value(word || (owner?.text ?? null), null);
    }
    if (mark === ',') return this.result('fragment');
    return PREDICATE_CLAUSES.has(this.outerClause()) || frame.clause === '' ? this.predicate(i) : this.result('fragment');
  }

  private callArgument(i: number): OperandContext {
    const { frame } = this;
    const name = frame.call ?? '';
    const next = this.at(i + 1);
    const callee = this.calleeStart(frame.open - 1);
    const owner = this.at(callee - 1);
    const clause = this.outerClause();
    const compared = owner !== undefined && ((owner.kind === 'operator' && COMPARING.test(owner.text)) || owner.word === 'like' || owner.word === 'ilike');
    const column = compared ? columnEndingAt(this.tokens, callee - 2, this.span.from) : null;
    const pattern = compared && (owner.word === 'like' || owner.word === 'ilike') ? owner.word : null;
    const operator = pattern ?? 'call';
    if (name === 'values') return this.value('values', null);
    if (takesColumns(name) && !compared && clause !== 'set' && clause !== 'values') return this.result('identifier', { call: name, operator });
    // `max(${column})` names a column on either side
    if (takesColumns(name) && (name === 'max' || name === 'min' || name === 'sum' || name === 'avg' || name === 'count')) return this.result('identifier', { call: name, operator });
    if (next !== undefined && isOperand(next) && next.kind === 'word' && !isConnective(next.word)) return this.result('fragment', { call: name });
    const alone = this.textAt(i - 1) === '(' && next?.text === ')';
    return this.result('value', { operator, call: frame.call, column, list: alone && frame.call === null });
  }

  private calleeStart(i: number): number {
    let start = i;
    while (this.textAt(start - 1) === '.' && start - 2 >= this.span.from) start -= 2;
    return start;
  }

  private afterComma(i: number): OperandContext {
    switch (this.frame.clause) {
      case 'orderBy':
        return this.result('orderBy', { part: 'item' });
      case 'limit':
        return this.value('limit', null);
      case 'from':
      case 'table':
      case 'groupBy':
        return this.result('identifier');
      case 'set':
        return this.result(this.textAt(i + 1) === '=' ? 'identifier' : 'fragment');
      case 'with':
        return this.result(this.word(i + 1) === 'as' ? 'identifier' : 'fragment');
      default:
        return this.result('fragment');
    }
  }

  private afterWord(i: number, before: string): OperandContext {
    const { frame } = this;
    const second = this.word(i - 2);
    if (before === 'not' && second === 'is') return this.result('fragment');
    if (PREDICATE_STARTS.has(before)) return this.predicate(i);
    if (before === 'by') return second === 'order' ? this.result('orderBy', { part: 'item' }) : this.result('identifier');
    if (before === 'to' && second === 'similar') return this.value('similar to', null);
    if (before === 'top' && this.frame.clause !== 'select') return this.result('fragment');
    if (VALUE_WORDS.has(before)) return this.valueAfterWord(i, before);
    if ((before === 'first' || before === 'next') && frame.clause === 'fetch') return this.value('fetch', null);
    if (NAME_WORDS.has(before)) return this.result(frame.clause === 'lock' && before === 'update' ? 'fragment' : 'identifier');
    if (before === 'as') return this.result(frame.clause === 'with' ? 'fragment' : 'identifier');
    if (before === 'set') return this.result(this.textAt(i + 1) === '=' ? 'identifier' : 'fragment');
    if (before === 'with' || before === 'recursive') return this.result(this.word(i + 1) === 'as' ? 'identifier' : 'fragment');
    if (before === 'distinct' && frame.kind === 'call') return this.callArgument(i);
    if (before === 'using' && frame.clause === 'from') return this.result('identifier');
    return this.result('fragment');
  }

  private valueAfterWord(i: number, before: string): OperandContext {
    if (before === 'zone' || before === 'timestamp' || before === 'date') {
      const literal = this.at(i)?.kind !== 'hole' || before === 'zone';
      return literal ? this.value(before === 'zone' ? 'at time zone' : before, null) : this.result('fragment');
    }
    if (before === 'then' || before === 'else') return this.value('case', null);
    if (before === 'limit' || before === 'offset' || before === 'top' || before === 'interval' || before === 'escape') return this.value(before, null);
    const column = columnEndingAt(this.tokens, this.beforeNot(i - 1) - 1, this.span.from);
    return this.result('value', { operator: before, column, list: before === 'in' });
  }

  /** A hole where a predicate may begin. */
  private predicate(i: number): OperandContext {
    const next = this.at(i + 1);
    let after = i + 1;
    while (this.textAt(after) === '::' && this.at(after + 1)?.kind === 'word') after += 2;
    const anyWord = this.word(after + 1);
    if (this.at(after)?.kind === 'operator' && (anyWord === 'any' || anyWord === 'some' || anyWord === 'all') && this.textAt(after + 2) === '(') {
      const end = closeOf(this.tokens, after + 2, Math.min(this.span.to, after + 60));
      return this.value('any', columnEndingAt(this.tokens, end - 1, after + 3));
    }
    if (this.startsComparison(after)) return this.result('identifier');
    if (next?.kind === 'hole' && this.sameLine(i, i + 1)) {
      const third = this.at(i + 2);
      if (third !== undefined && this.sameLine(i + 1, i + 2) && (third.kind === 'hole' || third.kind === 'placeholder' || third.kind === 'string' || third.kind === 'number')) {
        this.operators.add(i + 1);
        return this.result('identifier');
      }
    }
    return this.result('fragment');
  }

  private startsComparison(i: number): boolean {
    const token = this.at(i);
    return token !== undefined && ((token.kind === 'operator' && isComparison(token.text)) || PREDICATE_WORDS.has(token.word));
  }

  /** A hole after something complete: an operator, a direction, or a clause of its own. */
  private afterOperand(i: number, previous: SqlToken): OperandContext {
    const { frame } = this;
    if (this.operators.has(i)) return this.result('fragment');
    if (this.operators.has(i - 1)) return this.value(null, columnEndingAt(this.tokens, i - 2, this.span.from));
    if (frame.clause === 'orderBy') return this.afterOrderItem(i, previous);
    const inPredicate = PREDICATE_CLAUSES.has(this.outerClause());
    const bareColumn = previous.kind === 'word' || previous.kind === 'quoted';
    const third = this.at(i + 1);
    if (inPredicate && bareColumn && this.at(i)?.kind === 'hole' && third !== undefined && this.sameLine(i - 1, i + 1) && this.isBareColumn(i - 1)) {
      if (third.kind === 'hole' || third.kind === 'placeholder' || third.kind === 'string' || third.kind === 'number') this.operators.add(i);
    }
    return this.result('fragment');
  }

  /** The column at `i` stands right after WHERE, AND, OR: its predicate has no operator yet. */
  private isBareColumn(i: number): boolean {
    const start = this.calleeStart(i);
    const before = this.word(start - 1);
    return PREDICATE_STARTS.has(before) && before !== 'not';
  }

  private afterOrderItem(i: number, previous: SqlToken): OperandContext {
    const sorted = previous.word === 'asc' || previous.word === 'desc' || previous.word === 'first' || previous.word === 'last';
    if (sorted || this.directions.has(i - 1)) return this.result('fragment');
    const next = this.at(i + 1);
    const closed = next?.text === ',' || next?.word === 'nulls' || next?.word === 'limit' || next?.word === 'offset' || this.sameLine(i - 1, i);
    return closed ? this.result('orderBy', { part: 'direction' }) : this.result('fragment');
  }
}

const START_WORDS: ReadonlySet<string> = new Set(['first', 'next', 'zone', 'of', 'constraint', 'column', 'index', 'date', 'timestamp', 'exec', 'by', 'ignore', 'only', 'materialized']);

function isStartWord(word: string): boolean {
  return isConnective(word) || START_WORDS.has(word);
}

function newFrame(kind: FrameKind, open: number, parent: Frame | null, clause: string, call: string | null): Frame {
  return { kind, open, parent, call, clause, commas: 0, betweenOpen: false, betweenAnd: -1, columns: [] };
}
