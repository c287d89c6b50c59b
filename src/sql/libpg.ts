import type { InsertStmt, Node, RangeVar, ResTarget, SelectStmt } from 'libpg-query';
import { callFact, castFact, joinTails, likeFact, NO_TAIL, type SetTail } from './adapter.ts';
import { type Anchors, columnItem, unrepaired } from './anchors.ts';
import { isAggregate } from './keywords.ts';
import type { ColumnValue, Fact, SelectItem, SqlValue, TableRef } from './types.ts';

/** Facts of a statement read by PostgreSQL's grammar; `sql` is the text it was given. */
export function libpgFacts(statement: Node, sql: string, anchors: Anchors): Fact[] {
  const adapter = new LibpgAdapter(anchors, utf16Offsets(sql));
  adapter.node(statement, false);
  return adapter.facts;
}

/** Locations are UTF-8 bytes: the map from them to UTF-16, or null when the text is ASCII. */
function utf16Offsets(sql: string): Int32Array | null {
  if (/^[\u0000-\u007f]*$/.test(sql)) return null;
  const map = new Int32Array(Buffer.byteLength(sql) + 1);
  let byte = 0;
  for (let i = 0; i < sql.length; i++) {
    const code = sql.codePointAt(i) ?? 0;
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    map.fill(i, byte, byte + bytes);
    byte += bytes;
    if (code > 0xffff) i++;
  }
  map[byte] = sql.length;
  return map;
}

type Tree = Readonly<Record<string, unknown>>;

class LibpgAdapter {
  readonly facts: Fact[] = [];
  private readonly anchors: Anchors;
  private readonly offsets: Int32Array | null;

  constructor(anchors: Anchors, offsets: Int32Array | null) {
    this.anchors = anchors;
    this.offsets = offsets;
  }

  node(node: Node, nested: boolean): void {
    if ('SelectStmt' in node) this.select(node.SelectStmt, nested, NO_TAIL);
    else if ('InsertStmt' in node) this.insert(node.InsertStmt, nested);
    else if ('UpdateStmt' in node) {
      const { relation, targetList, fromClause, whereClause, returningClause, withClause } = node.UpdateStmt;
      const at = this.start(relation);
      const set = this.assignments(targetList);
      this.facts.push({
        k: 'update',
        at: this.anchors.wordBefore(at, 'update'),
        nested,
        table: this.anchors.name(at),
        columns: set.map(({ column }) => column),
        set,
        tables: this.tables(fromClause),
        where: this.keys(whereClause),
        hasWhere: whereClause !== undefined,
        hasReturning: returningClause !== undefined,
        returning: this.items(returningClause?.exprs),
      });
      this.walk([withClause, targetList, fromClause, whereClause, returningClause]);
    } else if ('DeleteStmt' in node) {
      const { relation, usingClause, whereClause, returningClause, withClause } = node.DeleteStmt;
      const at = this.start(relation);
      this.facts.push({
        k: 'delete',
        at: this.anchors.wordBefore(at, 'delete'),
        nested,
        table: this.anchors.name(at),
        tables: this.tables(usingClause),
        where: this.keys(whereClause),
        hasWhere: whereClause !== undefined,
        hasReturning: returningClause !== undefined,
        returning: this.items(returningClause?.exprs),
      });
      this.walk([withClause, usingClause, whereClause, returningClause]);
    } else if ('MergeStmt' in node) {
      const { relation, returningClause, withClause, sourceRelation, joinCondition, mergeWhenClauses } = node.MergeStmt;
      const at = this.start(relation);
      this.facts.push({ k: 'merge', at: this.anchors.wordBefore(at, 'merge'), nested, table: this.anchors.name(at), hasReturning: returningClause !== undefined });
      this.walk([withClause, sourceRelation, joinCondition, mergeWhenClauses, returningClause]);
    } else if ('ExplainStmt' in node) {
      if (node.ExplainStmt.query) this.node(node.ExplainStmt.query, nested);
    } else this.walk([node]);
  }

  private offset(location: number | undefined): number {
    const byte = location ?? 0;
    return this.offsets === null ? byte : (this.offsets[byte] ?? 0);
  }

  private start(node: { location?: number | undefined } | undefined): number {
    return this.anchors.index(this.offset(node?.location));
  }

