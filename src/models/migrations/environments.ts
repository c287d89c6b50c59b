import type { TSESTree } from '@typescript-eslint/utils';
import { leaves } from '../../ast/order.ts';
import { isReassigned, originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { isExported } from '../reach/model.ts';

const TEST = 1;
const PRODUCTION = 2;
const DEVELOPMENT = 4;
/** What stands between development and production. */
const STAGING = 8;
const ALL = TEST | PRODUCTION | DEVELOPMENT | STAGING;

/** The environments, as bits, in which a condition is known to hold, and those in which it may. */
interface Where {
  readonly must: number;
  readonly may: number;
}
const NOWHERE: Where = { must: 0, may: 0 };
const EVERYWHERE: Where = { must: ALL, may: ALL };
const UNKNOWN: Where = { must: 0, may: ALL };

/** Words by which a text says an environment. */
const ENVIRONMENTS: Readonly<Record<string, number>> = {
  test: TEST, testing: TEST, tests: TEST, ci: TEST, e2e: TEST, jest: TEST, vitest: TEST,
  production: PRODUCTION, prod: PRODUCTION, live: PRODUCTION,
  development: DEVELOPMENT, develop: DEVELOPMENT, dev: DEVELOPMENT, local: DEVELOPMENT,
  staging: STAGING, stage: STAGING, preview: STAGING, sandbox: STAGING,
};
const MAX_DEPTH = 12;
const MAX_CALLERS = 3;

/** What an expression is when no variable of the environment is set. */
type Value = { readonly known: string | number | boolean | null | undefined } | null;

/** Conditions on the environment a program runs in; variables of the environment count with their default. */
export class Environments {
  readonly #project: Project;
  readonly #unset: boolean;

  /** `unset`: whether variables that no code gives a default count as not set; else they are unknown. */
  constructor(project: Project, unset = true) {
    this.#project = project;
    this.#unset = unset;
  }

  /** Whether a condition is known to hold somewhere but in tests. Unknown is no. */
  holdsOutsideTests(file: SourceFile, condition: Node): boolean {
    return isBeyondTests(this.#where(file, condition, 0));
  }

  /** Whether a call is known to run somewhere but in tests: by the conditions around it and around the calls of its function. */
  runsOutsideTests(file: SourceFile, node: Node): boolean {
    return isBeyondTests(this.#reached(file, node, 0));
  }

  /** Whether a call runs in tests at most. */
  runsInTestsOnly(file: SourceFile, node: Node): boolean {
    return (this.#reached(file, node, 0).may & ~TEST) === 0;
  }

  /** Whether a call may run in production: unknown is yes. */
  mayRunInProduction(file: SourceFile, node: Node): boolean {
    return (this.#reached(file, node, 0).may & PRODUCTION) !== 0;
  }

  #reached(file: SourceFile, node: Node, depth: number): Where {
    let where = EVERYWHERE;
    let inner = node;
    for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
      where = both(where, this.#guard(file, outer, inner));
      if (isFunction(outer)) {
        const called = depth < MAX_CALLERS ? this.#callers(file, outer, depth) : EVERYWHERE;
        return both(where, called);
      }
    }
    return where;
  }

  /** What a node around another says about when that one runs. */
  #guard(file: SourceFile, outer: Node, inner: Node): Where {
    switch (outer.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (inner === outer.test) return EVERYWHERE;
        return inner === outer.consequent ? this.#where(file, outer.test, 0) : not(this.#where(file, outer.test, 0));
      case 'LogicalExpression':
        if (inner !== outer.right) return EVERYWHERE;
        return outer.operator === '&&' ? this.#where(file, outer.left, 0) : outer.operator === '||' ? not(this.#where(file, outer.left, 0)) : UNKNOWN;
      case 'BlockStatement':
      case 'Program':
        return outer.body.reduce((where, statement) => {
          const isExit = statement.type === 'IfStatement' && statement.range[1] <= inner.range[0] && !statement.alternate && leaves(statement.consequent);
          return isExit ? both(where, not(this.#where(file, statement.test, 0))) : where;
        }, EVERYWHERE);
      case 'SwitchCase':
        return outer.test ? UNKNOWN : EVERYWHERE;
      default:
        return EVERYWHERE;
    }
  }

  /** Where the calls of a function stand that only its own file can call; everywhere for any other. */
  #callers(file: SourceFile, fn: FunctionNode, depth: number): Where {
    const parent = file.parent(fn);
    const name = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
    if (!name) {
      // a callback, or what is called where it stands: when that runs
      return parent?.type === 'CallExpression' ? this.#reached(file, parent, depth) : EVERYWHERE;
    }
    const uses = (file.variableOf(name)?.references ?? []).filter((reference) => reference.isRead()).map(({ identifier }) => identifier as Node);
    const calls = uses.filter((use) => file.parent(use)?.type === 'CallExpression' && !contains(fn, use));
    if (uses.length === 0 || calls.length < uses.length || isExported(file, fn)) return EVERYWHERE;
    return calls.reduce((where, call) => either(where, this.#reached(file, call, depth + 1)), NOWHERE);
  }

  /** Where an expression is true. */
  #where(file: SourceFile, expression: Node, depth: number): Where {
    if (depth > MAX_DEPTH) return UNKNOWN;
    const node = unwrapAwait(expression);
    switch (node.type) {
      case 'UnaryExpression':
        return node.operator === '!' ? not(this.#where(file, node.argument, depth + 1)) : UNKNOWN;
      case 'LogicalExpression':
        return this.#logical(file, node, depth + 1);
      case 'ConditionalExpression': {
        const test = this.#where(file, node.test, depth + 1);
        const [then, other] = [this.#where(file, node.consequent, depth + 1), this.#where(file, node.alternate, depth + 1)];
        return either(both(test, then), both(not(test), other));
      }
      case 'BinaryExpression':
        return this.#comparison(file, node, depth + 1);
      case 'CallExpression':
        return this.#call(file, node, depth + 1);
      default: {
        const value = this.#value(file, node, depth + 1);
        if (value) return value.known ? EVERYWHERE : NOWHERE;
        const written = this.#written(file, node);
        return written ? this.#where(written.file, written.node, depth + 1) : UNKNOWN;
      }
    }
  }

  #logical(file: SourceFile, node: TSESTree.LogicalExpression, depth: number): Where {
    if (node.operator === '??') {
      const left = this.#value(file, node.left, depth);
      return left && (left.known === undefined || left.known === null) ? this.#where(file, node.right, depth) : this.#where(file, node.left, depth);
    }
    const [left, right] = [this.#where(file, node.left, depth), this.#where(file, node.right, depth)];
    return node.operator === '&&' ? both(left, right) : either(left, right);
  }

  #comparison(file: SourceFile, node: TSESTree.BinaryExpression, depth: number): Where {
    const isEqual = node.operator === '===' || node.operator === '==';
    if (!isEqual && node.operator !== '!==' && node.operator !== '!=') return UNKNOWN;
    const [left, right] = [this.#value(file, node.left, depth), this.#value(file, node.right, depth)];
    const named = environment(right) ?? environment(left);
    if (named !== null) return isEqual ? named : not(named);
    if (!left || !right) return UNKNOWN;
    return (left.known === right.known) === isEqual ? EVERYWHERE : NOWHERE;
  }

  /** `Boolean(x)`, `['development', 'test'].includes(x)`, `config.get('sync', true)`. */
  #call(file: SourceFile, node: TSESTree.CallExpression, depth: number): Where {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    const symbol = symbolOf(originOf(file, callee));
    if (symbol === 'global#Boolean' && first) return this.#where(file, first, depth);
    if (callee.type !== 'MemberExpression') return UNKNOWN;
    const list = unwrap(callee.object);
    if (keyName(callee) === 'includes' && list.type === 'ArrayExpression') {
      return list.elements.reduce((where, element) => {
        const named = element ? environment(this.#value(file, element, depth)) : null;
        return either(where, named ?? UNKNOWN);
      }, NOWHERE);
    }
    // the default of ConfigService of @nestjs/config
    const fallback = /^new @nestjs\/config#ConfigService\.get$/u.test(this.#project.symbol(originOf(file, callee)) ?? '') ? node.arguments[1] : undefined;
    return fallback && unwrap(fallback).type !== 'ObjectExpression' ? this.#where(file, fallback, depth) : UNKNOWN;
  }

  /** What an expression is with no variable of the environment set; null when that is not known, and for the name of the environment. */
  #value(file: SourceFile, expression: Node, depth: number): Value {
    if (depth > MAX_DEPTH) return null;
    const node = unwrap(expression);
    if (node.type === 'LogicalExpression' && node.operator !== '&&') {
      const left = this.#value(file, node.left, depth + 1);
      const isLeft = node.operator === '??' ? left?.known !== undefined && left.known !== null : Boolean(left?.known);
      return !left || isLeft ? left : this.#value(file, node.right, depth + 1);
    }
    // `process.env.SYNC?.toLowerCase()`
    if (node.type === 'CallExpression') {
      const callee = unwrap(node.callee);
      const object = callee.type === 'MemberExpression' && callee.optional ? this.#value(file, callee.object, depth + 1) : null;
      return object && object.known === undefined ? object : null;
    }
    if (isVariable(originOf(file, node))) return this.#unset ? { known: undefined } : null;
    const constants = this.#project.constants(file, node);
    if (constants) return constants.length === 1 ? { known: constants[0] } : null;
    const written = this.#written(file, node);
    return written && this.#value(written.file, written.node, depth + 1);
  }

  /** The expression that a constant stands for, in this file or another. */
  #written(file: SourceFile, node: Node): { readonly file: SourceFile; readonly node: Node } | null {
    if (node.type === 'Identifier') {
      const variable = file.variableOf(node);
      const declarator = variable?.defs[0]?.node as Node | undefined;
      if (declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier') {
        return variable && !isReassigned(variable) && declarator.init ? { file, node: declarator.init } : null;
      }
    }
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return null;
    const origin = this.#project.follow(originOf(file, node));
    return origin.kind === 'value' && origin.node !== node ? { file: origin.file, node: origin.node } : null;
  }
}

/** A variable of the environment other than the one that names it. */
function isVariable(origin: Origin): boolean {
  const name = /^global#process\.env\.(\w+)$/u.exec(symbolOf(origin) ?? '')?.[1];
  return name !== undefined && !/(?:^|_)ENV(?:IRONMENT)?$/u.test(name);
}

/** The environment that a text names; null for any other value. */
function environment(value: Value): Where | null {
  const word = typeof value?.known === 'string' ? value.known.toLowerCase() : '';
  const bits = Object.hasOwn(ENVIRONMENTS, word) ? ENVIRONMENTS[word] : undefined;
  return bits === undefined ? null : { must: bits, may: bits };
}

function isBeyondTests({ must }: Where): boolean {
  return (must & ~TEST) !== 0;
}

function not({ must, may }: Where): Where {
  return { must: ALL & ~may, may: ALL & ~must };
}

function both(a: Where, b: Where): Where {
  return { must: a.must & b.must, may: a.may & b.may };
}

function either(a: Where, b: Where): Where {
  return { must: a.must | b.must, may: a.may | b.may };
}
