import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, leadingText, memberChain, propertyOf, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { Environments } from '../migrations/environments.ts';
import { inWords } from '../words/model.ts';
import { METHODS, MODE, SERVERS, SERVER_OPTIONS, SWITCHES, TLS_OPTIONS, TLS_SERVERS, VARIABLE } from './switches.ts';
import type { DisabledVerification, TlsServer } from './types.ts';

/** Passed by a file that names what switches the check of certificates off. */
export const SAYS_UNVERIFIED = words(...Object.keys(SWITCHES), ...METHODS, VARIABLE, 'checkServerIdentity', 'sslmode');
/** Passed by a file that imports what can speak TLS to clients. */
export const NAMES_TLS_SERVER = packages(...[...TLS_SERVERS, ...Object.keys(TLS_OPTIONS)].map(packageOf));
const MAX_UP = 6;
/** What settings are called that switch the check off, or leave it on. */
const UNVERIFIED_WORDS = /\b(?:insecure|un(?:authorized|trusted|verified)|verif(?:y|ication)|self ?signed|(?:invalid|validate|check|trust|ignore|skip) (?:ssl |tls |server )?cert(?:ificate)?s?|strict (?:ssl|tls))\b/u;
const HOST_NAMES: ReadonlySet<string> = new Set(['host', 'hostname', 'url', 'uri', 'connectionString']);
const THIS_MACHINE = /^(?:[a-z][a-z+]*:\/\/)?(?:localhost|127\.0\.0\.1|\[?::1\]?)(?:[:/]|$)/u;

