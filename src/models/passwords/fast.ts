import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callsOn, contains, keyName, stringValue, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { hashCall } from './calls.ts';
import type { Reading } from './data.ts';
import { isPasswordHashName, isPasswordName, passwordIn } from './data.ts';
import type { HashCall } from './types.ts';

/** A password that a digest is made of, which is found out by guessing. */
export interface FastPasswordHash {
  readonly node: Node;
  readonly algorithm: string;
  /** Name of the project's function that makes the digest; null where it is made here. */
  readonly through: string | null;
}

/** Passed by a file with a word for a password. */
export const SAYS_PASSWORD = words(/passw|pwd|passphrase|passcode/i);
/** The range call of Pwned Passwords takes a prefix of the SHA-1 of a password. */
const LEAK_CHECK = /pwnedpasswords|haveibeenpwned/iu;
/** What a digest may be a key of, or be compared by, besides slow hashes. */
const OTHER_USES: ReadonlySet<string> = new Set(['crypto#createCipheriv', 'crypto#createDecipheriv', 'crypto#createSecretKey', 'crypto#hkdf', 'crypto#hkdfSync', 'global#crypto.subtle.importKey']);
const CUTS: ReadonlySet<string> = new Set(['slice', 'substring', 'substr']);
const COMPARES = 'crypto#timingSafeEqual';

/** The digests of passwords in the linted file, and of what is kept as one. */
export const fastPasswordHashesOf = perFile((context): readonly FastPasswordHash[] => {
  if (!says(context, SAYS_PASSWORD)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (LEAK_CHECK.test(file.text)) return [];
  const http = httpModel(context);
  const reading: Reading = { file, project, readOf: (node) => http.readOf(node) };
  const found = new Map<Node, FastPasswordHash>();
  for (const node of file.nodes('CallExpression')) {
    // What a function of the project does is asked last: its file has to be read.
    const call = isOfPassword(reading, node, node.arguments) ? hashCall(file, node, project) : null;
    if (call?.form.kind !== 'fast' || !isOfPassword(reading, node, call.hashed) || isCut(file, node) || isOfProtocol(file, call.hashed) || isFurtherUsed(reading, call)) continue;
    const whole = wholeOf(file, node);
    found.set(whole, { node: whole, algorithm: call.algorithm, through: call.through });
  }
  return [...found.values()];
});

/** What is hashed is a password, or the digest is kept as one: `user.password = md5(text)`. */
function isOfPassword(reading: Reading, node: TSESTree.CallExpression, hashed: readonly Node[]): boolean {
  if (hashed.some((part) => passwordIn(reading, part) !== null)) return true;
  const kept = keptAs(reading.file, wholeOf(reading.file, node));
  return kept !== null && (isPasswordName(kept) || isPasswordHashName(kept));
}

/** `${username}:${realm}:${password}`: HTTP Digest authentication asks for this very digest (RFC 7616). */
function isOfProtocol(file: SourceFile, hashed: readonly Node[]): boolean {
  return hashed.some((part) => file.nodesIn(part, 'Identifier').some(({ name }) => name === 'realm'));
}

/** A part of a digest tells whether something has changed: nobody keeps it as the hash of a password. */
function isCut(file: SourceFile, node: TSESTree.CallExpression): boolean {
  return callsOn(file, node).some(({ name }) => name !== null && CUTS.has(name));
}

/** `createHash('md5').update(text).digest('hex')` as a whole. */
function wholeOf(file: SourceFile, node: TSESTree.CallExpression): Node {
  return wrapped(file, callsOn(file, node).at(-1)?.node ?? node);
}

/** Name of the property, field or column that an expression becomes. */
function keptAs(file: SourceFile, node: Node): string | null {
  let at = node;
  let parent = file.parent(at);
  while (parent && (parent.type === 'AwaitExpression' || unwrapAwait(parent) === unwrapAwait(node))) [at, parent] = [parent, file.parent(parent)];
  if (parent?.type === 'Property' && parent.value === at) return file.parent(parent)?.type === 'ObjectExpression' ? keyName(parent) : null;
  if (parent?.type === 'AssignmentExpression' && parent.right === at && parent.left.type === 'MemberExpression') return keyName(parent.left);
  // `this.setDataValue('password', hash(text))`, `user.set('password', …)`
  if (parent?.type === 'CallExpression' && parent.arguments[1] === at && parent.callee.type === 'MemberExpression' && /^(?:set|setDataValue)$/u.test(keyName(parent.callee) ?? '')) return stringValue(parent.arguments[0]);
  return null;
}

/** Whether the digest goes into a slow hash, into a cipher as its key, or is compared with another digest made on the spot. */
function isFurtherUsed(reading: Reading, { node }: HashCall): boolean {
  const { file } = reading;
  if (isTaken(reading, node)) return true;
  for (let at = file.parent(node); at; at = file.parent(at)) {
    if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier' && at.init && contains(at.init, node)) {
      return (file.variableOf(at.id)?.references ?? []).some((reference) => reference.isRead() && isTaken(reading, reference.identifier as Node));
    }
    if (at.type === 'BlockStatement') return false;
  }
  return false;
}

function isTaken(reading: Reading, node: Node): boolean {
  const { file, project } = reading;
  for (let at: Node = node, around = file.parent(at); around && around.type !== 'BlockStatement'; [at, around] = [around, file.parent(around)]) {
    if (around.type !== 'CallExpression' || !around.arguments.some((argument) => argument === at)) continue;
    const call = hashCall(file, around, project);
    if (call && call.form.kind !== 'fast') return true;
    const symbol = project.symbol(originOf(file, around.callee));
    if (symbol !== null && OTHER_USES.has(symbol)) return true;
    if (symbol === COMPARES && around.arguments.every((argument) => argument === at || isDigest(file, argument, project))) return true;
  }
  return false;
}

/** Whether an expression holds a digest that is made here: `createHash('sha256').update(expected).digest()`. */
function isDigest(file: SourceFile, node: Node, project: Project): boolean {
  const origin = originOf(file, node);
  const made = origin.kind === 'call' && origin.file === file ? origin.node : node;
  return file.nodesIn(made, 'CallExpression').some((call) => hashCall(file, call, project)?.form.kind === 'fast');
}
