import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { contains, keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { lacksProperty } from './claims.ts';
import { builders } from './libraries.ts';
import { expiryOfOption, expiryOfTime } from './lifetime.ts';
import type { Expiry, TokenSigning } from './types.ts';

/** One call on a builder: `.setExpirationTime('2h')`. */
interface Link {
  readonly name: string | null;
  readonly node: TSESTree.CallExpression;
}

/** Tokens that are gathered by a chain: `new SignJWT(claims).setProtectedHeader(header).sign(key)`. */
export function builtSignings(file: SourceFile, project: Project): readonly TokenSigning[] {
  return file.nodes('NewExpression').flatMap((node) => built(file, node, project) ?? []);
}

function built(file: SourceFile, made: TSESTree.NewExpression, project: Project): TokenSigning | null {
  const symbol = project.symbol(originOf(file, made.callee));
  const known = symbol === null ? undefined : builders.get(symbol);
  const links = known && linksOf(file, made);
  const end = known && links?.find(({ name }) => name !== null && known.form.ends.includes(name));
  if (!known || !links || !end || made.arguments.some((a) => a.type === 'SpreadElement')) return null;
  const { form, library } = known;
  const payload = made.arguments[form.payload] ?? made;
  return {
    node: end.node,
    call: end.node,
    file,
    library,
    payload,
    secrets: end.node.arguments.slice(0, 1),
    expiry: expiryOf(file, payload === made ? null : payload, links, end, form.expiry, project),
    readable: form.readable,
    expiryEdit: (lifetime) => beforeEnd(end.node, `${form.expiry}('${lifetime}').`),
  };
}

/** The calls on a builder in the file, chained or on the name that holds it; null where it goes anywhere else. */
function linksOf(file: SourceFile, made: Node): readonly Link[] | null {
  const chain = chainOf(file, made);
  const parent = file.parent(chain.last);
  const isUsedUp = parent?.type === 'MemberExpression' || chain.links.some(({ name }) => name === 'sign' || name === 'encrypt' || name === 'encode');
  if (isUsedUp) return chain.links;
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return null;
  const variable = file.variableOf(parent.id);
  const more = variable && usesOf(file, variable);
  return more && [...chain.links, ...more];
}

function usesOf(file: SourceFile, variable: Variable): readonly Link[] | null {
  const found: Link[] = [];
  for (const reference of variable.references) {
    if (reference.init) continue;
    const { links } = chainOf(file, reference.identifier as Node);
    if (reference.isWrite() || links.length === 0) return null;
    found.push(...links);
  }
  return found;
}

function chainOf(file: SourceFile, start: Node): { readonly links: readonly Link[]; readonly last: Node } {
  const links: Link[] = [];
  let last = wrapped(file, start);
  for (let member = file.parent(last); member?.type === 'MemberExpression' && member.object === last; member = file.parent(last)) {
    const call = file.parent(wrapped(file, member));
    if (call?.type !== 'CallExpression' || unwrap(call.callee) !== member) break;
    links.push({ name: keyName(member), node: call });
    last = wrapped(file, call);
  }
  return { links, last };
}

function expiryOf(file: SourceFile, payload: Node | null, links: readonly Link[], end: Link, method: string, project: Project): Expiry {
  const [set, ...more] = links.filter(({ name }) => name === method);
  if (more.length > 0 || links.some(({ name }) => name === null)) return { kind: 'unknown' };
  const time = set?.node.arguments[0];
  // Apart from the chain that signs it may be called under a condition.
  if (set) return time && time.type !== 'SpreadElement' && contains(end.node, set.node) ? expiryOfSetter(file, time, project) : { kind: 'set' };
  if (!payload) return { kind: 'none' };
  const claims = optionsOf(file, payload, project);
  const claim = claims.properties.get('exp');
  if (claim) return expiryOfTime(claim.file, claim.node, 'seconds', project);
  return claims.isOpen && !lacksProperty(file, payload, 'exp', project) ? { kind: 'unknown' } : { kind: 'none' };
}

/** A text is a time span; a number is a time in seconds, and a date a time (jose, `setExpirationTime`). */
function expiryOfSetter(file: SourceFile, node: Node, project: Project): Expiry {
  const values = project.constants(file, node);
  if (values?.some((value) => typeof value === 'string')) return expiryOfOption(file, node, 'seconds', project);
  const time = values ? null : expiryOfTime(file, node, 'seconds', project);
  return !time ? { kind: 'set' } : time.kind === 'milliseconds' ? expiryOfTime(file, node, 'milliseconds', project) : time;
}

function beforeEnd(call: TSESTree.CallExpression, text: string): Edit | null {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && !callee.computed ? { range: [callee.property.range[0], callee.property.range[0]], text } : null;
}
