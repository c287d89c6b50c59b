import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { optionsOf } from '../../project/options.ts';
import { httpModel } from '../http/model.ts';
import { libraryCalls, NAMES_HASHER } from './calls.ts';
import { wordsOf } from '../words/model.ts';
import { passwordIn } from './data.ts';
import { ARGON2_LEAST, BCRYPT_LEAST, PBKDF2_LEAST, SCRYPT_LEAST } from './least-costs.ts';
import type { CheapHash, Cost, CostName, CostPlace, HashCall } from './types.ts';

type Costs = ReadonlyMap<CostName, Cost>;
type Verdict = Pick<CheapHash, 'said' | 'least' | 'raised'> & { readonly at: Cost };

/** The password hashes of the linted file that are known to be cheaper than OWASP's least. */
export function cheapHashesOf(context: RuleContext, bcryptCost = BCRYPT_LEAST): readonly CheapHash[] {
  if (!says(context, NAMES_HASHER)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return libraryCalls(file, project).flatMap((call): CheapHash[] => {
    const costs = call.form.costs && costsOf(call, call.form.costs, project);
    const verdict = costs && judged(call, costs, bcryptCost);
    if (!verdict || !isOfPassword(context, file, call, project)) return [];
    const { at, ...said } = verdict;
    return [{ call: call.node, node: at.node ?? call.node, name: call.form.name, ...said }];
  });
}

/** What a call says of its costs; null where any of them is not known. */
function costsOf({ node, file }: HashCall, places: readonly CostPlace[], project: Project): Costs | null {
  const found = new Map<CostName, Cost>();
  for (const place of places) {
    const cost = costAt(file, node, place, project);
    if (!cost) return null;
    found.set(place.of, cost);
  }
  return found;
}

function costAt(file: SourceFile, node: TSESTree.CallExpression, { of, argument, properties, fallback }: CostPlace, project: Project): Cost | null {
  const given = node.arguments[argument];
  const byDefault: Cost | null = fallback === null ? null : { of, values: [fallback], literal: null, node: null };
  if (!given || isCallback(file, given, project)) return byDefault;
  let [value, home] = [given as TSESTree.Node, file];
  if (properties) {
    const options = optionsOf(file, given, project);
    const said = properties.map((name) => options.properties.get(name)).find((one) => one !== undefined);
    if (!said) return options.isOpen ? null : byDefault;
    [value, home] = [said.node, said.file];
  }
  const values = of === 'variant' ? variantOf(home, value, project) : project.constants(home, value);
  if (!values || values.length === 0 || !values.every((one) => typeof one === 'number' || typeof one === 'string')) return null;
  const literal = unwrap(value);
  return { of, values, literal: home === file && literal.type === 'Literal' ? literal : null, node: home === file ? value : null };
}

/** `scrypt(password, salt, 64, (error, key) => …)` */
function isCallback(file: SourceFile, node: TSESTree.Node, project: Project): boolean {
  return project.follow(originOf(file, node)).kind === 'function';
}

/** `argon2.argon2i`, `Algorithm.Argon2id` */
function variantOf(file: SourceFile, node: TSESTree.Node, project: Project): readonly string[] | null {
  const name = project.symbol(originOf(file, node))?.toLowerCase().match(/\bargon2(?:id|i|d)$/u)?.[0];
  if (name !== undefined) return [name];
  const number = project.constants(file, node)?.[0];
  return typeof number === 'number' ? [['argon2d', 'argon2i', 'argon2id'][number] ?? 'argon2id'] : null;
}

function judged({ form }: HashCall, costs: Costs, bcryptCost: number): Verdict | null {
  switch (form.kind) {
    case 'bcrypt':
      return tooLow(costs.get('cost'), bcryptCost, (n) => `a cost of ${n}`);
    case 'pbkdf2': {
      const digest = costs.get('digest')?.values[0];
      const least = typeof digest === 'string' ? PBKDF2_LEAST[digest.toLowerCase().replace('-', '')] : undefined;
      return least === undefined ? null : tooLow(costs.get('iterations'), least, (n) => `${n.toLocaleString('en')} iterations of ${String(digest)}`);
    }
    case 'scrypt': {
      const [cost, block, parallel] = [costs.get('cost'), highest(costs.get('blockSize')), highest(costs.get('parallelism'))];
      const n = highest(cost);
      if (!cost || n === null || block === null || parallel === null || SCRYPT_LEAST.some((least) => n >= least.cost && block >= least.blockSize && parallel >= least.parallelism)) return null;
      const [first] = SCRYPT_LEAST;
      const raised = cost.literal && block >= first.blockSize && n < first.cost ? [{ literal: cost.literal, to: first.cost }] : [];
      return { at: cost, said: `N=${n}, r=${block} and p=${parallel}`, least: `N=${first.cost}, r=${first.blockSize} and p=${first.parallelism}, or its equals`, raised };
    }
    case 'argon2':
      return cheapArgon2(costs);
    case 'fast':
      return null;
  }
}

function cheapArgon2(costs: Costs): Verdict | null {
  const variant = costs.get('variant');
  if (variant?.values[0] !== 'argon2id' && variant) return { at: variant, said: String(variant.values[0]), least: 'argon2id', raised: [] };
  const [memory, passes] = [costs.get('memory'), costs.get('passes')];
  const [m, t] = [highest(memory), highest(passes)];
  if (!memory || !passes || m === null || t === null || ARGON2_LEAST.some((least) => m >= least.memory && t >= least.passes)) return null;
  const [, first] = ARGON2_LEAST;
  const low = [
    { cost: memory, has: m, to: first.memory },
    { cost: passes, has: t, to: first.passes },
  ].filter(({ has, to }) => has < to);
  const raised = low.flatMap(({ cost, to }) => (cost.literal ? [{ literal: cost.literal, to }] : []));
  return {
    at: low[0]?.cost ?? memory,
    said: `${m} KiB and ${t === 1 ? 'one pass' : `${t} passes`}`,
    least: `${first.memory} KiB and ${first.passes} passes, or its equals`,
    raised: raised.length === low.length ? raised : [],
  };
}

function tooLow(cost: Cost | undefined, least: number, text: (n: number) => string): Verdict | null {
  const value = highest(cost);
  if (!cost || value === null || value >= least) return null;
  return { at: cost, said: text(value), least: text(least), raised: cost.literal ? [{ literal: cost.literal, to: least }] : [] };
}

/** The highest value a cost can have: a low one may be for tests. */
function highest(cost: Cost | undefined): number | null {
  return cost?.values.every((value): value is number => typeof value === 'number') ? Math.max(...cost.values) : null;
}

const CIPHERS = /\b(?:createCipher|createDecipher|createSecretKey|importKey|SecretKey)/u;
const VERIFIES = /\btimingSafeEqual\b/u;
const KEYS: ReadonlySet<string> = new Set(['key', 'apikey', 'token']);

/**
 * bcrypt and Argon2 hash passwords and little else. From the others keys are derived too, so that it takes a password, or a
 * file that compares what is derived and enciphers nothing.
 */
function isOfPassword(context: RuleContext, file: SourceFile, { form, hashed }: HashCall, project: Project): boolean {
  if (form.kind === 'bcrypt' || form.kind === 'argon2') return true;
  if (CIPHERS.test(file.text)) return false;
  if (VERIFIES.test(file.text)) return !hashed.some(isKey);
  const http = httpModel(context);
  return hashed.some((node) => passwordIn({ file, project, readOf: (part) => http.readOf(part) }, node) !== null);
}

/** What a program made itself is as random as it is long: a key or token needs no slow hash. */
function isKey(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  const name = inner.type === 'Identifier' ? inner.name : inner.type === 'MemberExpression' ? keyName(inner) : null;
  return name !== null && wordsOf(name).some((word) => KEYS.has(word));
}
