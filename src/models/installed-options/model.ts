import { dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { argumentAdded, propertyAdded } from '../../ast/edits.ts';
import { exportsOf } from '../../ast/exports.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, isFunction, keyName, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import type { Options } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import type { MissingOption, OptionConcern, OptionForm } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const formsOf = memo(({ forms }: OptionConcern) => new Map(forms.flatMap((form) => form.symbols.map((symbol) => [symbol, form] as const))));

/** The calls of the linted file that install something of a concern and are known not to say what it asks for. */
export function missingOptionsOf(context: RuleContext, concern: OptionConcern): readonly MissingOption[] {
  const { file: host } = hostViewOf(context);
  if (!host.passes(concern.named) || concern.elsewhere?.test(host.text)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const forms = formsOf(concern);
  const found = [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call) => missingIn(file, call, forms, project) ?? []).filter(({ node }) => !isAlternative(file, node, forms, project));
  const all = [...found, ...exported(file, forms, project)].sort((a, b) => a.node.range[0] - b.node.range[0]);
  return all.length > 0 && isSaidBeside(file, concern, project) ? [] : all;
}

/** Whether a file of the same folder says it: one driver of several, of which a setting chooses. */
function isSaidBeside(file: SourceFile, { elsewhere }: OptionConcern, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (!elsewhere || folder === undefined) return false;
  return shippedFiles(project, folder).some((path) => path !== file.path && dirname(path) === dirname(file.path) && elsewhere.test(project.text(path) ?? ''));
}

function missingIn(file: SourceFile, call: Call, forms: ReadonlyMap<string, OptionForm>, project: Project): MissingOption | null {
  const form = formOf(file, call, forms, project);
  if (!form || call.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const name = `${call.type === 'NewExpression' ? 'new ' : ''}${file.textOf(unwrap(call.callee))}`.replaceAll(/\s+/g, '').replace(/^new/, 'new ');
  if (form.options === null) return { node: call, name, edits: null };
  if (form.each !== undefined) return call.arguments.length > 0 && call.arguments.every((argument) => lacksBelow(file, argument, form, project)) ? { node: call, name, edits: null } : null;
  const given = call.arguments[form.options] ?? null;
  return lacks(file, given, form, project) ? { node: call, name, edits: edits(call, given, form) } : null;
}

/** `if (shared) limit({ store }) else limit({})`: a setting of the project chooses, and one of them says it. */
function isAlternative(file: SourceFile, node: Node, forms: ReadonlyMap<string, OptionForm>, project: Project): boolean {
  for (let at = file.parent(node); at; at = file.parent(at)) {
    if ((at.type !== 'IfStatement' && at.type !== 'ConditionalExpression') || !at.alternate || contains(at.test, node)) continue;
    const other = contains(at.consequent, node) ? at.alternate : at.consequent;
    const says = (call: Call): boolean => formOf(file, call, forms, project) !== null && missingIn(file, call, forms, project) === null;
    if ([...file.nodesIn(other, 'CallExpression'), ...file.nodesIn(other, 'NewExpression')].some(says)) return true;
  }
  return false;
}

function formOf(file: SourceFile, call: Call, forms: ReadonlyMap<string, OptionForm>, project: Project): OptionForm | null {
  const callee = unwrap(call.callee);
  const [plugin] = call.arguments;
  const isRegistration = call.type === 'CallExpression' && callee.type === 'MemberExpression' && keyName(callee) === 'register' && plugin !== undefined && !isFunction(plugin);
  const symbol = project.symbol(originOf(file, isRegistration ? plugin : callee));
  const form = symbol === null ? undefined : forms.get(call.type === 'NewExpression' ? `new ${symbol}` : symbol);
  return form && (form.plugin ?? false) === isRegistration ? form : null;
}

/** Whether options are known not to say it. A list of options says nothing. */
function lacks(file: SourceFile, given: Node | null, form: OptionForm, project: Project): boolean {
  const inner = given && unwrap(given);
  if (inner?.type === 'ArrayExpression') return true;
  const options = optionsOf(file, given, project);
  return isUnsaid(options, form) && (!form.only || isValue(options, form.only, project));
}

function isUnsaid({ properties, isOpen }: Options, { saidBy }: OptionForm): boolean {
  return !isOpen && !saidBy.some((name) => properties.has(name));
}

function isValue({ properties }: Options, { name, value }: NonNullable<OptionForm['only']>, project: Project): boolean {
  const said = properties.get(name);
  return said !== undefined && isAlways(project, said.file, said.node, (one) => one === value);
}

function lacksBelow(file: SourceFile, argument: Node, form: OptionForm, project: Project): boolean {
  const { properties, isOpen } = optionsOf(file, argument, project);
  const below = form.each === undefined ? undefined : properties.get(form.each);
  return below ? isUnsaid(optionsOf(below.file, below.node, project), form) : !isOpen;
}

/** A plugin that a file exports for a loader, with its options as `autoConfig`: an object, or a function that gives one. */
function exported(file: SourceFile, forms: ReadonlyMap<string, OptionForm>, project: Project): readonly MissingOption[] {
  return file.nodes('ExportDefaultDeclaration').flatMap(({ declaration }) => {
    if (declaration.type !== 'Identifier') return [];
    const symbol = project.symbol(originOf(file, declaration));
    const form = symbol === null ? undefined : forms.get(symbol);
    const config = form?.plugin ? exportsOf(file).names.get('autoConfig') : undefined;
    if (!form || !config) return [];
    const origin = project.follow(config);
    const values = origin.kind === 'function' ? returnedExpressions(origin.file, origin.node) : origin.kind === 'value' ? [origin.node] : [];
    const isLacking = values.length > 0 && (origin.kind === 'function' || origin.kind === 'value') && values.every((value) => lacks(origin.file, value, form, project));
    return isLacking ? [{ node: declaration, name: declaration.name, edits: null }] : [];
  });
}

function edits(call: Call, given: Node | null, { adds, options }: OptionForm): readonly Edit[] | null {
  if (adds === undefined || call.type !== 'CallExpression') return null;
  const written = given && unwrap(given);
  if (written) return written.type === 'ObjectExpression' ? [propertyAdded(written, adds)] : null;
  const edit = call.arguments.length === options ? argumentAdded(call, `{ ${adds} }`) : null;
  return edit && [edit];
}
