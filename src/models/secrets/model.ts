import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, stringValue, unwrap } from '../../ast/syntax.ts';
import { any, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { environmentOf } from '../config/environment.ts';
import { isExample } from '../config/places.ts';
import { Environments } from '../migrations/environments.ts';
import { isNear } from '../outgoing/hosts.ts';
import { holdsPasswordAddress, MAY_HOLD_ADDRESS, SAYS_SCHEME } from './addresses.ts';
import { keyFormatOf, MAY_HOLD_KEY, SAYS_KEY } from './formats.ts';
import { isSecretName } from './names.ts';
import { entropyOf, isPlaceholder } from './placeholders.ts';
import { ASSIGNED, MAY_TAKE_SECRET, mayTakeSecret, placesOf } from './sinks.ts';
import type { HardcodedSecret, SecretPlace } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;
/** A text in the source, or null. */
type Written = { readonly file: SourceFile; readonly node: Node; readonly text: string } | null;

const SAYS_ENV = words('env');
const SAYS_NAME = words(/secret|token|pass|pwd|key|pepper|credential/i);
/** Passed by a file that may hold a secret: one that says itself what it is, or that is given to something, or under a name. */
export const MAY_HOLD_SECRET = any(SAYS_KEY, SAYS_SCHEME, MAY_TAKE_SECRET, SAYS_ENV, SAYS_NAME);
const SETS_VARIABLE = /\benv\s*(?:\.|\[\s*['"])\w+(?:['"]\s*\])?\s*=[^=]/u;
const MAX_DEPTH = 8;
/** Names by which options say which host they are for. */
const HOSTS: readonly string[] = ['host', 'hostname', 'server', 'socket', 'endPoint', 'url', 'baseURL', 'connectionString', 'uri'];

/** The secrets that stand in the linted file, or that it takes from the source of another. */
export const hardcodedSecretsOf = perFile((context): readonly HardcodedSecret[] => {
  const host = hostViewOf(context).file;
  const holds = (host.passes(SAYS_KEY) && MAY_HOLD_KEY.test(host.text)) || (host.passes(SAYS_SCHEME) && MAY_HOLD_ADDRESS.test(host.text));
  const takes = host.passes(MAY_TAKE_SECRET);
  const sets = host.passes(SAYS_ENV) && SETS_VARIABLE.test(host.text);
  if (!holds && !takes && !sets) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project)) return [];
  const found = new Map<Node, HardcodedSecret>();
  const add = (secret: HardcodedSecret): void => void (found.has(secret.node) || found.set(secret.node, secret));
  if (holds) secretTexts(file, project).forEach(add);
  const environments = new Environments(project, false);
  if (takes) givenSecrets(file, project, environments).forEach(add);
  if (sets) setVariables(file).forEach(add);
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Texts that are keys by their form, or addresses with a password. */
function secretTexts(file: SourceFile, project: Project): HardcodedSecret[] {
  const pieces: (readonly [node: Node, text: string])[] = [
    ...file.nodes('Literal').flatMap((node) => (typeof node.value === 'string' && node.value.length >= 16 ? [[node, node.value] as const] : [])),
    ...file.nodes('TemplateLiteral').map((node) => [node, node.quasis.map(({ value }) => value.cooked ?? '').join('${}')] as const),
  ];
  return pieces.flatMap(([node, text]): HardcodedSecret[] => {
    if (isNoValue(file, node)) return [];
    const whole = text.includes('PRIVATE KEY-----') ? joined(file, node, project, text) : text;
    const format = keyFormatOf(whole);
    if (format) return [{ node, what: format.name, elsewhere: null }];
    return holdsPasswordAddress(text) ? [{ node, what: 'an address with a password', elsewhere: null }] : [];
  });
}

/** Properties of schemas and forms that show people what a value looks like. */
const SHOWN: ReadonlySet<string> = new Set(['example', 'placeholder']);

/** Text of a module, a key, a type: no value of the program. */
function isNoValue(file: SourceFile, node: Node): boolean {
  const parent = file.parent(node);
  if (!parent) return true;
  if (parent.type === 'Property' || parent.type === 'PropertyDefinition') return parent.key === node || (SHOWN.has(keyName(parent) ?? '') && parent.value === node);
  return /^(?:Import|Export.*Declaration|TS(?:Literal|Enum|External|Import))/u.test(parent.type) || parent.type === 'JSXAttribute';
}

/** The whole text of which a piece is a summand, or an element that is joined. */
function joined(file: SourceFile, node: Node, project: Project, text: string): string {
  let whole: Node = node;
  for (let parent = file.parent(whole); parent?.type === 'BinaryExpression'; parent = file.parent(parent)) whole = parent;
  const list = file.parent(whole);
  if (list?.type === 'ArrayExpression') return list.elements.map((element) => stringValue(element) ?? '').join('\n');
  const values = whole === node ? null : project.constants(file, whole);
  return values?.length === 1 ? String(values[0]) : text;
}

/** Secrets that are given to what is known to take them. */
function givenSecrets(file: SourceFile, project: Project, environments: Environments): HardcodedSecret[] {
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call) => {
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression' ? !mayTakeSecret(keyName(callee) ?? '') && keyName(callee) !== 'register' && call.type !== 'NewExpression' : callee.type !== 'Identifier') return [];
    return sinksOf(file, call, callee, project).flatMap((place): HardcodedSecret[] => {
      const given = givenAt(file, call, place, project);
      const written = given && writtenText(given.file, given.node, project, 0);
      if (!given || !written || isOpenText(written.text) || !isSecretHere(file, call, place, written, project)) return [];
      if (!environments.mayRunInProduction(file, call) || (written.file === file && !environments.mayRunInProduction(file, written.node))) return [];
      const isHere = written.file === file;
      const node = isHere ? written.node : given.file === file ? given.node : call;
      return [{ node, what: `${place.is} of ${called(file, call)}`, elsewhere: isHere ? null : written.file.path.slice(project.root.length + 1) }];
    });
  }).concat(assignedKeys(file, project));
}

function sinksOf(file: SourceFile, call: Call, callee: Node, project: Project): readonly SecretPlace[] {
  if (callee.type === 'MemberExpression' && keyName(callee) === 'register') {
    const [plugin] = call.arguments;
    const symbol = plugin && !isFunction(plugin) ? project.symbol(originOf(file, plugin)) : null;
    const places = symbol === null ? [] : placesOf(`register ${symbol}`);
    if (places.length > 0) return places;
  }
  const symbol = project.symbol(originOf(file, callee));
  return symbol === null ? [] : placesOf(call.type === 'NewExpression' ? `new ${symbol}` : symbol);
}

function called(file: SourceFile, call: Call): string {
  const callee = unwrap(call.callee);
  const [plugin] = call.arguments;
  if (callee.type === 'MemberExpression' && keyName(callee) === 'register' && plugin?.type === 'Identifier') return plugin.name;
  const name = callee.type === 'MemberExpression' && unwrap(callee.object).type !== 'Identifier' ? (keyName(callee) ?? '') : file.textOf(callee).replace(/\s+/gu, '');
  return `${call.type === 'NewExpression' ? 'new ' : ''}${name}()`;
}

/** The expression that a call is given at a place. */
function givenAt(file: SourceFile, call: Call, { argument, path = [] }: SecretPlace, project: Project): { readonly node: Node; readonly file: SourceFile } | null {
  const given = call.arguments[argument];
  if (!given || given.type === 'SpreadElement') return null;
  let found: { readonly node: Node; readonly file: SourceFile } | null = { node: given, file };
  for (const name of path) found = found && (optionsOf(found.file, found.node, project).properties.get(name) ?? null);
  return found;
}

/** The text an expression is, through constants and what makes bytes of it. A choice between values is none. */
function writtenText(file: SourceFile, node: Node, project: Project, depth: number): Written {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return null;
  const text = stringValue(inner);
  if (text !== null) return text === '' ? null : { file, node: inner, text };
  const below = (part: Node | null | undefined): Written => (part && part.type !== 'SpreadElement' ? writtenText(file, part, project, depth + 1) : null);
  switch (inner.type) {
    case 'ArrayExpression':
      return below(inner.elements[0]);
    case 'ArrowFunctionExpression':
      return below(returnedExpressions(file, inner)[0]);
    case 'CallExpression': {
      const symbol = project.symbol(originOf(file, inner.callee)) ?? '';
      if (/^(?:(?:global|buffer)#(?:Buffer\.from|String)|crypto#create(?:Secret|Private)Key|new (?:global|util)#TextEncoder\.encode)$/u.test(symbol)) return below(inner.arguments[0]);
      const callee = unwrap(inner.callee);
      return callee.type === 'MemberExpression' && ['toString', 'trim'].includes(keyName(callee) ?? '') ? below(callee.object) : null;
    }
    case 'Identifier':
    case 'MemberExpression': {
      const origin = project.follow(originOf(file, inner));
      if (origin.kind === 'value' && origin.node !== inner) return writtenText(origin.file, origin.node, project, depth + 1);
      // `const key = Buffer.from('…')`, `const key = new TextEncoder().encode('…')`
      return origin.kind === 'call' && origin.node.type === 'CallExpression' ? writtenText(origin.file, origin.node, project, depth + 1) : null;
    }
    default:
      return null;
  }
}

/** Public keys, certificates, and texts that only say where a key is. */
function isOpenText(text: string): boolean {
  return /-----BEGIN (?:(?:RSA|EC) )?PUBLIC KEY|-----BEGIN CERTIFICATE|^ssh-|^https?:\/\/|^\.{0,2}\/|\.(?:pem|key|crt|json)$/u.test(text) || /^<[^>]*>$|^\$\{|^(?:not[-_ ]?(?:needed|used)|none|no[-_ ]?key|dummy|unused|empty|ollama|lm-studio)$/iu.test(text);
}

/** Whether what is written at a place opens anything: the database of a developer's machine, or one that is a file, does not. */
function isSecretHere(file: SourceFile, call: Call, place: SecretPlace, written: NonNullable<Written>, project: Project): boolean {
  const object = call.arguments.findLast((argument) => unwrap(argument).type === 'ObjectExpression' || argument.type === 'Identifier');
  const options = object && object.type !== 'SpreadElement' ? optionsOf(file, object, project) : null;
  const nested = options?.properties.get('connection');
  const all = nested ? optionsOf(nested.file, nested.node, project) : options;
  const hosts = HOSTS.flatMap((name) => all?.properties.get(name) ?? options?.properties.get(name) ?? []);
  const texts = hosts.flatMap(({ file: of, node }) => writtenText(of, node, project, 0)?.text ?? []);
  const names = texts.map((text) => /^(?:\w+:\/\/)?(?:[^@/]*@)?([^:/?]+)/u.exec(text)?.[1] ?? text);
  if (names.length > 0 && names.every(isNear)) return false;
  if (place.opens !== 'network') return true;
  // Without a host it is this machine; an unknown one may be anywhere.
  return hosts.length > 0 && !isPlaceholder(written.text);
}

/** `app.keys = ['…']`. */
function assignedKeys(file: SourceFile, project: Project): HardcodedSecret[] {
  return file.nodes('AssignmentExpression').flatMap(({ left, right }): HardcodedSecret[] => {
    if (left.type !== 'MemberExpression' || keyName(left) !== 'keys') return [];
    const object = project.symbol(originOf(file, left.object));
    const is = object === null ? undefined : ASSIGNED[`${object}.keys`];
    const written = is === undefined ? null : writtenText(file, right, project, 0);
    return is !== undefined && written?.file === file && !isOpenText(written.text) ? [{ node: written.node, what: is, elsewhere: null }] : [];
  });
}

/** `process.env.JWT_SECRET = '…'`. */
function setVariables(file: SourceFile): HardcodedSecret[] {
  return file.nodes('AssignmentExpression').flatMap(({ left, right, operator }): HardcodedSecret[] => {
    if (operator !== '=' || left.type !== 'MemberExpression' || environmentOf(file, left.object) === null) return [];
    const name = keyName(left);
    const text = stringValue(right);
    return name !== null && text !== null && text !== '' && isSecretName(name) && !isPlaceholder(text) ? [{ node: right, what: `the value of ${name}`, elsewhere: null }] : [];
  });
}

const LEAST_LENGTH = 20;
const LEAST_ENTROPY = 3.7;
const MAY_HOLD_RANDOM = /(?:secret|token|passw|pass|pwd|key|pepper|credential)\w*['"]?\s*[:=]\s*['"`][\w+/=.~-]{20,}['"`]/i;

/** Properties of the linted file whose name says they are a secret, with a value that looks drawn at random. */
export const randomTextsOf = perFile((context): readonly HardcodedSecret[] => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_NAME) || !MAY_HOLD_RANDOM.test(host.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project)) return [];
  return [...file.nodes('Property'), ...file.nodes('PropertyDefinition')].flatMap((property): HardcodedSecret[] => {
    const name = keyName(property);
    const text = property.value && stringValue(property.value);
    return name !== null && text && isRandomText(text) && isSecretName(name) ? [{ node: unwrap(property.value as Node), what: `the value of ${name}`, elsewhere: null }] : [];
  });
});

/** Whether a text looks drawn at random rather than written: long, without spaces, letters and digits mixed. */
function isRandomText(text: string): boolean {
  return text.length >= LEAST_LENGTH && /^[\w+/=.~-]+$/u.test(text) && /\d/u.test(text) && /[a-z]/iu.test(text) && !isPlaceholder(text) && entropyOf(text) >= LEAST_ENTROPY && !isUuid(text);
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu.test(text);
}
