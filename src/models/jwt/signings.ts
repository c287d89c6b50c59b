import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, isOpen, unwrap } from '../../ast/syntax.ts';
import { perProject } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import type { Options } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { builtSignings } from './builders.ts';
import { lacksProperty } from './claims.ts';
import { configuredExpiry } from './configured.ts';
import { SAYS_JWT, tokenCallOf } from './libraries.ts';
import { expiryOfOption, expiryOfTime, secondsOf } from './lifetime.ts';
import type { Expiry, SignForm, TokenSigning } from './types.ts';

const UNKNOWN: Expiry = { kind: 'unknown' };
const NONE: Expiry = { kind: 'none' };
/** Options that hold the key. */
const KEYS = ['secret', 'privateKey', 'key'];

/** The calls of a file that sign tokens, in source order. */
export const signingsOf = perProject((file: SourceFile, project: Project): readonly TokenSigning[] =>
  file.passes(SAYS_JWT) ? [...file.nodes('CallExpression').flatMap((call) => signing(file, call, project) ?? []), ...builtSignings(file, project)].sort((a, b) => a.call.range[0] - b.call.range[0]) : [],
);

function signing(file: SourceFile, call: TSESTree.CallExpression, project: Project): TokenSigning | null {
  const known = tokenCallOf(file, call, project);
  if (known?.does !== 'signs' || call.arguments.some((a) => a.type === 'SpreadElement')) return null;
  const { form, library } = known;
  const payload = call.arguments[form.payload];
  const made = form.made ? makerOf(file, call, project) : { node: call, file };
  if (!payload || !made) return null;
  const given = optionsAt(made, form);
  const options = given === 'function' ? optionsOf(file, null, project) : nestedOptions(made.file, given, form, project);
  const secret = form.secret === undefined ? undefined : call.arguments[form.secret];
  return {
    node: form.made && made.file === file ? made.node : call,
    call,
    file,
    library,
    payload,
    secrets: [...(secret ? [secret] : []), ...KEYS.flatMap((key) => options.properties.get(key)?.node ?? [])],
    expiry: expiryOf(file, payload, options, form, project),
    readable: true,
    expiryEdit: (lifetime) => (made.file === file ? expiryEdit(made.node, given, payload, form, lifetime) : null),
  };
}

/** The call that made a signer: `createSigner({ … })`. */
function makerOf(file: SourceFile, call: TSESTree.CallExpression, project: Project): { readonly node: TSESTree.CallExpression; readonly file: SourceFile } | null {
  const origin = project.follow(originOf(file, call.callee));
  return origin.kind === 'call' && origin.node.type === 'CallExpression' ? { node: origin.node, file: origin.file } : null;
}

function optionsAt({ node }: { readonly node: TSESTree.CallExpression }, { options }: SignForm): Node | null | 'function' {
  const given = options === undefined ? undefined : node.arguments[options];
  return given && isFunction(unwrap(given)) ? 'function' : (given ?? null);
}

function nestedOptions(file: SourceFile, given: Node | null, { nested }: SignForm, project: Project): Options {
  const options = optionsOf(file, given, project);
  const inner = nested === undefined ? undefined : options.properties.get(nested);
  return inner ? optionsOf(inner.file, inner.node, project) : options;
}

function expiryOf(file: SourceFile, payload: Node, options: Options, form: SignForm, project: Project): Expiry {
  // A payload that is no object holds no claims, and takes no such option.
  if (unwrap(payload).type === 'Literal') return UNKNOWN;
  const claims = optionsOf(file, payload, project);
  const claim = claims.properties.get('exp');
  const said = form.expiresIn && options.properties.get('expiresIn');
  if (said && form.expiresIn) return expiryOfOption(said.file, said.node, form.expiresIn, project);
  if (claim) return expiryOfTime(claim.file, claim.node, 'seconds', project);
  if (options.isOpen || (claims.isOpen && !lacksProperty(file, payload, 'exp', project))) return UNKNOWN;
  return form.configured ? configuredExpiry(file, form.configured, form.expiresIn ?? 'seconds', project) : NONE;
}

function expiryEdit(call: TSESTree.CallExpression, given: Node | null | 'function', payload: Node, { options, nested, expiresIn }: SignForm, lifetime: string): Edit | null {
  if (expiresIn === undefined) {
    const claims = unwrap(payload);
    return claims.type === 'ObjectExpression' ? propertyAdded(claims, `exp: ${inSeconds(lifetime)}`) : null;
  }
  const option = `expiresIn: '${lifetime}'`;
  const callback = options === undefined ? undefined : call.arguments[options];
  if (given === 'function' && callback) return { range: [callback.range[0], callback.range[0]], text: `{ ${option} }, ` };
  if (given === null) return call.arguments.length === options ? argumentAdded(call, `{ ${option} }`) : null;
  const object = given === 'function' ? null : unwrap(given);
  if (object?.type !== 'ObjectExpression' || isOpen(object)) return null;
  return nested !== undefined && object.properties.some((p) => p.type === 'Property' && p.key.type === 'Identifier' && p.key.name === nested) ? null : propertyAdded(object, option);
}

/** `Math.floor(Date.now() / 1000) + 15 * 60` for `15m`. */
function inSeconds(lifetime: string): string {
  const minutes = (secondsOf(lifetime) ?? 0) / 60;
  return `Math.floor(Date.now() / 1000) + ${minutes % 1440 === 0 ? `${minutes / 1440} * 24 * 60` : minutes} * 60`;
}
