import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, parameterIndex, stringValue, unwrap, wrapped } from '../../ast/syntax.ts';
import { all, any, words } from '../../core/gates.ts';
import { memo, perFile, perProject } from '../../core/memo.ts';
import { hostViewOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { isTest, isTestedLater } from './asked.ts';
import { environmentOf } from './environment.ts';
import type { EnvRead, EnvReader, EnvSource } from './types.ts';

const VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/u;
/** The name of a variable as the argument of a call. */
const NAMED_CALL = /\(\s*['"][A-Z][A-Z\d]*(?:_[A-Z\d]+)+['"]/u;
const SAYS_ENV = words('env');
/** Passed by a file that may be given a service of configuration. */
export const SAYS_SERVICE = words('ConfigService');
const SAYS_DENO = words('Deno');
const SAYS_VARIABLE = words(VARIABLE);
/** Passed by a file that may read the environment by itself. */
export const SAYS_ENVIRONMENT = all(SAYS_ENV, any(SAYS_DENO, words('process', 'meta', 'Bun', 'bun', 'hono')));
/** Passed by a file that may read the environment: by itself, by a service, or by a function that is given the name of a variable. */
export const MAY_READ = any(SAYS_ENVIRONMENT, SAYS_SERVICE, SAYS_VARIABLE);

const SERVICES: ReadonlySet<string> = new Set(['new @nestjs/config#ConfigService.get', 'new @nestjs/config#ConfigService.getOrThrow']);
const GETTERS: ReadonlySet<string> = new Set(['global#Deno.env.get']);
/** Methods of texts after which the text still says whether the variable was set. */
const TEXT_METHODS: ReadonlySet<string> = new Set(['trim', 'toLowerCase', 'toUpperCase', 'toString']);

/** Whether the linted file may read the environment: by itself, by a service, or by a function that is given the name of a variable. */
export const readsEnvironment: (context: Parameters<typeof hostViewOf>[0]) => boolean = perFile((context) => mayRead(hostViewOf(context).file));

function mayRead(file: SourceFile): boolean {
  return file.passes(SAYS_ENVIRONMENT) || file.passes(SAYS_SERVICE) || namesVariables(file);
}

function namesVariables(file: SourceFile): boolean {
  return file.passes(SAYS_VARIABLE) && NAMED_CALL.test(file.text);
}

/** The variables of the environment that a file reads, in source order. */
export const envReadsOf = perProject((file: SourceFile, project: Project): readonly EnvRead[] => (mayRead(file) ? collected(file, project) : []));

function collected(file: SourceFile, project: Project): readonly EnvRead[] {
  const found = [...(file.passes(SAYS_ENVIRONMENT) ? [...memberReads(file), ...patternReads(file)] : []), ...callReads(file, project)];
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function memberReads(file: SourceFile): EnvRead[] {
  return file.nodes('MemberExpression').flatMap((node): EnvRead[] => {
    const source = environmentOf(file, node.object);
    if (!source || isWritten(file, node)) return [];
    const parent = file.parent(node);
    // `Deno.env.get('X')` is a call of its own.
    if (parent?.type === 'CallExpression' && parent.callee === node) return [];
    return [readOf(file, node, keyName(node), source, null)];
  });
}

function isWritten(file: SourceFile, node: Node): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  return (parent?.type === 'AssignmentExpression' && parent.left === outer && parent.operator === '=') || (parent?.type === 'UnaryExpression' && parent.operator === 'delete');
}

/** `const { PORT = '3000', JWT_SECRET: secret } = process.env`. */
function patternReads(file: SourceFile): EnvRead[] {
  return file.nodes('VariableDeclarator').flatMap(({ id, init }): EnvRead[] => {
    const source = id.type === 'ObjectPattern' && init ? environmentOf(file, init) : null;
    if (id.type !== 'ObjectPattern' || !source) return [];
    return id.properties.flatMap((property): EnvRead[] => {
      if (property.type !== 'Property') return [];
      const { value } = property;
      const isDefaulted = value.type === 'AssignmentPattern';
      return [{ node: isDefaulted ? value.left : value, file, name: keyName(property), source, fallbacks: isDefaulted ? [value.right] : [], assertion: null, asks: false }];
    });
  });
}

function callReads(file: SourceFile, project: Project): EnvRead[] {
  const isNamed = namesVariables(file);
  if (!isNamed && !file.passes(SAYS_SERVICE) && !file.passes(SAYS_DENO)) return [];
  return file.nodes('CallExpression').flatMap((node): EnvRead[] => {
    const name = stringValue(node.arguments[0]);
    const callee = unwrap(node.callee);
    if (name === null || name === '' || (callee.type !== 'Identifier' && callee.type !== 'MemberExpression')) return [];
    const second = node.arguments[1];
    const given = second && second.type !== 'SpreadElement' ? second : null;
    const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
    if (method === 'get' || method === 'getOrThrow') {
      const symbol = project.symbol(originOf(file, callee));
      if (symbol !== null && GETTERS.has(symbol)) return [readOf(file, node, name, 'process', null)];
      if (symbol !== null && SERVICES.has(symbol)) return [readOf(file, node, name, 'service', given && unwrap(given).type !== 'ObjectExpression' ? given : null)];
    }
    if (!isNamed || !VARIABLE.test(name) || node.arguments.length > 3) return [];
    const reader = readerOf(file, callee, project);
    return reader ? [{ ...readOf(file, node, name, 'function', reader.fallback === null ? null : fallbackArgument(node, reader.fallback)), asks: reader.asks }] : [];
  });
}

function fallbackArgument(call: TSESTree.CallExpression, index: number): Node | null {
  const given = call.arguments[index];
  return given && given.type !== 'SpreadElement' ? given : null;
}

function readOf(file: SourceFile, node: Node, name: string | null, source: EnvSource, own: Node | null): EnvRead {
  const outer = wrapped(file, node);
  return { node, file, name, source, fallbacks: [...(own ? [own] : []), ...fallbacksOf(file, node)], assertion: outer === node ? null : assertionIn(outer, node), asks: false };
}

/** `x!` and `x as string`; `x as 'a' | undefined` and `satisfies` say nothing of the sort. */
function assertionIn(outer: Node, node: Node): Node | null {
  for (let at: Node = outer; at !== node; ) {
    if (at.type === 'TSNonNullExpression') return at;
    if ((at.type === 'TSAsExpression' || at.type === 'TSTypeAssertion') && at.typeAnnotation.type === 'TSStringKeyword') return at;
    if (!('expression' in at) || typeof at.expression !== 'object') return null;
    at = at.expression;
  }
  return null;
}

/** What is taken in place of a value that is missing, by the operators around it. */
function fallbacksOf(file: SourceFile, node: Node): readonly Node[] {
  const found: Node[] = [];
  let outer = wrapped(file, node);
  for (let parent = file.parent(outer); parent; parent = file.parent(outer)) {
    if (parent.type === 'LogicalExpression' && parent.operator !== '&&') {
      if (parent.left === outer) found.push(parent.right);
    } else if (parent.type === 'ConditionalExpression' && parent.consequent === outer && file.textOf(unwrap(parent.test)) === file.textOf(node)) {
      found.push(parent.alternate);
    } else if (parent.type === 'AssignmentExpression' && parent.left === outer && (parent.operator === '||=' || parent.operator === '??=')) {
      found.push(parent.right);
      return found;
    } else if (parent.type === 'MemberExpression' && parent.object === outer && TEXT_METHODS.has(keyName(parent) ?? '')) {
      const call = file.parent(wrapped(file, parent));
      if (call?.type !== 'CallExpression') return found;
      outer = wrapped(file, call);
      continue;
    } else return found;
    outer = wrapped(file, parent);
  }
  return found;
}

/** The function of the project that a call goes to, where it reads the variable it is given. */
function readerOf(file: SourceFile, callee: Node, project: Project): EnvReader | null {
  const origin = project.follow(originOf(file, callee));
  if (origin.kind !== 'function' || symbolOf(origin) !== null) return null;
  return readers(origin.file, origin.node);
}

const known: (file: SourceFile) => Map<FunctionNode, EnvReader | null> = memo(() => new Map());

function readers(file: SourceFile, fn: FunctionNode): EnvReader | null {
  if (!file.passes(SAYS_ENV)) return null;
  let found = known(file).get(fn);
  if (found === undefined) {
    found = readerIn(file, fn);
    known(file).set(fn, found);
  }
  return found;
}

function readerIn(file: SourceFile, fn: FunctionNode): EnvReader | null {
  const reads = file.nodesIn(fn, 'MemberExpression').filter((node) => node.computed && parameterIndex(file, fn, node.property) === 0 && environmentOf(file, node.object) !== null);
  const [read] = reads;
  if (!read) return null;
  const places = reads.flatMap((one) => fallbacksOf(file, one)).map((fallback) => parameterIndex(file, fn, fallback));
  const second = fn.params[1];
  // `const value = process.env[name]; return value ?? fallback`
  const isReturned = second !== undefined && [...file.nodesIn(fn, 'LogicalExpression').map(({ right }) => right), ...file.nodesIn(fn, 'ReturnStatement').flatMap(({ argument }) => argument ?? [])].some((node) => parameterIndex(file, fn, node) === 1);
  const asks = reads.some((one) => isTest(file, wrapped(file, one)) || isTestedLater(file, one));
  return { fallback: places.find((place) => place !== null) ?? (isReturned ? 1 : null), asks };
}