/** Where the linted file connects to others without a look at their certificates, in production too. */
export const disabledVerifications: (context: Parameters<typeof projectOf>[0]) => readonly DisabledVerification[] = perFile((context) => {
  if (!says(context, SAYS_UNVERIFIED)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const environments = new Environments(project, false);
  return [...properties(file, project), ...assignments(file, project), ...calls(file, project), ...modes(file)].filter(({ node }) => environments.mayRunInProduction(file, node) && !isChosen(file, node) && !isOfThisMachine(file, node)).sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Whether a condition around says that whoever runs this has asked for it: `if (settings.allowSelfSigned)`, `case 'no-verify'`. */
function isChosen(file: SourceFile, node: Node): boolean {
  let at = node;
  for (let outer = file.parent(at); outer && !isFunction(outer); at = outer, outer = file.parent(outer)) {
    const test = outer.type === 'IfStatement' || outer.type === 'ConditionalExpression' || outer.type === 'SwitchCase' ? outer.test : outer.type === 'LogicalExpression' ? outer.left : null;
    if (test && at !== test && UNVERIFIED_WORDS.test(inWords(file.textOf(test)))) return true;
  }
  return false;
}

/** Whether the options are of a connection to the machine itself, which nobody stands between. */
function isOfThisMachine(file: SourceFile, node: Node): boolean {
  let at: Node | null = node.type === 'Property' ? file.parent(node) : null;
  for (let up = 0; at && up < MAX_UP && !isFunction(at); up++, at = file.parent(at)) {
    if (at.type === 'ObjectExpression' && at.properties.some((property) => property.type === 'Property' && HOST_NAMES.has(keyName(property) ?? '') && THIS_MACHINE.test(leadingText(property.value)))) return true;
    if (at.type === 'CallExpression' || at.type === 'NewExpression') return at.arguments.some((argument) => THIS_MACHINE.test(leadingText(argument)));
  }
  return false;
}

/** `{ rejectUnauthorized: false }`, `{ checkServerIdentity: () => undefined }`. */
function properties(file: SourceFile, project: Project): DisabledVerification[] {
  return file.nodes('Property').flatMap((property): DisabledVerification[] => {
    const object = file.parent(property);
    const name = keyName(property);
    if (object?.type !== 'ObjectExpression' || name === null) return [];
    if (name === 'checkServerIdentity') return acceptsAll(file, property.value, project) ? [{ node: property, name, edits: null }] : [];
    if (!isOff(file, name, property.value, project) || isOfServer(file, object, project)) return [];
    const literal = unwrap(property.value);
    return [{ node: property, name, edits: literal.type === 'Literal' ? [{ range: literal.range, text: String(!SWITCHES[name]) }] : null }];
  });
}

/** `options.rejectUnauthorized = false`, `process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'`. */
function assignments(file: SourceFile, project: Project): DisabledVerification[] {
  return file.nodes('AssignmentExpression').flatMap((node): DisabledVerification[] => {
    const name = node.left.type === 'MemberExpression' ? keyName(node.left) : null;
    if (name === null) return [];
    if (name === VARIABLE) return project.constants(file, node.right)?.every((value) => String(value) === '0') && isEnvironment(node.left) ? [{ node, name, edits: null }] : [];
    const literal = unwrap(node.right);
    return isOff(file, name, node.right, project) ? [{ node, name, edits: literal.type === 'Literal' ? [{ range: literal.range, text: String(!SWITCHES[name]) }] : null }] : [];
  });
}

function isEnvironment(member: Node): boolean {
  const { path } = memberChain(member);
  return path.at(-2) === 'env';
}

function calls(file: SourceFile, project: Project): DisabledVerification[] {
  return file.nodes('CallExpression').flatMap((node): DisabledVerification[] => {
    const callee = unwrap(node.callee);
    const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
    return name !== null && METHODS.has(name) && node.arguments.length === 0 && project.symbol(originOf(file, callee)) !== null ? [{ node: callee.type === 'MemberExpression' ? callee.property : node, name, edits: null }] : [];
  });
}

/** `postgres://…?sslmode=no-verify`. */
function modes(file: SourceFile): DisabledVerification[] {
  return [...file.nodes('Literal'), ...file.nodes('TemplateLiteral')].flatMap((node): DisabledVerification[] => {
    const text = node.type === 'Literal' ? (typeof node.value === 'string' ? node.value : '') : node.quasis.map(({ value }) => value.raw).join(' ');
    return MODE.test(text) ? [{ node, name: 'sslmode=no-verify', edits: [{ range: node.range, text: file.textOf(node).replace(/([?&]sslmode=)no-verify\b/u, '$1verify-full') }] }] : [];
  });
}

function isOff(file: SourceFile, name: string, value: Node, project: Project): boolean {
  if (!Object.hasOwn(SWITCHES, name)) return false;
  return isAlways(project, file, value, (one) => one === SWITCHES[name]);
}

/** Whether options are those of what takes connections in, where clients may come without a certificate. */
function isOfServer(file: SourceFile, object: TSESTree.ObjectExpression, project: Project): boolean {
  if ([...SERVER_OPTIONS].some((name) => propertyOf(object, name))) return true;
  let at: Node = object;
  for (let up = 0; up < MAX_UP; up++) {
    const parent = file.parent(at);
    if (!parent || isFunction(parent)) return false;
    if (parent.type === 'Property' && SERVER_OPTIONS.has(keyName(parent) ?? '')) return true;
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      const symbol = project.symbol(originOf(file, parent.callee));
      return symbol !== null && SERVERS.has(parent.type === 'NewExpression' ? `new ${symbol}` : symbol);
    }
    at = parent;
  }
  return false;
}

/** Whether a function for the name in a certificate accepts any: it never gives an error. */
function acceptsAll(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  const origin = isFunction(inner) ? null : project.follow(originOf(file, inner));
  const found: { readonly fn: FunctionNode; readonly at: SourceFile } | null = isFunction(inner) ? { fn: inner, at: file } : origin?.kind === 'function' ? { fn: origin.node, at: origin.file } : null;
  if (!found?.fn.body) return false;
  const { fn, at } = found;
  if (fn.body.type === 'BlockStatement' && fn.body.body.some((statement) => statement.type !== 'ReturnStatement')) return false;
  return returnedExpressions(at, fn).every((value) => isNothing(at, value, project));
}

function isNothing(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  if (inner.type === 'UnaryExpression') return inner.operator === 'void';
  return project.constants(file, inner)?.every((value) => value === null || value === true) ?? false;
}

/** The places where the linted file makes an application that speaks TLS itself, in production too. */
export const tlsServers: (context: Parameters<typeof projectOf>[0]) => readonly TlsServer[] = perFile((context) => {
  if (!says(context, NAMES_TLS_SERVER)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const environments = new Environments(project, false);
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node): TlsServer[] => {
    const callee = unwrap(node.callee);
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return [];
    const called = project.symbol(originOf(file, callee));
    if (called === null) return [];
    const symbol = node.type === 'NewExpression' ? `new ${called}` : called;
    const place = serverPlace(file, node, symbol, project);
    return place && environments.mayRunInProduction(file, node) ? [{ node: place, name: file.textOf(callee).replaceAll(/\s+/gu, '') }] : [];
  });
});

/** What says TLS: the callee, or the option; null where nothing is known to, or where clients are asked for certificates. */
function serverPlace(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, symbol: string, project: Project): Node | null {
  if (TLS_SERVERS.has(symbol)) {
    const [given] = node.arguments;
    const options = optionsOf(file, given && !isFunction(unwrap(given)) ? given : null, project);
    return options.properties.has('requestCert') || (options.isOpen && /\brequestCert\b/u.test(file.text)) ? null : node.callee;
  }
  const form = Object.hasOwn(TLS_OPTIONS, symbol) ? TLS_OPTIONS[symbol] : undefined;
  const given = form && node.arguments[form.at];
  const said = form && given ? optionsOf(file, given, project).properties.get(form.name) : undefined;
  if (!said) return null;
  const inner = unwrap(said.node);
  const origin = inner.type === 'ObjectExpression' ? null : project.follow(originOf(said.file, inner));
  const object = inner.type === 'ObjectExpression' ? inner : origin?.kind === 'value' ? unwrap(origin.node) : null;
  if (object?.type !== 'ObjectExpression' || propertyOf(object, 'requestCert')) return null;
  return said.file === file ? said.node : node;
}
