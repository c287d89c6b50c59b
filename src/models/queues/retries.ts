import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callsOn, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import type { Options } from '../../project/options.ts';
import { isAddress, optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { nestDefaults } from './nest.ts';
import type { ProducerForm, Retry, RetryForm } from './types.ts';

interface Answer {
  readonly retry: Retry;
  readonly edits: readonly Edit[] | null;
}

const UNKNOWN: Answer = { retry: 'unknown', edits: null };

/** What becomes of a job that fails, by the options it is given and the defaults of its queue. */
export function retryOf(file: SourceFile, node: TSESTree.CallExpression, form: ProducerForm, at: number, project: Project): Answer {
  if (form.chain) return ofChain(file, node, form.chain, project);
  const { retry, bulk } = form;
  if (!retry || node.arguments.some((argument) => argument.type === 'SpreadElement')) return UNKNOWN;
  const defaults = defaultsOf(file, node, retry, project);
  if (defaults === 'unknown') return UNKNOWN;
  if (bulk !== undefined) return { retry: ofBulk(file, node.arguments[0] ?? null, bulk, retry, defaults, project), edits: null };
  const given = node.arguments[at] ?? null;
  const said = judged(optionsOf(file, given, project), retry, defaults, project);
  return { retry: said, edits: said === 'none' ? added(node, given, at, retry) : null };
}

/** Options and defaults together: what a job says itself counts first. */
function judged(own: Options, form: RetryForm, defaults: Options | null, project: Project): Retry {
  if (form.schedules.some((name) => own.properties.has(name))) return 'unknown';
  const said = (name: string): { readonly node: Node; readonly file: SourceFile } | undefined => own.properties.get(name) ?? defaults?.properties.get(name);
  const attempts = said(form.attempts);
  if (!attempts) return own.isOpen || defaults?.isOpen ? 'unknown' : 'none';
  // Once, on purpose: a job that must not be done twice.
  if (isAlways(project, attempts.file, attempts.node, (value) => typeof value === 'number' && value <= 1)) return 'unknown';
  const backoff = said(form.backoff);
  if (!backoff) return own.isOpen || defaults?.isOpen ? 'unknown' : 'constant';
  return growth(backoff, form.growing, project);
}

function growth({ node, file }: { readonly node: Node; readonly file: SourceFile }, growing: string, project: Project): Retry {
  const values = project.constants(file, node);
  if (values) return values.every((value) => typeof value === 'number') ? 'constant' : values.every((value) => value === growing) ? 'growing' : 'unknown';
  const type = optionsOf(file, node, project).properties.get('type');
  if (!type) return 'unknown';
  if (isAlways(project, type.file, type.node, (value) => value === growing)) return 'growing';
  // Any other name is a strategy of one's own.
  return isAlways(project, type.file, type.node, (value) => value === 'fixed') ? 'constant' : 'unknown';
}

/** The default options of the queue's jobs; null where it has none. */
function defaultsOf(file: SourceFile, node: TSESTree.CallExpression, { defaults }: RetryForm, project: Project): Options | null | 'unknown' {
  const callee = unwrap(node.callee);
  if (!defaults || callee.type !== 'MemberExpression') return null;
  const made = project.follow(originOf(file, callee.object));
  if (made.kind !== 'instance' && made.kind !== 'call') return 'unknown';
  const maker = made.node;
  if (!maker) return nestDefaults(file, defaults.option, project);
  if (maker.type === 'TaggedTemplateExpression' || maker.arguments.some((argument) => argument.type === 'SpreadElement')) return 'unknown';
  for (const argument of maker.arguments.slice(defaults.argument)) {
    if (isAddress(made.file, argument, project)) continue;
    const { properties, isOpen } = optionsOf(made.file, argument, project);
    const said = properties.get(defaults.option);
    if (said) return optionsOf(said.file, said.node, project);
    if (isOpen) return 'unknown';
  }
  return null;
}

function ofBulk(file: SourceFile, list: Node | null, key: string, form: RetryForm, defaults: Options | null, project: Project): Retry {
  const inner = list && unwrap(list);
  if (inner?.type !== 'ArrayExpression') return 'unknown';
  const each = inner.elements.map((element): Retry => {
    const job = element && unwrap(element);
    if (job?.type !== 'ObjectExpression') return 'unknown';
    return judged(optionsOf(file, propertyOf(job, key)?.value ?? null, project), form, defaults, project);
  });
  return each.find((retry) => retry === 'none' || retry === 'constant') ?? 'unknown';
}

function ofChain(file: SourceFile, node: TSESTree.CallExpression, { attempts, backoff, growing }: NonNullable<ProducerForm['chain']>, project: Project): Answer {
  const calls = callsOn(file, node);
  // Kept in a variable, it may be told later.
  if (!calls.some(({ name }) => name === 'save')) return UNKNOWN;
  const called = (name: string): TSESTree.CallExpression | undefined => calls.find((call) => call.name === name)?.node;
  if (!called(attempts)) return { retry: 'none', edits: null };
  const [strategy] = called(backoff)?.arguments ?? [];
  return { retry: !strategy || isAlways(project, file, strategy, (value) => value !== growing) ? 'constant' : 'growing', edits: null };
}

function added(node: TSESTree.CallExpression, given: Node | null, at: number, { adds }: RetryForm): readonly Edit[] | null {
  const written = given && unwrap(given);
  if (written) return written.type === 'ObjectExpression' ? [propertyAdded(written, adds)] : null;
  const edit = node.arguments.length === at ? argumentAdded(node, `{ ${adds} }`) : null;
  return edit && [edit];
}
