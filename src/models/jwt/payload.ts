import { PASSWORDS } from '../passwords/data.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { propertyRemoved } from '../../ast/edits.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, propertyOf, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { PEOPLE } from '../identity/model.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { wordsOf } from '../words/model.ts';
import { payloadsHandedOn } from './makers.ts';
import { signingsOf } from './signings.ts';

/** Something in the payload of a signed token that its holder should not read. */
export interface SensitiveClaim {
  readonly node: Node;
  /** Name of the claim, or the table of a whole row. */
  readonly name: string;
  readonly kind: 'claim' | 'row';
  /** What leaves the claim out. */
  readonly edit: Edit | null;
}

const MAX_DEPTH = 4;
/** Passed by a file with a word for signing, or for what is signed. */
export const SAYS_SIGNING = words(/token|jwt|sign|auth/i);
/** Names that say something about a secret and not the secret itself. */
const ABOUT: ReadonlySet<string> = new Set([
  'age', 'allowed', 'at', 'attempts', 'change', 'changed', 'count', 'date', 'enabled', 'expired', 'expires', 'expiry', 'forgot', 'has', 'id', 'is', 'last', 'length', 'method', 'must', 'need', 'needs', 'policy', 'request', 'required', 'reset', 'set', 'status', 'strength', 'time', 'type', 'updated', 'url', 'verified', 'version',
]);
/** Options that narrow the columns of a row. */
const NARROWING: ReadonlySet<string> = new Set(['select', 'attributes', 'columns', 'omit', 'fields', 'projection']);
const NARROWING_CALLS: ReadonlySet<string> = new Set(['select', 'returning', 'columns', 'column', 'pluck', 'project']);

/** What the tokens that the linted file signs hold, or hands to a function that signs, and their holder should not read. */
export function sensitiveClaims(context: RuleContext, { email }: { readonly email: boolean }): readonly SensitiveClaim[] {
  if (!says(context, SAYS_SIGNING)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const payloads = new Set([...signingsOf(file, project).flatMap(({ payload, readable }) => (readable ? [payload] : [])), ...payloadsHandedOn(file, project)]);
  const found = new Map<Node, SensitiveClaim>();
  const rowAt = (node: Node): DataOperation | null => rowOf(file, node, project, context);
  for (const payload of payloads) for (const claim of claimsIn(file, payload, { project, email, rowAt }, 0)) found.set(claim.node, claim);
  return [...found.values()];
}

interface Asked {
  readonly project: Project;
  readonly email: boolean;
  rowAt(node: Node): DataOperation | null;
}

function claimsIn(file: SourceFile, payload: Node, asked: Asked, depth: number): SensitiveClaim[] {
  const object = literalOf(file, payload, asked.project);
  if (!object) {
    const row = asked.rowAt(payload);
    return row ? [{ node: payload, name: row.table ?? '', kind: 'row', edit: null }] : [];
  }
  return object.properties.flatMap((property): SensitiveClaim[] => {
    if (property.type === 'SpreadElement') {
      const row = asked.rowAt(property.argument);
      return row ? [{ node: property, name: row.table ?? '', kind: 'row', edit: null }] : [];
    }
    const name = keyName(property);
    if (name !== null && isSensitive(name, asked.email) && isData(file, property.value, asked.project)) return [{ node: property, name, kind: 'claim', edit: propertyRemoved(object, property) }];
    const inner = depth < MAX_DEPTH && property.value.type !== 'AssignmentPattern' ? claimsIn(file, property.value, asked, depth + 1) : [];
    // A name that holds the row cannot be taken out of a shorthand by itself.
    return inner.map((claim) => (claim.node === property.value ? { ...claim, node: property, edit: propertyRemoved(object, property) } : claim));
  });
}

/** The object literal that an expression is in the same file, through a name. */
function literalOf(file: SourceFile, node: Node, project: Project): TSESTree.ObjectExpression | null {
  const inner = unwrap(node);
  if (inner.type === 'ObjectExpression') return inner;
  if (inner.type !== 'Identifier') return null;
  const origin = project.follow(originOf(file, inner));
  const value = origin.kind === 'value' && origin.file === file ? unwrap(origin.node) : null;
  return value?.type === 'ObjectExpression' ? value : null;
}

function isSensitive(name: string, email: boolean): boolean {
  const words = wordsOf(name);
  if (words.some((word) => ABOUT.has(word))) return false;
  const last = words.at(-1);
  const joined = words.join('');
  return words.some((word) => PASSWORDS.has(word)) || last === 'secret' || last === 'ssn' || /socialsecuritynumber|creditcard|cardnumber/.test(joined) || last === 'cvv' || last === 'cvc' || (email && words.includes('email'));
}

/** Whether a value is somebody's data: no constant, no answer of yes or no, nothing a function has made of it. */
function isData(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrapAwait(node);
  if (inner.type === 'LogicalExpression') return isData(file, inner.left, project) || isData(file, inner.right, project);
  return (inner.type === 'Identifier' || inner.type === 'MemberExpression') && project.constants(file, inner) === null;
}

/** The operation that gives a whole row of people, where an expression is one; null for a row whose columns are chosen. */
function rowOf(file: SourceFile, node: Node, project: Project, context: RuleContext): DataOperation | null {
  const inner = unwrapAwait(node);
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression' && inner.type !== 'CallExpression') return null;
  const origin = project.follow(originOf(file, inner));
  if (origin.kind !== 'call' || origin.node.type !== 'CallExpression') return null;
  const call = origin.node;
  const operation = sqlModelOf(origin.file, project, settingsOf(context)).operations.find((o) => o.node === call || (o.node.range[0] === call.range[0] && contains(call, o.node)));
  // What a document of Mongoose gives to a token is its schema's to say: toJSON may leave fields out.
  if (!operation || operation.client === 'mongoose' || operation.many === true || !PEOPLE.test(operation.table ?? '') || operation.query || (operation.action !== 'read' && operation.returnsRow !== true)) return null;
  return isNarrowed(origin.file, call) ? null : operation;
}

function isNarrowed(file: SourceFile, call: TSESTree.CallExpression): boolean {
  return file.nodesIn(call, 'CallExpression').some(({ callee, arguments: given }) => {
    const method = unwrap(callee);
    if (method.type === 'MemberExpression' && NARROWING_CALLS.has(keyName(method) ?? '')) return true;
    return given.some((argument) => {
      const options = unwrap(argument);
      return options.type === 'ObjectExpression' ? [...NARROWING].some((name) => propertyOf(options, name) !== null) || options.properties.some((p) => p.type === 'SpreadElement') : options.type === 'Identifier' && given.indexOf(argument) > 0;
    });
  });
}