  private insert(node: InsertStmt, nested: boolean): void {
    const at = this.start(node.relation);
    const columns = targets(node.cols).map((target) => this.anchors.identifier(this.start(target)));
    const select = node.selectStmt && 'SelectStmt' in node.selectStmt ? node.selectStmt.SelectStmt : undefined;
    const rows = select?.valuesLists ?? [];
    const only = rows.length === 1 && rows[0] && 'List' in rows[0] ? (rows[0].List.items ?? []) : undefined;
    const action = node.onConflictClause?.action;
    this.facts.push({
      k: 'insert',
      at: this.anchors.wordBefore(at, 'insert'),
      nested,
      table: this.anchors.name(at),
      columns,
      source: select === undefined ? 'default' : rows.length > 0 ? 'values' : 'select',
      rows: rows.length,
      values: only ? columns.flatMap((column, i) => (only[i] ? [{ column, qualifier: null, value: this.value(only[i]) }] : [])) : [],
      onConflict: action === undefined || action === 'ONCONFLICT_NONE' ? null : action === 'ONCONFLICT_NOTHING' ? 'nothing' : 'update',
      hasReturning: node.returningClause !== undefined,
      returning: this.items(node.returningClause?.exprs),
    });
    if (rows.length > 0) this.walk([rows]);
    else if (select) this.select(select, true, NO_TAIL);
    this.walk([node.withClause, node.onConflictClause, node.returningClause]);
  }

  private assignments(list: readonly Node[] | undefined): ColumnValue[] {
    return targets(list).map((target) => ({
      column: this.anchors.identifier(this.start(target)),
      qualifier: null,
      value: target.val ? this.value(rowItem(target.val)) : { kind: 'expression' },
    }));
  }

  private select(node: SelectStmt, nested: boolean, tail: SetTail): void {
    const own: SetTail = { limit: node.limitCount !== undefined, offset: node.limitOffset !== undefined, order: node.sortClause !== undefined };
    const whole = joinTails(own, tail);
    this.walk([node.withClause]);
    if (node.op !== undefined && node.op !== 'SETOP_NONE') {
      if (node.larg) this.select(node.larg, nested, whole);
      if (node.rarg) this.select(node.rarg, nested, whole);
      return this.walk([node.sortClause, node.limitCount, node.limitOffset]);
    }
    if (node.valuesLists !== undefined) return this.walk([node.valuesLists, node.sortClause, node.limitCount, node.limitOffset]);
    const items = this.items(node.targetList);
    this.facts.push({
      k: 'select',
      at: this.selectWord(node),
      nested,
      items,
      star: items.some((item) => item.column === '*'),
      tables: this.tables(node.fromClause),
      where: this.keys(node.whereClause),
      hasFrom: node.fromClause !== undefined,
      hasWhere: node.whereClause !== undefined,
      hasLimit: whole.limit,
      hasOffset: whole.offset,
      hasOrderBy: whole.order,
      hasGroupBy: node.groupClause !== undefined,
      distinct: node.distinctClause !== undefined,
      aggregate: holdsAggregate(node.targetList),
      forUpdate: node.lockingClause !== undefined,
    });
    this.walk([
      node.targetList, node.fromClause, node.whereClause, node.groupClause, node.havingClause, node.windowClause, node.sortClause,
      node.limitCount, node.limitOffset, node.distinctClause,
    ]);
  }

  /** A select has no location of its own: the word before its first item, or before its first table. */
  private selectWord(node: SelectStmt): number {
    const first = node.targetList?.[0];
    if (first && 'ResTarget' in first) return this.anchors.wordBefore(this.start(first.ResTarget), 'select');
    const table = this.ranges(node.fromClause)[0];
    return this.anchors.wordBefore(table ? this.start(table) : 0, 'select');
  }

  private items(list: readonly Node[] | undefined): SelectItem[] {
    return targets(list).map(({ name, val }) => {
      const alias = name === undefined ? null : unrepaired(name);
      if (!val || !('ColumnRef' in val)) return { column: null, qualifier: null, alias };
      const fields = val.ColumnRef.fields ?? [];
      const last = fields.at(-1);
      if (last && 'A_Star' in last) {
        const owner = fields.at(-2);
        return { column: '*', qualifier: owner && 'String' in owner ? unrepaired(owner.String.sval ?? '') : null, alias: null };
      }
      return columnItem(this.anchors.column(this.start(val.ColumnRef)), alias);
    });
  }

  private tables(list: readonly Node[] | undefined): TableRef[] {
    return this.ranges(list).map((range) => ({
      table: this.anchors.name(this.start(range)),
      alias: range.alias?.aliasname === undefined ? null : unrepaired(range.alias.aliasname),
    }));
  }

