import type { Expr, From, InsertStatement, SelectedColumn, SelectFromStatement, SelectStatement, Statement } from 'pgsql-ast-parser';
import { callFact, castFact, joinTails, likeFact, NO_TAIL, type SetTail } from './adapter.ts';
import { type Anchors, columnItem, unrepaired } from './anchors.ts';
import { isAggregate } from './keywords.ts';
import type { ColumnValue, Fact, SelectItem, SqlValue, TableRef } from './types.ts';

/** Facts of a statement read by pgsql-ast-parser. Starts come from its tree, everything else from tokens. */
export function astFacts(statement: Statement, anchors: Anchors): Fact[] {
  const adapter = new AstAdapter(anchors);
  adapter.statement(statement, false);
  return adapter.facts;
}

type Tree = Readonly<Record<string, unknown>>;

const STATEMENTS: ReadonlySet<unknown> = new Set(['select', 'union', 'union all', 'with', 'with recursive', 'values', 'insert', 'update', 'delete']);

const JOIN_WORDS: ReadonlySet<string> = new Set(['cross', 'inner', 'left', 'right', 'full', 'outer', 'natural', 'join', 'lateral']);

class AstAdapter {
  readonly facts: Fact[] = [];
  private readonly anchors: Anchors;

  constructor(anchors: Anchors) {
    this.anchors = anchors;
  }

  statement(node: Statement, nested: boolean): void {
    switch (node.type) {
      case 'select':
      case 'union':
      case 'union all':
      case 'values':
        return this.select(node, nested, NO_TAIL);
      case 'with':
        for (const { statement } of node.bind) this.statement(statement, true);
        return this.statement(node.in, nested);
      case 'with recursive':
        this.statement(node.bind, true);
        return this.statement(node.in, nested);
      case 'insert':
        return this.insert(node, nested);
      case 'update': {
        const at = this.start(node.table);
        this.facts.push({
          k: 'update',
          at: this.anchors.wordBefore(at, 'update'),
          nested,
          table: this.anchors.name(at),
          columns: node.sets.map(({ column }) => this.anchors.identifier(this.start(column))),
          set: node.sets.map(({ column, value }) => ({ column: this.anchors.identifier(this.start(column)), qualifier: null, value: this.value(value) })),
          tables: node.from ? this.tables([node.from]) : [],
          where: this.keys(node.where),
          hasWhere: Boolean(node.where),
          hasReturning: Boolean(node.returning),
          returning: this.items(node.returning),
        });
        return this.walk([node.sets, node.from, node.where, node.returning]);
      }
      case 'delete': {
        const at = this.start(node.from);
        this.facts.push({
          k: 'delete',
          at: this.anchors.wordBefore(at, 'delete'),
          nested,
          table: this.anchors.name(at),
          tables: [],
          where: this.keys(node.where),
          hasWhere: Boolean(node.where),
          hasReturning: Boolean(node.returning),
          returning: this.items(node.returning),
        });
        return this.walk([node.where, node.returning]);
      }
      default:
        return this.walk([node]);
    }
  }

  private start(node: object | null | undefined): number {
    return this.anchors.index((node as { _location?: { start: number } } | null | undefined)?._location?.start ?? 0);
  }

  private insert(node: InsertStatement, nested: boolean): void {
    const at = this.start(node.into);
    const columns = (node.columns ?? []).map((column) => this.anchors.identifier(this.start(column)));
    const rows = node.insert.type === 'values' ? node.insert.values : [];
    const only = rows.length === 1 ? rows[0] : undefined;
    this.facts.push({
      k: 'insert',
      at: this.anchors.wordBefore(at, 'insert'),
      nested,
      table: this.anchors.name(at),
      columns,
      source: node.insert.type === 'values' ? 'values' : 'select',
      rows: rows.length,
      values: only ? columns.flatMap((column, i) => (only[i] ? [{ column, qualifier: null, value: this.value(only[i]) }] : [])) : [],
      onConflict: node.onConflict ? (node.onConflict.do === 'do nothing' ? 'nothing' : 'update') : null,
      hasReturning: Boolean(node.returning),
      returning: this.items(node.returning),
    });
    if (node.insert.type === 'values') this.walk([node.insert.values]);
    else this.statement(node.insert, true);
    this.walk([node.onConflict, node.returning]);
  }

  private select(node: SelectStatement, nested: boolean, tail: SetTail): void {
    if (node.type === 'union' || node.type === 'union all') {
      // LIMIT and ORDER BY after the last arm are those of the whole
      const whole = joinTails(tail, tailOf(node.right));
      this.select(node.left, nested, whole);
      this.select(node.right, nested, whole);
    } else if (node.type === 'select') this.plainSelect(node, nested, tail);
    else if (node.type === 'values') this.walk([node.values]);
    else this.statement(node, nested);
  }

  private plainSelect(node: SelectFromStatement, nested: boolean, tail: SetTail): void {
    const items = this.items(node.columns);
    const own = tailOf(node);
    this.facts.push({
      k: 'select',
      at: this.selectWord(node),
      nested,
      items,
      star: items.some((item) => item.column === '*'),
      tables: this.tables(node.from ?? []),
      where: this.keys(node.where),
      hasFrom: Boolean(node.from?.length),
      hasWhere: Boolean(node.where),
      hasLimit: own.limit || tail.limit,
      hasOffset: own.offset || tail.offset,
      hasOrderBy: own.order || tail.order,
      hasGroupBy: Boolean(node.groupBy),
      distinct: Boolean(node.distinct) && node.distinct !== 'all',
      aggregate: (node.columns ?? []).some(({ expr }) => holdsAggregate(expr)),
      forUpdate: Boolean(node.for),
    });
    this.walk([node.columns, node.from, node.where, node.groupBy, node.having, node.orderBy, node.limit, Array.isArray(node.distinct) ? node.distinct : null]);
  }

