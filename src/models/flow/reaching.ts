import type { Node, NodeOf, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, isFunction, patternPath, stringValue, unwrap } from '../../ast/syntax.ts';

/** A property name; `*`: any element or an unknown key; `#key`: the names of the properties themselves. */
export type AccessPath = readonly string[];
export const ANY = '*';
export const KEY = '#key';

/** What a variable may hold at some place. */
export type Definition =
  /** An expression, or what lies below it. */
  | { readonly kind: 'value'; readonly node: Node; readonly path: AccessPath }
  /** What the variable was declared as: its parameter, import, function, class, `catch`. */
  | { readonly kind: 'declared' }
  /** Whatever it was, a check lets only known values pass. */
  | { readonly kind: 'validated'; readonly node: Node }
  /** `x++` */
  | { readonly kind: 'number'; readonly node: Node }
  | { readonly kind: 'unknown'; readonly node: Node };

type Validates = (test: Node, truth: boolean) => boolean;

/** Identifiers that write the variable, its declaration with a value included. */
export function writesOf(variable: Variable): readonly Node[] {
  return variable.references.filter((r) => r.isWrite()).map((r) => r.identifier as Node);
}

/** Whether the variable has one value for all its life. */
export function isFixed(variable: Variable): boolean {
  const writes = variable.references.filter((r) => r.isWrite());
  const definition = variable.defs[0];
  if (variable.defs.length !== 1) return false;
  if (definition?.type !== 'Variable') return writes.length === 0 || (definition?.type === 'Parameter' && writes.every((r) => r.init));
  return writes.length <= 1 && writes.every((r) => r.init || writes.length === 0);
}

/**
 * The definitions of a variable that reach a use. Structural and backwards: an assignment that surely ran before the use
 * hides the earlier ones, branches are joined, a branch that leaves does not count, loops bring later assignments round.
 * `validates` tells whether a test with an outcome proves the variable to be harmless.
 */
export function reachingDefinitions(file: SourceFile, variable: Variable, use: Node, validates: Validates): readonly Definition[] {
  const writes = writesOf(variable);
  if (isFixed(variable)) {
    const only = writes[0];
    const declared = variable.defs[0];
    if (declared?.type !== 'Variable') return [{ kind: 'declared' }];
    return only ? definitionAt(file, only) : loopDefinition(file, variable);
  }
  return new Reaching(file, variable, writes, validates).before(use);
}

/** `for (const x of xs)` in hosts that do not count it as a write. */
function loopDefinition(file: SourceFile, variable: Variable): readonly Definition[] {
  const name = variable.identifiers[0] as Node | undefined;
  return name ? definitionAt(file, name) : [];
}

