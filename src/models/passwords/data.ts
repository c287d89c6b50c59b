import type { TSESTree } from '@typescript-eslint/utils';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, patternPath, stringValue, summands, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { RequestRead } from '../http/types.ts';
import { wordsOf } from '../words/model.ts';

/** What is asked about expressions: of which file, in which project, and which request data they read. */
export interface Reading {
  readonly file: SourceFile;
  readonly project: Project;
  readOf(node: Node): RequestRead | null;
}

/** Words that name what somebody types to get in. */
export const PASSWORDS: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode']);
/** Words after it that say it was typed twice. */
const TYPED_AGAIN: ReadonlySet<string> = new Set(['confirm', 'confirmation', 'repeat', 'again', 'plain', 'raw', 'text', 'input', 'new', 'old', 'current']);
/** Words that say it is no longer the password, or only about it. */
const CHANGED: ReadonlySet<string> = new Set(['hash', 'hashed', 'encrypted', 'encoded', 'digest', 'salted', 'salt', 'crypted', 'reset', 'token', 'hint', 'policy', 'length', 'strength', 'masked']);
/** Words of the machines whose passwords are configuration. */
const MACHINES: ReadonlySet<string> = new Set(['db', 'database', 'smtp', 'redis', 'mail', 'imap', 'ftp', 'sftp', 'proxy', 'config', 'env', 'settings', 'options', 'connection', 'mongo', 'postgres', 'pg', 'mysql', 'certificate', 'keystore', 'pfx', 'credentials', 'constants']);
const TEXT_METHODS: ReadonlySet<string> = new Set(['trim', 'toString', 'normalize', 'valueOf', 'concat', 'toLowerCase', 'toUpperCase']);
const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(['global#String', 'global#Buffer.from', 'buffer#Buffer.from', 'new global#TextEncoder.encode', 'global#encodeURIComponent', 'global#JSON.stringify']);
const MAX_DEPTH = 8;

/** Whether the name of a field, column or property says that it holds a password as somebody typed it. */
export function isPasswordName(name: string): boolean {
  const words = wordsOf(name);
  const place = words.findLastIndex((word) => PASSWORDS.has(word));
  if (place < 0 || words.some((word) => CHANGED.has(word) || MACHINES.has(word))) return false;
  return words.slice(place + 1).every((word) => TYPED_AGAIN.has(word));
}

/** Whether the name says that it holds what a password became: `passwordHash`, `hashed_password`. */
export function isPasswordHashName(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => PASSWORDS.has(word)) && words.some((word) => word === 'hash' || word === 'hashed' || word === 'digest') && !words.includes('token') && !words.includes('reset');
}

/**
 * Name of the data an expression is a text of: the property, field or part of a request it is read from, or one it is joined
 * with others from. Names of variables and parameters say nothing; null where only they are there.
 */
function dataNames({ file, project, readOf }: Reading, node: Node, depth = 0): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrapAwait(node);
  const below = (part: Node): readonly string[] => dataNames({ file, project, readOf }, part, depth + 1);
  switch (inner.type) {
    case 'MemberExpression': {
      const name = keyName(inner);
      return name === null || isConfiguration(file, inner) ? [] : [name];
    }
    case 'Identifier':
      return ofName({ file, project, readOf }, inner, depth);
    case 'TemplateLiteral':
      return inner.expressions.flatMap(below);
    case 'BinaryExpression':
      return inner.operator === '+' ? summands(inner).flatMap(below) : [];
    case 'LogicalExpression':
      return [inner.left, inner.right].flatMap(below);
    case 'ConditionalExpression':
      return [inner.consequent, inner.alternate].flatMap(below);
    case 'ArrayExpression':
      return inner.elements.flatMap((element) => (element ? below(element) : []));
    case 'CallExpression': {
      const read = readOf(inner)?.path.at(-1);
      if (read !== undefined) return [read];
      const callee = inner.callee;
      const method = callee.type === 'MemberExpression' ? keyName(callee) : null;
      if (callee.type === 'MemberExpression' && method !== null && TEXT_METHODS.has(method)) return below(callee.object);
      if (callee.type === 'MemberExpression' && method === 'join') return below(callee.object);
      const symbol = project.symbol(originOf(file, callee));
      const [first] = inner.arguments;
      if (first && symbol !== null && TEXT_FUNCTIONS.has(symbol)) return below(first);
      // `formData.get('password')`
      const key = method === 'get' && inner.arguments.length === 1 && first ? stringValue(first) : null;
      return key === null || symbol !== null ? [] : [key];
    }
    default:
      return [];
  }
}

function ofName(reading: Reading, name: TSESTree.Identifier, depth: number): readonly string[] {
  const variable = reading.file.variableOf(name);
  const definition = variable?.defs[0];
  if (!variable || !definition) return [];
  const read = reading.readOf(name)?.path.at(-1);
  if (read !== undefined) return [read];
  const bound = definition.name as Node;
  if (definition.type === 'Parameter') {
    for (const parameter of definition.node.params as Node[]) {
      const key = patternPath(parameter, bound)?.path.at(-1);
      if (key !== undefined && !/^\d+$/u.test(key)) return [key];
    }
    return [];
  }
  if (definition.type !== 'Variable') return [];
  const declarator = definition.node as TSESTree.VariableDeclarator;
  const key = patternPath(declarator.id, bound)?.path.at(-1);
  if (key !== undefined) return /^\d+$/u.test(key) || (declarator.init && isConfiguration(reading.file, declarator.init)) ? [] : [key];
  // A name that is written again may hold something else by now.
  if (!declarator.init || isReassigned(variable)) return [];
  return dataNames(reading, declarator.init, depth + 1);
}

/** `process.env.X`, `config.password`, a property below `db` or `smtp`: what an operator chose, and nobody stores. */
function isConfiguration(file: SourceFile, node: Node): boolean {
  let at: Node = node;
  while (at.type === 'MemberExpression') {
    const name = keyName(at);
    if (name !== null && at !== node && MACHINES.has(name.toLowerCase())) return true;
    at = unwrapAwait(at.object);
  }
  if (at.type !== 'Identifier') return at.type === 'MetaProperty' || at.type === 'ImportExpression';
  const origin = originOf(file, at);
  return origin.kind === 'import' || (origin.kind === 'global' && (origin.name === 'process' || origin.name === 'Bun' || origin.name === 'Deno'));
}

/** The name of a password that an expression is made of; null where it is of none, as far as the code tells. */
export function passwordIn(reading: Reading, node: Node): string | null {
  return dataNames(reading, node).find(isPasswordName) ?? null;
}