  private selectWord(node: SelectFromStatement): number {
    const first = node.columns?.[0] ?? node.from?.[0];
    return this.anchors.wordBefore(first ? this.start(first) : this.start(node), 'select');
  }

  private items(columns: readonly SelectedColumn[] | null | undefined): SelectItem[] {
    return (columns ?? []).map(({ expr, alias }) => {
      const name = alias ? unrepaired(alias.name) : null;
      if (expr.type !== 'ref') return { column: null, qualifier: null, alias: name };
      if (expr.name === '*') return { column: '*', qualifier: expr.table ? unrepaired(expr.table.name) : null, alias: null };
      return columnItem(this.anchors.column(this.start(expr)), name);
    });
  }

  private tables(list: readonly From[]): TableRef[] {
    return list.flatMap((from) =>
      from.type === 'table' ? [{ table: this.anchors.name(this.start(from.name)), alias: from.name.alias === undefined ? null : unrepaired(from.name.alias) }] : [],
    );
  }

  /** The `column = value` conjuncts of a predicate. */
  private keys(where: Expr | null | undefined): ColumnValue[] {
    const keys: ColumnValue[] = [];
    const pending: Expr[] = where ? [where] : [];
    for (let expr = pending.pop(); expr !== undefined; expr = pending.pop()) {
      if (expr.type !== 'binary') continue;
      if (expr.op === 'AND') pending.push(expr.right, expr.left);
      else if (expr.op === '=') keys.push(...this.key(expr.left, expr.right));
    }
    return keys;
  }

  private key(left: Expr, right: Expr): ColumnValue[] {
    if (isQuantified(left) || isQuantified(right)) return [];
    const first = uncast(left);
    const second = uncast(right);
    if (first.type === 'ref') return [{ ...this.anchors.column(this.start(first)), value: this.value(right) }];
    if (second.type === 'ref') return [{ ...this.anchors.column(this.start(second)), value: this.value(left) }];
    return [];
  }

  private value(expr: Expr): SqlValue {
    const leaf = uncast(expr);
    switch (leaf.type) {
      case 'parameter':
      case 'integer':
      case 'numeric':
      case 'string':
      case 'boolean':
      case 'null':
        return this.anchors.value(this.start(leaf));
      default:
        return { kind: 'expression' };
    }
  }

  /** Calls, casts, LIKEs and inner statements, wherever they stand. */
  private walk(roots: readonly unknown[]): void {
    const pending: unknown[] = [...roots];
    while (pending.length > 0) {
      const node = pending.pop();
      if (typeof node !== 'object' || node === null) continue;
      if (Array.isArray(node)) {
        for (const item of node) pending.push(item);
        continue;
      }
      const tree = node as Tree;
      if (STATEMENTS.has(tree['type'])) {
        this.statement(node as Statement, true);
        continue;
      }
      this.expression(tree);
      for (const key in tree) if (key !== '_location') pending.push(tree[key]);
    }
  }

  private expression(tree: Tree): void {
    if (tree['type'] === 'call' || tree['type'] === 'substring') this.add(callFact(this.anchors, this.callStart(tree)));
    else if (tree['type'] === 'cast') this.add(castFact(this.anchors, this.start(tree['to'] as object)));
    else if (tree['type'] === 'binary' && typeof tree['op'] === 'string' && tree['op'].endsWith('LIKE')) this.like(tree);
  }

  /** A function among the tables begins with its join for the parser: `CROSS JOIN LATERAL f(…)`. */
  private callStart(tree: Tree): number {
    let at = this.start(tree);
    while (JOIN_WORDS.has(this.anchors.word(at)) && this.anchors.text(at + 1) !== '(') at++;
    return at;
  }

  private add(fact: Fact | null): void {
    if (fact !== null) this.facts.push(fact);
  }

  private like(tree: Tree): void {
    const right = tree['right'] as Expr;
    let at = this.start(right);
    while (at > 0 && this.anchors.word(at) !== 'like' && this.anchors.word(at) !== 'ilike') at--;
    const pattern = right.type === 'string' ? this.anchors.text(this.start(right)) : null;
    this.add(likeFact(this.anchors, at, pattern, isQuantified(right)));
  }
}

function isQuantified(expr: Expr): boolean {
  return expr.type === 'call' && (expr.function.name === 'any' || expr.function.name === 'some' || expr.function.name === 'all');
}

function uncast(expr: Expr): Expr {
  let inner = expr;
  while (inner.type === 'cast') inner = inner.operand;
  return inner;
}

function tailOf(node: SelectStatement): SetTail {
  if (node.type === 'union' || node.type === 'union all') return tailOf(node.right);
  if (node.type !== 'select') return NO_TAIL;
  return { limit: Boolean(node.limit?.limit), offset: Boolean(node.limit?.offset), order: Boolean(node.orderBy?.length) };
}

function holdsAggregate(root: Expr): boolean {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      pending.push(...(node as unknown[]));
      continue;
    }
    const tree = node as Tree;
    if (STATEMENTS.has(tree['type'])) continue;
    if (tree['type'] === 'call' && !tree['over'] && isAggregate((tree['function'] as { name: string }).name.toLowerCase())) return true;
    for (const key in tree) if (key !== '_location') pending.push(tree[key]);
  }
  return false;
}
