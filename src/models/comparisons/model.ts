import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowModel } from '../flow/model.ts';
import type { SourceKind } from '../flow/types.ts';
import { httpModel } from '../http/model.ts';
import { wordsOf } from '../words/model.ts';
import { secretIn } from './secrets.ts';
import type { SecretKind, UnsafeComparison } from './types.ts';

/** Passed by a file with a word for what only the server knows. */
export const SAYS_SECRET = words(/secret|token|key|hash|hmac|sign|scrypt|pbkdf2|session|passw|sid\b/i);
const MAKES_SECRET = words(/hmac|scrypt|pbkdf2|subtle|\bsign|signature/i);
const SAYS_STRATEGY = words(/passport/i);
const STRATEGY = /^(?:@[^/#]+\/)?passport-[^#]+#/u;
const OPERATORS: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
/** Fields of what messages are pushed to. */
const DEVICE_WORDS: ReadonlySet<string> = new Set(['device', 'push', 'fcm', 'apns', 'subscription']);
/** Where a stored secret can come from: not from the request, and not from the code itself. */
const KEPT: ReadonlySet<SourceKind> = new Set(['row', 'unknown', 'parameter']);

/** The comparisons of secrets with what clients send that end at the first difference, and so tell how much of it is right. */
export const unsafeComparisonsOf = perFile((context): readonly UnsafeComparison[] => {
  // A signature or a slow hash that is made here, or something of a request.
  if (!says(context, SAYS_SECRET) || (!says(context, MAKES_SECRET) && !says(context, SAYS_STRATEGY) && httpModel(context).handlers.length === 0)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return file.nodes('BinaryExpression').flatMap((node): UnsafeComparison[] => {
    if (!OPERATORS.has(node.operator)) return [];
    if (isOfDevice(file, node)) return [];
    const kind = comparedSecret(context, file, project, node.left, node.right) ?? comparedSecret(context, file, project, node.right, node.left);
    return kind ? [{ node, kind, edit: constantTime(file, node) }] : [];
  });
});

/** What the server knows on one side, where the other side is what a client may choose. */
function comparedSecret(context: RuleContext, file: SourceFile, project: Project, side: Node, other: Node): SecretKind | null {
  if (isNothing(other) || isNothing(side)) return null;
  const kind = secretIn(file, side, project);
  if (kind === null) return null;
  if (kind === 'signature' || kind === 'hash') {
    // Two signatures made on the spot differ in unforeseeable places: a constant-time comparison of its own.
    if (project.constants(file, other) !== null || secretIn(file, other, project) === kind) return null;
    // What is stored was signed by the same key: who has it not cannot choose how the signature begins.
    return kind === 'signature' && isRow(context, other) ? null : kind;
  }
  if (!isRequest(context, other) && !isOfStrategy(file, other, project)) return null;
  return kind === 'configured' || isKept(context, side) ? kind : null;
}

/** Whether a device is looked up: who knows the token of its push messages can send nothing by it. */
function isOfDevice(file: SourceFile, node: Node): boolean {
  let at = node;
  for (let outer = file.parent(at); outer?.type === 'LogicalExpression' && outer.operator === '&&'; outer = file.parent(at)) at = outer;
  return at !== node && file.nodesIn(at, 'MemberExpression').some((member) => wordsOf(keyName(member) ?? '').some((word) => DEVICE_WORDS.has(word)));
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' || inner.type === 'UnaryExpression' || (inner.type === 'Identifier' && inner.name === 'undefined') || (inner.type === 'TemplateLiteral' && inner.expressions.length === 0);
}

/** Whether a value is read from a request, also through names and texts, and comes from nowhere else but the code. */
function isRequest(context: RuleContext, node: Node): boolean {
  if (httpModel(context).handlers.length === 0) return false;
  if (httpModel(context).readOf(node)) return true;
  const { sources } = flowModel(context).trace(node);
  return sources.some(({ kind }) => kind === 'request') && sources.every(({ kind }) => kind === 'request' || kind === 'constant');
}

/** What passport hands a strategy's function is what the client sent: `new BasicStrategy((id, secret, done) => …)`. The last parameter answers. */
function isOfStrategy(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  const definition = inner.type === 'Identifier' ? file.variableOf(inner)?.defs[0] : null;
  if (definition?.type !== 'Parameter') return false;
  const fn = definition.node as FunctionNode;
  const made = file.parent(fn);
  const index = fn.params.findIndex((parameter) => parameter === definition.name);
  return made?.type === 'NewExpression' && index >= 0 && index < fn.params.length - 1 && STRATEGY.test(project.symbol(originOf(file, made.callee)) ?? '');
}

function isRow(context: RuleContext, node: Node): boolean {
  const { sources } = flowModel(context).trace(node);
  return sources.length > 0 && sources.every(({ kind }) => kind === 'row');
}

function isKept(context: RuleContext, node: Node): boolean {
  if (httpModel(context).readOf(node) || isOfRequest(context, node)) return false;
  const { sources } = flowModel(context).trace(node);
  return sources.length > 0 && sources.every(({ kind }) => KEPT.has(kind));
}

/** Whether a value hangs on the request, which middlewares put things on that clients sent: `req.token`. */
function isOfRequest(context: RuleContext, node: Node): boolean {
  const { root } = memberChain(node);
  const variable = root.type === 'Identifier' ? sourceFileOf(context).variableOf(root) : null;
  return variable !== null && httpModel(context).handlers.some(({ request, context: whole }) => variable === request || variable === whole);
}

/** `timingSafeEqual(Buffer.from(a), Buffer.from(b))` by a name the file imports already. */
function constantTime(file: SourceFile, { left, right, operator, range }: TSESTree.BinaryExpression): UnsafeComparison['edit'] {
  const name = importedName(file);
  if (name === null) return null;
  return { range, text: `${operator.startsWith('!') ? '!' : ''}${name}(Buffer.from(${file.textOf(left)}), Buffer.from(${file.textOf(right)}))` };
}

function importedName(file: SourceFile): string | null {
  for (const { source, specifiers, importKind } of file.nodes('ImportDeclaration')) {
    if (String(source.value).replace(/^node:/u, '') !== 'crypto' || importKind === 'type') continue;
    for (const specifier of specifiers) {
      if (specifier.type !== 'ImportSpecifier') return `${specifier.local.name}.timingSafeEqual`;
      if (specifier.imported.type === 'Identifier' && specifier.imported.name === 'timingSafeEqual') return specifier.local.name;
    }
  }
  return null;
}
