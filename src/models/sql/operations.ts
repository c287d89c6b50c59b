import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, isOpen, keyName, memberChain, propertyOf, returnedExpressions, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { functionRole } from './clients.ts';
import type { SqlCandidates } from './collect.ts';
import type { Action, DataOperation, FieldValue, Place, Step } from './types.ts';
import { rowsOf } from './rows.ts';
import type { AppliedStep, DataValue, DataValues } from './values.ts';
import { argumentAt, kindOf } from './values.ts';

const PROMISE_METHODS = new Set(['then', 'catch', 'finally']);
const MAX_DEPTH = 6;

/** The operations that builders and ORMs say in a file, in source order. */
export function builderOperations(file: SourceFile, candidates: SqlCandidates, values: DataValues, project: Project): DataOperation[] {
  const done = new Set<Node>();
  const found: DataOperation[] = [];
  for (const call of candidates.calls) {
    const top = outermost(file, call, values);
    if (done.has(top)) continue;
    done.add(top);
    const value = values.of(file, top);
    const operation = value && value.steps.length > 0 ? operationOf(file, top, value, values, project) : null;
    if (operation) found.push(operation);
  }
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** The last call of a chain that is still the library's: `db('t').where(…).first()`. */
function outermost(file: SourceFile, call: TSESTree.CallExpression, values: DataValues): TSESTree.CallExpression {
  let top = call;
  for (;;) {
    const member = file.parent(top);
    const optional = member?.type === 'TSNonNullExpression' ? file.parent(member) : member;
    if (optional?.type !== 'MemberExpression' || PROMISE_METHODS.has(keyName(optional) ?? '')) return top;
    const next = file.parent(optional);
    if (next?.type !== 'CallExpression' || next.callee !== optional || !values.of(file, next)) return top;
    top = next;
  }
}

function operationOf(file: SourceFile, node: TSESTree.CallExpression, value: DataValue, values: DataValues, project: Project): DataOperation | null {
  const here = value.steps.filter((s) => s.file === file && s.node.range[0] >= node.range[0] && s.node.range[1] <= node.range[1]);
  const action = actionOf(value);
  if (!action || here.length === 0) return null;
  const refines = value.begun === true || here.length < value.steps.length;
  // A call on a builder that was started elsewhere refines that operation, unless it says what is done.
  if (refines && !here.some((s) => s.step.action)) return null;
  if (values.isArgument(file, node)) return null;
  const changed = value.begun === true || isChangedLater(file, node) || isChangedBefore(file, node, values);
  const reader = new FieldReader(values, project);
  for (const step of value.steps) reader.step(step);
  const returns = returnsRow(value, action, file);
  const rows = action === 'read' ? rowsOf(value, node, file, changed) : null;
  const told = reader.many ?? value.steps.findLast((s) => s.step.many !== undefined)?.step.many ?? null;
  const [first] = here;
  const callee = first ? unwrapAwait(first.node.callee) : null;
  return {
    node,
    file,
    client: value.client.name,
    dialect: value.dialect,
    action,
    table: value.table ?? reader.table,
    ...(value.named && { named: value.named }),
    target: callee?.type === 'MemberExpression' ? originOf(file, callee.object) : callee ? originOf(file, callee) : null,
    many: rows?.single ? false : (told ?? (rows?.limited || (rows && reader.where.length === 0 && !reader.openWhere) ? true : null)),
    data: reader.data,
    openData: action !== 'read' && (reader.openData || changed),
    whole: reader.whole,
    where: reader.where,
    openWhere: reader.openWhere || changed,
    returnsRow: changed && returns === false ? null : returns,
    skipsConflicts: value.steps.some((s) => s.step.skips || (s.step.skipFlag && isTrue(s, s.step.skipFlag)) || conflictOf(s) === 'doNothing'),
    ...(value.steps.some((s) => s.step.gathered) ? { gathered: true } : {}),
    ...(action === 'upsert' && value.steps.some((s) => s.step.entity) ? { saves: true } : {}),
    ...(value.client.callbacks && isFunction(node.arguments.at(-1)) ? { calledBack: true } : {}),
    limited: rows?.limited ?? null,
    skipped: rows?.skipped ?? null,
    ordered: rows?.ordered ?? null,
    bound: rows?.bound ?? null,
    query: null,
    owner: enclosingFunction(file, node),
  };
}

function actionOf(value: DataValue): Action | null {
  const action = value.steps.findLast((s) => s.step.action)?.step.action ?? kindOf(value)?.action ?? null;
  const upserts = value.steps.some((s) => s.step.upserts || conflictOf(s) === 'doUpdateSet');
  const isNew = action === 'upsert' && value.steps.at(-1)?.made;
  return action === 'create' && upserts ? 'upsert' : isNew ? 'create' : action;
}

/** `(oc) => oc.column('a').doNothing()`: what the callback calls. */
function conflictOf({ step, node, file }: AppliedStep): 'doNothing' | 'doUpdateSet' | null {
  const callback = step.conflict && argumentAt(node, step.conflict);
  if (!callback) return null;
  const text = file.textOf(callback);
  return /\.doNothing\s*\(/.test(text) ? 'doNothing' : /\.doUpdateSet\s*\(/.test(text) ? 'doUpdateSet' : null;
}

function returnsRow(value: DataValue, action: Action, file: SourceFile): boolean | null {
  if (action === 'read') return true;
  for (const applied of [...value.steps].reverse()) {
    const { step } = applied;
    if (step.returningFlag && argumentAt(applied.node, step.returningFlag)) return isTrue(applied, step.returningFlag) || applied.file !== file ? true : null;
    if (step.returning !== undefined) return step.returning;
  }
  return kindOf(value)?.returnsRow ?? value.steps.findLast((s) => s.step.action)?.returns ?? null;
}

function isTrue(applied: AppliedStep, place: Place): boolean {
  const node = argumentAt(applied.node, place);
  return node !== null && !(node.type === 'Literal' && (node.value === false || node.value === null));
}

/** A builder kept in a variable that more is called on: what it does in the end is not all here. */
function isChangedLater(file: SourceFile, node: Node): boolean {
  const parent = file.parent(node);
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier' ? parent.left : null;
  const references = name ? (file.variableOf(name)?.references ?? []) : [];
  return references.some((r) => r.isRead() && file.parent(r.identifier as Node)?.type === 'MemberExpression');
}

/** `query.orderBy('name'); await query.getMany()`: calls whose result nobody takes have changed the builder that runs here. */
function isChangedBefore(file: SourceFile, node: Node, values: DataValues): boolean {
  let root: Node = node;
  while (root.type === 'CallExpression' || root.type === 'MemberExpression') root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
  const variable = root.type === 'Identifier' && root !== node ? file.variableOf(root) : null;
  const value = variable ? values.of(file, root) : null;
  // A model or a client stays what it is, whatever is called on it.
  if (!variable || !value || !kindOf(value)?.builder) return false;
  return variable.references.some((r) => (r.identifier as Node).range[1] <= node.range[0] && isStatement(file, r.identifier as Node));
}

function isStatement(file: SourceFile, name: Node): boolean {
  let at = name;
  for (let outer = file.parent(at); outer && ((outer.type === 'MemberExpression' && outer.object === at) || (outer.type === 'CallExpression' && outer.callee === at)); outer = file.parent(at)) at = outer;
  return at.type === 'CallExpression' && file.parent(at)?.type === 'ExpressionStatement';
}

/** Gathers the fields that the steps of an operation write and compare. */
class FieldReader {
  readonly data: FieldValue[] = [];
  readonly where: FieldValue[] = [];
  openData = false;
  openWhere = false;
  whole: Node | null = null;
  many: boolean | null = null;
  /** Table of the row, where that says it: `em.create(User, { … })`. */
  table: string | null = null;
  readonly #values: DataValues;
  readonly #project: Project;

  constructor(values: DataValues, project: Project) {
    this.#values = values;
    this.#project = project;
  }

  step({ step, node, file, made }: AppliedStep): void {
    for (const place of step.data ?? []) this.#dataAt(file, node, place);
    if (step.setter) this.#setter(file, node);
    if (step.entity) this.#entity(file, node);
    if (made && !step.data && step.action && step.action !== 'read' && step.action !== 'delete') this.#row(made.file, made.node, 0);
    for (const place of step.where ?? []) this.#whereAt(file, node, place);
    if (step.key) this.#key(file, argumentAt(node, step.key), node);
    if (step.criteria) this.#criteria(file, node, step);
    if (step.condition) this.#condition(file, node.arguments);
    if (step.opensWhere) this.openWhere = true;
  }

  #dataAt(file: SourceFile, call: TSESTree.CallExpression, place: Place): void {
    const node = argumentAt(call, place);
    if (node) this.#row(file, node, 0);
    else if (place.length === 1 || !isWrittenOut(call, place)) this.openData = true;
  }

  #setter(file: SourceFile, call: TSESTree.CallExpression): void {
    const [first, second] = call.arguments;
    const column = first && stringValue(first);
    if (column !== null && column !== undefined && second) this.data.push({ column: lastPart(column), value: second, file });
    else if (first) this.#row(file, first, 0);
  }

  #entity(file: SourceFile, call: TSESTree.CallExpression): void {
    const [first, second] = call.arguments;
    const isClass = first?.type === 'Identifier' && this.#project.follow(originOf(file, first)).kind === 'class';
    const row = isClass ? second : first;
    if (isClass) this.table ??= this.#values.tableName(file, first);
    else if (first) this.table ??= this.#classOf(file, first);
    if (row) this.#row(file, row, 0);
    else this.openData = true;
  }

  /** Name of the class a row is an instance of. */
  #classOf(file: SourceFile, row: Node): string | null {
    const origin = this.#project.follow(originOf(file, row));
    const of = origin.kind === 'instance' ? this.#project.follow(origin.of) : null;
    return of?.kind === 'class' ? (of.node.id?.name ?? null) : null;
  }

  /** A row, or a list of rows: an object literal's fields, through constants, `map`, and makers such as `repo.create({ … })`. */
  #row(file: SourceFile, wrapped: Node, depth: number): void {
    const node = unwrapAwait(wrapped);
    if (depth > MAX_DEPTH) {
      this.openData = true;
      return;
    }
    switch (node.type) {
      case 'ObjectExpression':
        this.#fields(file, node);
        return;
      case 'ArrayExpression':
        if (node.elements.length !== 1) this.many = true;
        for (const element of node.elements) {
          if (element && element.type !== 'SpreadElement') this.#row(file, element, depth + 1);
          else this.openData = true;
        }
        return;
      case 'CallExpression': {
        const { callee } = node;
        const [first] = node.arguments;
        if (callee.type === 'MemberExpression' && keyName(callee) === 'map' && isFunction(first)) {
          this.many = true;
          for (const returned of returnedExpressions(file, first)) this.#row(file, returned, depth + 1);
          return;
        }
        const passes = this.#values.method(file, node)?.method.passes;
        const row = passes && argumentAt(node, passes);
        if (row) {
          this.table ??= this.#values.of(file, node)?.table ?? null;
          this.#row(file, row, depth + 1);
          return;
        }
        break;
      }
      case 'NewExpression': {
        const [first] = node.arguments;
        if (first && first.type !== 'SpreadElement' && this.#values.of(file, node)) {
          this.#row(file, first, depth + 1);
          return;
        }
        break;
      }
      case 'Identifier': {
        this.whole ??= node;
        const origin = originOf(file, node);
        const assigned = file.variableOf(node)?.references.some((r) => this.#isAssignedTo(file, r.identifier as Node)) ?? false;
        if (assigned) this.openData = true;
        if (origin.kind === 'value' && origin.node !== node && (origin.node.type === 'ObjectExpression' || origin.node.type === 'ArrayExpression')) this.#row(origin.file, origin.node, depth + 1);
        else if ((origin.kind === 'call' || origin.kind === 'instance') && origin.node && origin.node.type !== 'TaggedTemplateExpression') this.#row(origin.file, origin.node, depth + 1);
        else this.openData = true;
        return;
      }
    }
    this.whole ??= node;
    this.openData = true;
  }

  /** `row.a = x`, `row.push(y)`: the row grows after it is made. */
  #isAssignedTo(file: SourceFile, identifier: Node): boolean {
    const member = file.parent(identifier);
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return false;
    const parent = file.parent(member);
    return (parent?.type === 'AssignmentExpression' && parent.left === member) || (parent?.type === 'CallExpression' && parent.callee === member && keyName(member) === 'push');
  }

  #fields(file: SourceFile, object: TSESTree.ObjectExpression): void {
    if (isOpen(object)) this.openData = true;
    for (const property of object.properties) {
      if (property.type !== 'Property') continue;
      const column = keyName(property);
      if (column === null) continue;
      const value = unwrapAwait(property.value);
      if (column.startsWith('$') && value.type === 'ObjectExpression') this.#fields(file, value);
      else this.data.push(this.#connected(file, column, value) ?? { column, value: property.value, file });
    }
  }

  /** `user: { connect: { id } }`: the foreign key, by the name it has in Prisma's models. */
  #connected(file: SourceFile, column: string, value: Node): FieldValue | null {
    const connect = value.type === 'ObjectExpression' && value.properties.length === 1 ? propertyOf(value, 'connect') : null;
    const target = connect?.value.type === 'ObjectExpression' ? propertyOf(connect.value, 'id') : null;
    return target ? { column: `${column}Id`, value: target.value, file } : null;
  }

  #whereAt(file: SourceFile, call: TSESTree.CallExpression, place: Place): void {
    const node = argumentAt(call, place);
    if (node) this.#filter(file, node, 0);
    else if (!isWrittenOut(call, place)) this.openWhere = true;
  }

  #key(file: SourceFile, value: Node | null, call: TSESTree.CallExpression): void {
    if (value) this.where.push({ column: 'id', value, file });
    else if (call.arguments.length > 0) this.openWhere = true;
  }

  #criteria(file: SourceFile, call: TSESTree.CallExpression, { criteria, action }: Step): void {
    const node = criteria && argumentAt(call, criteria);
    if (!node) {
      if (call.arguments.length > 0) this.openWhere = true;
      return;
    }
    const value = unwrapAwait(node);
    const origin = value.type === 'Identifier' ? originOf(file, value) : null;
    if (value.type === 'ObjectExpression' || origin?.kind === 'value') this.#filter(file, value, 0);
    else if (value.type === 'ArrayExpression') this.openWhere = true;
    else if (action === 'read' && value.type !== 'Identifier' && value.type !== 'MemberExpression' && value.type !== 'Literal') this.openWhere = true;
    else this.where.push({ column: 'id', value: node, file });
  }

  /** An object of equalities: `{ id, role: 'x' }`. Operators, relations and alternatives leave it open. */
  #filter(file: SourceFile, wrapped: Node, depth: number): void {
    const node = unwrapAwait(wrapped);
    if (node.type === 'Identifier' && depth < MAX_DEPTH) {
      const origin = originOf(file, node);
      if (origin.kind === 'value' && origin.node.type === 'ObjectExpression') {
        this.#filter(origin.file, origin.node, depth + 1);
        return;
      }
      if (origin.kind === 'call' && origin.node.type === 'CallExpression') {
        this.#call(origin.file, origin.node, depth + 1);
        return;
      }
    }
    if (node.type !== 'ObjectExpression' || depth > MAX_DEPTH) {
      this.openWhere = true;
      return;
    }
    if (isOpen(node)) this.openWhere = true;
    for (const property of node.properties) {
      if (property.type !== 'Property') continue;
      const column = keyName(property);
      if (column === null) continue;
      if (column === 'AND') this.#all(file, property.value, depth + 1);
      else if (column === 'OR' || column === 'NOT' || column.startsWith('$')) this.openWhere = true;
      else this.#equality(file, column, property.value, depth);
    }
  }

  #all(file: SourceFile, wrapped: Node, depth: number): void {
    const node = unwrapAwait(wrapped);
    if (node.type !== 'ArrayExpression') this.#filter(file, node, depth);
    else for (const element of node.elements) if (element && element.type !== 'SpreadElement') this.#filter(file, element, depth);
  }

  #equality(file: SourceFile, column: string, wrapped: Node, depth: number): void {
    const value = unwrapAwait(wrapped);
    if (value.type === 'ObjectExpression') {
      const equals = propertyOf(value, 'equals') ?? propertyOf(value, '$eq');
      const keys = value.properties.map((p) => (p.type === 'Property' ? keyName(p) : null));
      if (equals && value.properties.length === 1) this.where.push({ column, value: equals.value, file });
      // a compound unique key: `userId_postId: { userId, postId }`
      else if (column.includes('_') && keys.length > 1 && keys.every((k) => k !== null && column.includes(k))) this.#filter(file, value, depth + 1);
      else this.openWhere = true;
      return;
    }
    const isOperator =
      value.type === 'ArrayExpression' ||
      ((value.type === 'ConditionalExpression' || value.type === 'LogicalExpression') && branches(value).some((b) => b.type === 'ObjectExpression')) || (value.type === 'CallExpression' && this.#isOperator(file, value));
    if (isOperator) this.openWhere = true;
    else this.where.push({ column: lastPart(column), value: wrapped, file });
  }

  /** `In([…])`, `Not(x)`, `Op.in`: a call of a library inside a filter is no value. */
  #isOperator(file: SourceFile, call: TSESTree.CallExpression): boolean {
    const origin = originOf(file, call.callee);
    return origin.kind === 'import' && !origin.from.startsWith('.');
  }

  #condition(file: SourceFile, given: readonly TSESTree.CallExpressionArgument[]): void {
    const [first, second, third] = given;
    if (!first || first.type === 'SpreadElement') {
      this.openWhere = true;
      return;
    }
    const head = unwrapAwait(first);
    const text = stringValue(head);
    if (head.type === 'ObjectExpression' || (text === null && !second && head.type === 'Identifier')) this.#filter(file, head, 0);
    else if (text !== null && second) this.#pair(file, text, second, third);
    else if (head.type === 'CallExpression') this.#call(file, head, 0);
    else this.openWhere = true;
  }

  #pair(file: SourceFile, text: string, second: Node, third: Node | undefined): void {
    if (!/^[\w.`"[\]]+$/.test(text)) {
      const named = /^\s*["`]?(?:\w+["`]?\.)?["`]?(\w+)["`]?\s*=\s*:(\w+)\s*$/.exec(text);
      const object = unwrapAwait(second);
      const value = named?.[2] !== undefined && object.type === 'ObjectExpression' ? propertyOf(object, named[2]) : null;
      if (named?.[1] !== undefined && value) this.where.push({ column: named[1], value: value.value, file });
      else this.openWhere = true;
      return;
    }
    const operator = third ? stringValue(second) : '=';
    if (operator === '=') this.where.push({ column: lastPart(text), value: third ?? second, file });
    else this.openWhere = true;
  }

  /** `eq(users.id, id)`, `and(eq(…), eq(…))`. */
  #call(file: SourceFile, call: TSESTree.CallExpression, depth: number): void {
    const symbol = this.#project.symbol(originOf(file, call.callee));
    const role = symbol === null ? null : functionRole(symbol);
    const [left, right] = call.arguments;
    if (role === 'all' && depth < MAX_DEPTH) {
      for (const argument of call.arguments) {
        const inner = unwrapAwait(argument);
        if (inner.type === 'CallExpression') this.#call(file, inner, depth + 1);
        else this.openWhere = true;
      }
      return;
    }
    const column = left ? memberChain(left).path.at(-1) : null;
    if (role === 'equals' && column !== null && column !== undefined && right) this.where.push({ column, value: right, file });
    else this.openWhere = true;
  }
}

function branches(node: TSESTree.ConditionalExpression | TSESTree.LogicalExpression): Node[] {
  return (node.type === 'ConditionalExpression' ? [node.consequent, node.alternate] : [node.left, node.right]).map(unwrapAwait);
}

/** Whether the argument that a place is in is an object without a spread, so that a missing property is not there. */
function isWrittenOut(call: TSESTree.CallExpression, [index, ...path]: Place): boolean {
  const argument = call.arguments.at(index);
  if (!argument) return true;
  if (path.length === 0) return false;
  const object = unwrapAwait(argument);
  return object.type === 'ObjectExpression' && !isOpen(object);
}

function lastPart(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1).replaceAll(/["`]/g, '');
}