  private ranges(list: readonly Node[] | undefined): RangeVar[] {
    const found: RangeVar[] = [];
    const pending = [...(list ?? [])].reverse();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if ('RangeVar' in node) found.push(node.RangeVar);
      else if ('JoinExpr' in node) {
        if (node.JoinExpr.rarg) pending.push(node.JoinExpr.rarg);
        if (node.JoinExpr.larg) pending.push(node.JoinExpr.larg);
      } else if ('RangeTableSample' in node && node.RangeTableSample.relation) pending.push(node.RangeTableSample.relation);
    }
    return found;
  }

  private keys(where: Node | undefined): ColumnValue[] {
    const keys: ColumnValue[] = [];
    const pending = where ? [where] : [];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if ('BoolExpr' in node) {
        if (node.BoolExpr.boolop === 'AND_EXPR') pending.push(...[...(node.BoolExpr.args ?? [])].reverse());
      } else if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP' && operatorName(node.A_Expr.name) === '=') {
        const { lexpr, rexpr } = node.A_Expr;
        if (lexpr && rexpr) keys.push(...this.key(lexpr, rexpr));
      }
    }
    return keys;
  }

  private key(left: Node, right: Node): ColumnValue[] {
    const first = uncast(left);
    const second = uncast(right);
    if (isColumn(first)) return [{ ...this.anchors.column(this.start(first.ColumnRef)), value: this.value(right) }];
    if (isColumn(second)) return [{ ...this.anchors.column(this.start(second.ColumnRef)), value: this.value(left) }];
    return [];
  }

  private value(node: Node): SqlValue {
    const leaf = uncast(node);
    if ('ParamRef' in leaf) return this.anchors.value(this.start(leaf.ParamRef));
    if ('A_Const' in leaf) return this.anchors.value(this.start(leaf.A_Const));
    return { kind: 'expression' };
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
      for (const key in node as Tree) {
        const value = (node as Tree)[key];
        if (typeof value !== 'object' || value === null) continue;
        if (key === 'SelectStmt' || key === 'InsertStmt' || key === 'UpdateStmt' || key === 'DeleteStmt') this.node({ [key]: value } as unknown as Node, true);
        else if (key === 'MultiAssignRef' && (value as { colno?: number }).colno !== 1) continue;
        else {
          this.expression(key, value);
          pending.push(value);
        }
      }
    }
  }

  private expression(key: string, value: object): void {
    if (key === 'FuncCall') this.add(callFact(this.anchors, this.start(value)));
    else if (key === 'TypeCast') this.add(castFact(this.anchors, this.start((value as { typeName?: { location?: number } }).typeName)));
    else if (key === 'A_Expr') this.like(value as { kind?: string; location?: number; name?: Node[]; rexpr?: Node });
  }

  private add(fact: Fact | null): void {
    if (fact !== null) this.facts.push(fact);
  }

  private like(expr: { kind?: string; location?: number; name?: Node[]; rexpr?: Node }): void {
    const quantified = expr.kind === 'AEXPR_OP_ANY' || expr.kind === 'AEXPR_OP_ALL';
    if (expr.kind !== 'AEXPR_LIKE' && expr.kind !== 'AEXPR_ILIKE' && !(quantified && operatorName(expr.name).includes('~~'))) return;
    let at = this.start(expr);
    if (this.anchors.word(at) === 'not') at++;
    const { rexpr } = expr;
    const pattern = rexpr && 'A_Const' in rexpr && rexpr.A_Const.sval !== undefined ? this.anchors.text(this.start(rexpr.A_Const)) : null;
    this.add(likeFact(this.anchors, at, pattern, quantified));
  }
}

function targets(list: readonly Node[] | undefined): ResTarget[] {
  return (list ?? []).flatMap((node) => ('ResTarget' in node ? [node.ResTarget] : []));
}

function isColumn(node: Node): node is Extract<Node, { ColumnRef: unknown }> {
  return 'ColumnRef' in node && (node.ColumnRef.fields ?? []).every((field) => 'String' in field);
}

/** `(a, b) = (1, 2)`: the part of the row that is assigned to one column. */
function rowItem(node: Node): Node {
  if (!('MultiAssignRef' in node)) return node;
  const { source, colno } = node.MultiAssignRef;
  return (source && 'RowExpr' in source ? source.RowExpr.args?.[(colno ?? 1) - 1] : undefined) ?? node;
}

function uncast(node: Node): Node {
  let inner = node;
  while ('TypeCast' in inner && inner.TypeCast.arg) inner = inner.TypeCast.arg;
  return inner;
}

function operatorName(name: readonly Node[] | undefined): string {
  const last = name?.at(-1);
  return last && 'String' in last ? (last.String.sval ?? '') : '';
}

function holdsAggregate(list: readonly Node[] | undefined): boolean {
  const pending: unknown[] = [list];
  while (pending.length > 0) {
    const node = pending.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      pending.push(...(node as unknown[]));
      continue;
    }
    for (const key in node as Tree) {
      const value = (node as Tree)[key];
      if (key === 'SelectStmt') continue;
      if (key === 'FuncCall') {
        const call = value as { over?: unknown; funcname?: Node[] };
        if (!call.over && isAggregate(operatorName(call.funcname))) return true;
      }
      pending.push(value);
    }
  }
  return false;
}
