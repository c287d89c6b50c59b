import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, memberChain, parameterIndex, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { namesFrom } from '../../project/imported.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { wordsOf } from '../words/model.ts';

/** A token that is put into the storage of a browser, where every script of the page reads it. */
export interface StoredToken {
  readonly node: Node;
  /** Key it is kept under, or name of the data. */
  readonly name: string;
  /** `localStorage`, `sessionStorage`; null for either. */
  readonly storage: string | null;
}

/** A value that is written into the storage of a browser. */
interface StorageWrite {
  readonly node: Node;
  readonly storage: string | null;
  /** Key as it is written; null where an expression says it. */
  readonly key: string | null;
  readonly keyNode: Node | null;
  readonly value: Node;
}

const STORAGE = /(?:local|session)Storage/;
/** Passed by a file that names the storage of a browser. */
const NAMES_STORAGE = words(STORAGE);
/** Passed by a file with a word for a token or session, or for where one is kept. */
export const SAYS_STORED_TOKEN = words(/localStorage|token|jwt|bearer|session/i);
const GLOBALS = /^global#(?:(?:window|globalThis|self)\.)?(localStorage|sessionStorage)$/;
const TOKENS: ReadonlySet<string> = new Set(['token', 'jwt', 'bearer']);
/** Words that make a token one that opens nothing, or say something about it. */
const OTHERS: ReadonlySet<string> = new Set([
  'apns', 'at', 'captcha', 'color', 'colors', 'continuation', 'count', 'csrf', 'cursor', 'design', 'device', 'exp', 'expiration', 'expired', 'expires', 'expiry', 'fcm', 'has', 'is', 'last', 'mapbox', 'name', 'next', 'page', 'public', 'push', 'recaptcha', 'sync', 'theme', 'time', 'timestamp', 'ttl', 'type', 'valid', 'xsrf',
]);

/** The tokens and sessions that the linted file keeps in the storage of a browser, itself or by a function of the project. */
export const storedTokens = perFile((context): readonly StoredToken[] => {
  // What answers requests runs where no storage of a browser is.
  if (!says(context, SAYS_STORED_TOKEN) || (!says(context, NAMES_STORAGE) && httpModel(context).handlers.length > 0)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return [...writesOf(file, project), ...writesBelow(file, project)].flatMap((write) => {
    const name = tokenIn(file, write, project);
    return name === null ? [] : [{ node: write.node, name, storage: write.storage }];
  });
});

function writesOf(file: SourceFile, project: Project): readonly StorageWrite[] {
  if (!file.passes(NAMES_STORAGE)) return [];
  const set = file.nodes('CallExpression').flatMap((node): StorageWrite[] => {
    const callee = unwrap(node.callee);
    const [keyNode, value] = node.arguments;
    if (callee.type !== 'MemberExpression' || keyName(callee) !== 'setItem' || !keyNode || !value) return [];
    const storage = storageOf(project.follow(originOf(file, callee.object)));
    return storage === undefined ? [] : [{ node, storage, key: null, keyNode, value }];
  });
  const assigned = file.nodes('AssignmentExpression').flatMap((node): StorageWrite[] => {
    const left = unwrap(node.left);
    if (left.type !== 'MemberExpression' || node.operator !== '=') return [];
    const storage = storageOf(project.follow(originOf(file, left.object)));
    return storage === undefined ? [] : [{ node, storage, key: keyName(left), keyNode: left.computed ? left.property : null, value: node.right }];
  });
  return [...set, ...assigned];
}

/** Name of the storage; null for either of both, undefined for anything else. */
function storageOf(origin: Origin): string | null | undefined {
  if (origin.kind === 'either') return origin.of.every((one) => storageOf(one) !== undefined) ? null : undefined;
  return GLOBALS.exec(symbolOf(origin) ?? '')?.[1];
}

/** Calls of functions of the project that write what they are given: `setItem('token', token)` of `../lib/storage`. */
function writesBelow(file: SourceFile, project: Project): readonly StorageWrite[] {
  const names = namesFrom(file, project, NAMES_STORAGE);
  if (names.size === 0) return [];
  return file.nodes('CallExpression').flatMap((call): StorageWrite[] => {
    const { root } = memberChain(call.callee);
    const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
    const write = variable && names.has(variable) ? writeBelow(file, call, project) : null;
    return write ? [write] : [];
  });
}

function writeBelow(file: SourceFile, call: TSESTree.CallExpression, project: Project): StorageWrite | null {
  const callee = project.follow(originOf(file, call.callee));
  if (callee.kind !== 'function') return null;
  for (const write of writesOf(callee.file, project)) {
    if (enclosingFunction(callee.file, write.node) !== callee.node) continue;
    const at = parameterIndex(callee.file, callee.node, textOf(write.value));
    const value = at === null ? undefined : call.arguments[at];
    if (!value || value.type === 'SpreadElement') continue;
    const keyAt = write.keyNode ? parameterIndex(callee.file, callee.node, write.keyNode) : null;
    const keyNode = keyAt === null ? undefined : call.arguments[keyAt];
    if (keyNode) return { node: call, storage: write.storage, key: null, keyNode, value };
  }
  return null;
}

/** What a text is made of: `JSON.stringify(x)`, `String(x)`. */
function textOf(value: Node): Node {
  const inner = unwrapAwait(value);
  if (inner.type !== 'CallExpression' || !inner.arguments[0]) return inner;
  const callee = unwrap(inner.callee);
  const isText = callee.type === 'MemberExpression' ? keyName(callee) === 'stringify' : callee.type === 'Identifier' && callee.name === 'String';
  return isText ? unwrapAwait(inner.arguments[0]) : inner;
}

/** The name that says a written value is a token; null where none does, or where it is a constant or an answer of yes or no. */
function tokenIn(file: SourceFile, { key, keyNode, value }: StorageWrite, project: Project): string | null {
  const inner = textOf(value);
  if (inner.type === 'UnaryExpression' || inner.type === 'BinaryExpression' || project.constants(file, inner) !== null) return null;
  const keys = key === null && keyNode ? (project.constants(file, keyNode) ?? []).map(String) : key === null ? [] : [key];
  const [first] = keys;
  if (first !== undefined && keys.every(isToken)) return first;
  // The key of a token that opens nothing may hold what the data calls a token.
  const name = keys.some(isOther) ? null : nameOfData(originOf(file, inner));
  return name !== null && isToken(name) ? name : null;
}

/** The property that a value is: `response.data.accessToken`, `const { token } = await response.json()`. */
function nameOfData(origin: Origin): string | null {
  if (origin.kind === 'member') return origin.property;
  return origin.kind === 'parameter' ? (origin.path.at(-1) ?? null) : null;
}

function isOther(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => OTHERS.has(word)) || words.at(-1) === 'id';
}

function isToken(name: string): boolean {
  const words = wordsOf(name);
  if (isOther(name)) return false;
  return words.some((word) => TOKENS.has(word) || /^(?:access|refresh|auth|id)token$/.test(word)) || words.join(' ') === 'session' || (words.includes('session') && words.includes('auth'));
}
