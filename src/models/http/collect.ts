import type { TSESTree } from '@typescript-eslint/utils';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, isFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { all, any, calls, words } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { mayBeHandler, mayHoldHandlers, signatureOf } from './evidence.ts';
import { CALLBACK_NAMES, METHODS, exportForms, frameworks, importsCallbacks } from './lookup.ts';
import type { ExportForm, HttpFacts, MethodCall, Of } from './types.ts';

const CALLS_BACK = calls(...CALLBACK_NAMES);
const SETS_TIMER = words('setInterval');
const REGISTERS = calls(...METHODS);
/** `members[verb]('/x', h)` */
const COMPUTED = /\]\s*!?\s*(?:\?\.)?\s*(?:[(<]|\)\s*!?\s*\(|as\b|satisfies\b)/u;
const DIRECTIVES = frameworks.flatMap(({ directive }) => directive?.text ?? []);
const DIRECTS = any(...DIRECTIVES.map((text) => all(...text.split(' ').map((word) => words(word)))));
const NAMES_ROOT = words(/Query|Mutation/);

/** Of a file that says nothing of HTTP. */
export const NO_FACTS: HttpFacts = { calls: [], signatures: [], classes: [], callbacks: [], exports: [], actions: [], resolvers: [] };

/** The http facts of one file by itself: calls that may register, functions that look like handlers, exports a path makes entry points. */
export const collectHttp = memo((file: SourceFile): HttpFacts => {
  const facts: HttpFacts = {
    calls: file.passes(REGISTERS) || COMPUTED.test(file.text) ? callsOf(file) : [],
    signatures: mayHoldHandlers(file) ? functionsOf(file).flatMap((fn) => (mayBeHandler(file, fn) ? (signatureOf(file, fn) ?? []) : [])) : [],
    classes: file.text.includes('@') && file.has('Decorator') ? decoratedClasses(file) : [],
    callbacks: callbacksOf(file),
    exports: exportForms.filter((form) => form.value.path.test(file.path) && hasNamedExport(file, form)),
    actions: file.passes(DIRECTS) && DIRECTIVES.some((text) => file.text.includes(text)) ? actionsOf(file) : [],
    resolvers: file.passes(NAMES_ROOT) ? resolversOf(file) : [],
  };
  return Object.values(facts).every((list: readonly unknown[]) => list.length === 0) ? NO_FACTS : facts;
});

function functionsOf(file: SourceFile): FunctionNode[] {
  return [...file.nodes('FunctionDeclaration'), ...file.nodes('FunctionExpression'), ...file.nodes('ArrowFunctionExpression')].filter((fn) => fn.body !== null);
}

/** Calls of a method that some framework registers with, with arguments that could be a registration. */
function callsOf(file: SourceFile): MethodCall[] {
  const found: MethodCall[] = [];
  for (const node of file.nodes('CallExpression')) {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression') continue;
    const name = keyName(callee);
    // `members[verb]('/x', h)`: any of the verbs.
    if (name === null ? callee.property.type === 'Identifier' && isRegistration(node, 'get') : METHODS.has(name) && isRegistration(node, name)) found.push({ node, name, receiver: callee.object });
  }
  return found;
}

function isRegistration(node: TSESTree.CallExpression, name: string): boolean {
  const [first] = node.arguments;
  if (!first) return false;
  if (name === 'use' || name === 'register' || name === 'prefix' || name === 'route') return true;
  const last = node.arguments.at(-1);
  if (!last || !canBeFunction(last)) return false;
  if (node.arguments.length > 1) return true;
  const inner = unwrap(last);
  return isFunction(inner) || ((inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'CallExpression') && isChained(node));
}

/** Whether the receiver is itself a call: `router.route('/x').get(h)`, `procedure.input(s).query(h)`. */
function isChained(node: TSESTree.CallExpression): boolean {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && unwrap(callee.object).type !== 'ThisExpression';
}

function canBeFunction(node: Node): boolean {
  const inner = node.type === 'SpreadElement' ? unwrap(node.argument) : unwrap(node);
  return isFunction(inner) || ['Identifier', 'MemberExpression', 'CallExpression', 'ArrayExpression', 'ObjectExpression', 'ConditionalExpression', 'LogicalExpression', 'ImportExpression', 'NewExpression', 'AwaitExpression'].includes(inner.type);
}

function decoratedClasses(file: SourceFile): ClassNode[] {
  return [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')].filter((node) => node.body.body.some((m) => m.type === 'MethodDefinition' && decoratorsOf(m).length > 0) || decoratorsOf(node).length > 0);
}

/** Calls and constructions that may hand a function to a scheduler, a queue or a server. */
function callbacksOf(file: SourceFile): (TSESTree.CallExpression | TSESTree.NewExpression)[] {
  const known = importsCallbacks(file);
  const timers = file.passes(SETS_TIMER);
  const members = file.passes(CALLS_BACK);
  if (!known && !timers && !members) return [];
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].filter((node) => {
    if (node.arguments.length === 0) return false;
    const callee = unwrap(node.callee);
    if (callee.type === 'Identifier') return known || callee.name === 'setInterval';
    if (callee.type !== 'MemberExpression') return false;
    const { path } = memberChain(callee);
    return known || CALLBACK_NAMES.has(path.at(-1) ?? '');
  });
}

function hasNamedExport(file: SourceFile, form: Of<ExportForm>): boolean {
  const { names, uses, members } = form.value;
  const has = (name: string): boolean => file.text.includes(name);
  return Object.keys(names).some(has) && (!uses || uses.some(has)) && (!members || Object.keys(members).some(has));
}

/** Functions of a module or of a body that begins with `'use server'`. */
function actionsOf(file: SourceFile): FunctionNode[] {
  const inside = functionsOf(file).filter((fn) => fn.body?.type === 'BlockStatement' && isDirective(fn.body.body[0]));
  return isDirective(file.ast.body[0]) ? [...inside, ...functionsOf(file).filter((fn) => isExportedFunction(file, fn))] : inside;
}

function isDirective(statement: Node | undefined): boolean {
  return statement?.type === 'ExpressionStatement' && statement.expression.type === 'Literal' && DIRECTIVES.includes(String(statement.expression.value));
}

function isExportedFunction(file: SourceFile, fn: FunctionNode): boolean {
  let node: Node = fn;
  for (let parent = file.parent(node); parent; node = parent, parent = file.parent(node)) {
    if (parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration') return true;
    if (parent.type !== 'VariableDeclarator' && parent.type !== 'VariableDeclaration' && parent.type !== 'CallExpression' && unwrap(parent) === parent) return false;
  }
  return false;
}

const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'];

/** Values of a resolver map: an object with the root types of GraphQL, each an object of functions. */
function resolversOf(file: SourceFile): Node[] {
  const found: Node[] = [];
  for (const map of file.nodes('ObjectExpression')) {
    const roots = map.properties.flatMap((p) => (p.type === 'Property' && ROOT_TYPES.includes(keyName(p) ?? '') && p.value.type === 'ObjectExpression' ? [p.value] : []));
    for (const root of roots) {
      for (const p of root.properties) if (p.type === 'Property' && (isFunction(p.value) || p.value.type === 'CallExpression')) found.push(p.value);
    }
  }
  return found;
}