/** What a writing identifier gives the variable. */
function definitionAt(file: SourceFile, name: Node): Definition[] {
  let pattern: Node = name;
  for (let parent = file.parent(pattern); parent; parent = file.parent(parent)) {
    switch (parent.type) {
      case 'Property':
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'RestElement':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
        pattern = parent;
        continue;
      case 'AssignmentPattern':
        if (parent.left !== pattern && !contains(parent.left, name)) return [];
        pattern = parent;
        continue;
      case 'VariableDeclarator': {
        const loop = file.parent(parent)?.parent;
        if ((loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') && contains(loop.left, parent)) return below(parent.id, name, loop.right, [loop.type === 'ForInStatement' ? KEY : ANY]);
        return parent.init ? below(parent.id, name, parent.init, []) : [];
      }
      case 'AssignmentExpression':
        return below(parent.left, name, parent.right, []);
      case 'ForOfStatement':
        return below(parent.left, name, parent.right, [ANY]);
      case 'ForInStatement':
        return below(parent.left, name, parent.right, [KEY]);
      case 'UpdateExpression':
        return [{ kind: 'number', node: parent }];
      default:
        return isFunction(parent) ? [{ kind: 'declared' }] : [{ kind: 'unknown', node: name }];
    }
  }
  return [{ kind: 'unknown', node: name }];
}

function below(pattern: Node, name: Node, value: Node, prefix: AccessPath): Definition[] {
  const found = patternPath(pattern, name);
  if (!found) {
    // A rest element of an array, or below a computed key: any part of the value.
    return [{ kind: 'value', node: value, path: [...prefix, ANY] }];
  }
  const definitions: Definition[] = [{ kind: 'value', node: value, path: [...prefix, ...found.path] }];
  if (found.fallback) definitions.push({ kind: 'value', node: found.fallback, path: [] });
  return definitions;
}

class Reaching {
  readonly #file: SourceFile;
  readonly #variable: Variable;
  readonly #writes: readonly Node[];
  readonly #validates: Validates;

  constructor(file: SourceFile, variable: Variable, writes: readonly Node[], validates: Validates) {
    this.#file = file;
    this.#variable = variable;
    this.#writes = writes;
    this.#validates = validates;
  }

  before(use: Node): readonly Definition[] {
    const found: Definition[] = [];
    const home = this.#variable.scope.block as Node;
    let at = use;
    for (let parent = this.#file.parent(at); parent; at = parent, parent = this.#file.parent(at)) {
      if (this.#leaving(parent, at, found)) return found;
      if (parent === home && isFunction(parent)) break;
      if (isFunction(parent) && !this.#settledBefore(parent)) {
        // A closure that outlives the place it stands in may see any assignment.
        return this.#all();
      }
    }
    if (this.#variable.defs.some((d) => d.type !== 'Variable')) found.push({ kind: 'declared' });
    return found;
  }

  #all(): readonly Definition[] {
    const found = this.#writes.flatMap((w) => definitionAt(this.#file, w));
    if (this.#variable.defs.some((d) => d.type !== 'Variable')) found.push({ kind: 'declared' });
    return found;
  }

  /** Whether every assignment stands before a function begins, outside other functions: the closure sees the last one. */
  #settledBefore(fn: Node): boolean {
    return this.#writes.every((w) => w.range[1] <= fn.range[0] && !this.#insideInner(w));
  }

  #insideInner(write: Node): boolean {
    const home = this.#variable.scope.block as Node;
    for (let at = this.#file.parent(write); at && at !== home; at = this.#file.parent(at)) if (isFunction(at)) return true;
    return false;
  }

  /** Goes from a node to what runs before it inside its parent. True when an assignment there hides all earlier ones. */
  #leaving(parent: Node, at: Node, found: Definition[]): boolean {
    switch (parent.type) {
      case 'Program':
      case 'BlockStatement':
      case 'StaticBlock':
        return this.#list(parent.body, parent.body.indexOf(at as never), found);
      case 'SwitchCase': {
        const index = parent.consequent.indexOf(at as never);
        if (index >= 0 && this.#list(parent.consequent, index, found)) return true;
        const cases = this.#file.parent(parent);
        if (cases?.type !== 'SwitchStatement') return false;
        for (let i = cases.cases.indexOf(parent) - 1; i >= 0; i--) {
          const earlier = cases.cases[i];
          if (!earlier || earlier.consequent.some(leaves)) break;
          if (earlier.consequent.length > 0 && this.#list(earlier.consequent, earlier.consequent.length, found)) break;
        }
        return false;
      }
      case 'VariableDeclaration': {
        const index = parent.declarations.indexOf(at as never);
        for (let i = index - 1; i >= 0; i--) {
          const earlier = parent.declarations[i];
          if (earlier && this.#declarator(earlier, found)) return true;
        }
        return false;
      }
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        for (const part of parent.type === 'ForStatement' ? [parent.body, parent.update, parent.test] : [parent.body, parent.test]) if (part) this.#scatter(part, found);
        return parent.type === 'ForStatement' && at !== parent.init && parent.init ? this.#scan(parent.init, found) : false;
      case 'ForOfStatement':
      case 'ForInStatement':
        if (at === parent.right) return false;
        this.#scatter(parent.body, found);
        return this.#scan(parent.left, found);
      case 'TryStatement':
        if (at !== parent.block) this.#scatter(parent.block, found);
        if (at === parent.finalizer && parent.handler) this.#scatter(parent.handler, found);
        return false;
      case 'IfStatement':
      case 'ConditionalExpression':
        if (at !== parent.test) this.#scatter(parent.test, found);
        return false;
      case 'LogicalExpression':
        if (at === parent.right) this.#scatter(parent.left, found);
        return false;
      default:
        return false;
    }
  }

  /** Statements before a place in a list, from the last to the first. */
  #list(statements: readonly Node[], end: number, found: Definition[]): boolean {
    for (let i = end - 1; i >= 0; i--) {
      const statement = statements[i];
      if (statement && this.#scan(statement, found)) return true;
    }
    return false;
  }

  /** Definitions that leave a statement at its end. True when none from before it can. */
  #scan(node: Node, found: Definition[]): boolean {
    switch (node.type) {
      case 'IfStatement':
        return this.#branches(node.test, [node.consequent, node.alternate], found);
      case 'VariableDeclaration':
        return node.declarations.toReversed().some((d) => this.#declarator(d, found));
      case 'ExportNamedDeclaration':
        return node.declaration ? this.#scan(node.declaration, found) : false;
      default:
        break;
    }
    if (!this.#writes.some((w) => contains(node, w))) return this.#checked(node, found);
    switch (node.type) {
      case 'ExpressionStatement':
        return this.#expression(node.expression, found);
      case 'BlockStatement':
        return this.#block(node.body, found);
      case 'LabeledStatement':
        return this.#scan(node.body, found);
      case 'DoWhileStatement':
        this.#scatter(node.test, found);
        return this.#scan(node.body, found);
      case 'TryStatement':
        return this.#try(node, found);
      case 'SwitchStatement':
        return this.#switch(node.cases, found);
      case 'AssignmentExpression':
        return this.#expression(node, found);
      default:
        this.#scatter(node, found);
        return false;
    }
  }

  /** A statement without assignments may still be a check: `assert(ALLOWED.has(x))`. */
  #checked(node: Node, found: Definition[]): boolean {
    if (node.type === 'BlockStatement' || node.type === 'TryStatement') return false;
    if (!this.#validates(node, true)) return false;
    found.push({ kind: 'validated', node });
    return true;
  }

  #branches(test: Node, branches: readonly [Node, Node | null], found: Definition[]): boolean {
    let passes = false;
    let proof = false;
    for (const [i, branch] of branches.entries()) {
      if (branch && leaves(branch)) continue;
      if (branch && this.#scan(branch, found)) continue;
      if (this.#validates(test, i === 0)) proof = true;
      else passes = true;
    }
    this.#scatter(test, found);
    if (passes) return false;
    if (proof) found.push({ kind: 'validated', node: test });
    return true;
  }

  #block(statements: readonly Node[], found: Definition[]): boolean {
    return this.#list(statements, statements.length, found);
  }

  #try(node: NodeOf<'TryStatement'>, found: Definition[]): boolean {
    if (node.finalizer && this.#scan(node.finalizer, found)) return true;
    const block = leaves(node.block) || this.#scan(node.block, found);
    if (!node.handler) return block;
    if (leaves(node.handler.body)) return block;
    this.#scatter(node.block, found);
    const handler = this.#scan(node.handler.body, found);
    return block && handler;
  }

  #switch(cases: readonly NodeOf<'SwitchCase'>[], found: Definition[]): boolean {
    let passes = !cases.some((c) => c.test === null);
    for (const [i, one] of cases.entries()) {
      const isLast = i === cases.length - 1;
      const statements = one.consequent.flatMap((s) => (s.type === 'BlockStatement' ? s.body : [s]));
      const end = statements.findIndex(leaves);
      const last = statements[end];
      if (last && last.type !== 'BreakStatement') continue;
      const hidden = this.#list(statements, end < 0 ? statements.length : end, found);
      if ((end >= 0 || isLast) && !hidden) passes = true;
    }
    return !passes;
  }

  #declarator(node: Node, found: Definition[]): boolean {
    if (node.type !== 'VariableDeclarator') return false;
    const own = this.#variable.identifiers.find((n) => contains(node.id, n as Node)) as Node | undefined;
    if (!own) {
      if (node.init) this.#scatter(node.init, found);
      return false;
    }
    found.push(...definitionAt(this.#file, own));
    return true;
  }

  #expression(node: Node, found: Definition[]): boolean {
    const inner = unwrap(node);
    if (inner.type === 'AssignmentExpression') {
      const target = this.#writes.find((w) => contains(inner.left, w));
      if (target) {
        found.push(...definitionAt(this.#file, target));
        this.#scatter(inner.right, found);
        return inner.operator === '=';
      }
      return this.#expression(inner.right, found);
    }
    if (inner.type === 'AwaitExpression') return this.#expression(inner.argument, found);
    this.#scatter(inner, found);
    return false;
  }

  /** Every definition inside a node, none of which is sure to run. */
  #scatter(node: Node, found: Definition[]): void {
    for (const write of this.#writes) if (contains(node, write)) found.push(...definitionAt(this.#file, write));
  }
}

/** Whether control never gets past a statement: it returns, throws, breaks or continues. */
export function leaves(node: Node): boolean {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'BlockStatement':
      return node.body.some(leaves);
    case 'IfStatement':
      return node.alternate !== null && leaves(node.consequent) && leaves(node.alternate);
    case 'TryStatement':
      return (node.finalizer !== null && leaves(node.finalizer)) || (leaves(node.block) && (!node.handler || leaves(node.handler.body)));
    case 'ExpressionStatement': {
      const call = unwrap(node.expression);
      // process.exit() never returns.
      return call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && call.callee.object.type === 'Identifier' && call.callee.object.name === 'process' && call.callee.property.type === 'Identifier' && call.callee.property.name === 'exit';
    }
    default:
      return false;
  }
}

/** A constant key of a computed member for access paths: its text, or any. */
export function keyOf(name: string | null, computed: Node | null): string {
  return name ?? (computed && stringValue(computed)) ?? ANY;
}

/** What a variable is declared with and what is assigned to it as a whole, anywhere. */
export function assignedTo(variable: Variable): Node[] {
  return variable.references.flatMap((reference) => (reference.isWrite() ? ((reference.writeExpr as Node | null | undefined) ?? []) : []));
}
