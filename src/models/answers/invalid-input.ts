import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import { canFollow } from '../../ast/order.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, keyName, memberChain, patternNames, patternPath, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { RequestPart, RequestRead } from '../http/types.ts';
import { identityRead } from '../identity/model.ts';
import { isBookkeeping } from '../safe-methods/bookkeeping.ts';
import { sqlModel } from '../sql/model.ts';
import { schemaParseOf } from '../validation/parse.ts';
import { libraryOf } from '../validation/read.ts';
import { answersOf } from './answers.ts';
import type { Answer } from './answers.ts';
import { conditionOf, definitionOf } from './conditions.ts';
import type { Condition } from './conditions.ts';

/** Data whose validation is the client's business; a header or cookie may be a credential. */
const INPUT: ReadonlySet<RequestPart> = new Set(['body', 'query', 'params']);
const ERROR_CLASS = /[#.](?:Zod(?:Real)?|Vali|Validation)Error$/;
const RESULTS: ReadonlySet<string> = new Set(['express-validator#validationResult', 'express-validator/check#validationResult']);

/** An answer that is given because a validator has refused what the request holds. */
export interface Refusal {
  readonly answer: Answer;
  /** The part that was validated; null where it may be any. */
  readonly part: RequestPart | null;
}

/** A validator that is asked after the database: with data that is not checked yet, or when something is written already. */
export interface LateValidation {
  readonly node: Node;
  readonly part: RequestPart;
  readonly isWritten: boolean;
}

/** The answers of a file, and exceptions of its handlers, to data that a validator has refused. */
export const refusalsOf = perFile((context): readonly Refusal[] => {
  const answers = answersOf(context);
  if (answers.length === 0) return [];
  const file = sourceFileOf(context);
  return answers.flatMap((answer): Refusal[] => {
    const { status, handler, write, at } = answer;
    if (status < 400 || handler.kind === 'error' || write?.form?.page) return [];
    const condition = conditionOf(file, handler.fn, at);
    const validated = condition && validatedBy(context, condition);
    return validated ? [{ answer, part: validated.part }] : [];
  });
});

interface Validated {
  readonly part: RequestPart | null;
}

function validatedBy(context: RuleContext, condition: Condition): Validated | null {
  if (condition.kind === 'catch') return null;
  return condition.kind === 'if' ? failed(context, condition.test) : passed(context, condition.test);
}

/** What was validated where a condition says that it has failed, and nothing else. */
function failed(context: RuleContext, test: Node): Validated | null {
  const file = sourceFileOf(context);
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') {
    const [left, right] = inner.operator === '||' ? [failed(context, inner.left), failed(context, inner.right)] : [null, null];
    return left && right && { part: left.part === right.part ? left.part : null };
  }
  if (inner.type === 'UnaryExpression') return inner.operator === '!' ? told(context, inner.argument, 'success') : null;
  if (inner.type !== 'BinaryExpression') return told(context, inner, 'error');
  const { left, right, operator } = inner;
  if (operator === 'instanceof') return refused(context, left, right);
  const other = unwrap(right);
  if (operator === '===' || operator === '==') return other.type === 'Literal' && other.value === false ? told(context, left, 'success') : null;
  const isNone = (other.type === 'Literal' && other.value === null) || file.textOf(other) === 'undefined';
  return isNone && (operator === '!==' || operator === '!=') ? told(context, left, 'error') : null;
}

/** What was validated where a condition says that it has passed. */
function passed(context: RuleContext, test: Node): Validated | null {
  const inner = unwrap(test);
  return inner.type === 'UnaryExpression' && inner.operator === '!' ? told(context, inner.argument, 'error') : told(context, inner, 'success');
}

/** What was validated where an expression is what the validator says by this name: `parsed.success`, `error`, `errors.isEmpty()`. */
function told(context: RuleContext, node: Node, name: 'success' | 'error'): Validated | null {
  const file = sourceFileOf(context);
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') {
    const callee = unwrap(inner.callee);
    if (name !== 'success' || callee.type !== 'MemberExpression' || keyName(callee) !== 'isEmpty') return null;
    const { value } = definitionOf(file, callee.object);
    return value.type === 'CallExpression' && RESULTS.has(projectOf(context).symbol(originOf(file, value.callee)) ?? '') ? { part: null } : null;
  }
  const { root, path } = memberChain(inner);
  const { value, pattern } = definitionOf(file, root);
  const below = pattern?.type === 'ObjectPattern' && root.type === 'Identifier' ? pathOf(file, pattern, root) : [];
  if ([...below, ...path].join('.') !== name || value.type !== 'CallExpression') return null;
  const read = parsedBy(context, value, true);
  return read && { part: read.part };
}

function pathOf(file: SourceFile, pattern: Node, root: TSESTree.Identifier): readonly string[] {
  const name = patternNames(pattern).find((one) => file.variableOf(one) === file.variableOf(root));
  return (name && patternPath(pattern, name)?.path) ?? [];
}

/** The data of the request that a call validates; `isTold`: and gives a result that tells whether it passed. */
function parsedBy(context: RuleContext, call: TSESTree.CallExpression, isTold: boolean): RequestRead | null {
  const [file, http] = [sourceFileOf(context), httpModel(context)];
  const symbol = projectOf(context).symbol(originOf(file, call.callee));
  const parse = symbol === null ? null : schemaParseOf(call, symbol);
  const read = parse && (!isTold || parse.under !== null) ? http.readOf(parse.value) : null;
  return read && INPUT.has(read.part) ? read : null;
}

/** `error instanceof ZodError` in a `catch`, where all that is parsed in the `try` is of the request. */
function refused(context: RuleContext, left: Node, right: Node): Validated | null {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const symbol = project.symbol(originOf(file, right));
  const caught = unwrap(left);
  const definition = caught.type === 'Identifier' ? file.variableOf(caught)?.defs[0] : undefined;
  if (symbol === null || !ERROR_CLASS.test(symbol) || !libraryOf(symbol) || definition?.type !== 'CatchClause') return null;
  const statement = file.parent(definition.node as Node);
  if (statement?.type !== 'TryStatement') return null;
  const parses = file.nodesIn(statement.block, 'CallExpression').filter((call) => {
    const callee = project.symbol(originOf(file, call.callee));
    return callee !== null && schemaParseOf(call, callee)?.under === null;
  });
  const reads = parses.map((call) => parsedBy(context, call, false));
  const [first] = reads;
  return first && reads.every((read) => read !== null) ? { part: reads.every((read) => read?.part === first.part) ? first.part : null } : null;
}

/** The validators of a file that are asked too late. */
export const lateValidationsOf = perFile((context): readonly LateValidation[] => {
  const http = httpModel(context);
  if (http.handlers.length === 0) return [];
  const file = sourceFileOf(context);
  const told = new Set<string>();
  return file.nodes('CallExpression').flatMap((call): LateValidation[] => {
    const read = http.handlerAround(call) ? parsedBy(context, call, false) : null;
    if (!read || read.handler.file !== file || enclosingFunction(file, call) !== read.handler.fn) return [];
    // What is validated a second time was checked before.
    const key = `${read.handler.fn.range[0]} ${read.part} ${read.path.join('.')}`;
    if (told.has(key)) return [];
    told.add(key);
    const before = sqlModel(context).operationsIn(read.handler.fn).filter((operation) => contains(read.handler.fn, operation.node) && canFollow(file, operation.node, call));
    const isWritten = before.some((operation) => operation.action !== 'read' && !isBookkeeping(operation));
    const isAsked = before.some(({ where, data }) => [...where, ...data].some(({ value }) => {
      const used = identityRead(file, http, value);
      return used?.handler === read.handler && used.part === read.part && read.path.every((name, i) => used.path[i] === name);
    }));
    return isWritten || isAsked ? [{ node: call, part: read.part, isWritten }] : [];
  });
});
