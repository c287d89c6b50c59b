import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { patternNames } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowOf } from '../flow/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { sqlModelOf } from '../sql/model.ts';
import type { DataOperation, FieldValue } from '../sql/types.ts';
import { inWords } from '../words/model.ts';
import { handlerOf, inputFields } from './inputs.ts';
import type { InputField } from './inputs.ts';

/** An e-mail address that clients send, which the database gets in the case it was typed in. */
export interface RawEmail {
  readonly input: InputField;
  /** How the database uses it. */
  readonly use: 'stored' | 'compared';
}

/** Databases whose texts are compared without regard to case unless a column says otherwise. */
const CASELESS: ReadonlySet<string> = new Set(['mysql', 'mssql']);
/** A column, index, setter or hook that does not care about case, or takes it away. */
const IN_STORE = /\bcitext\b|\blower\s*\(\s*[\w"'`.$[\]{}]*e?mail|\blowercase\s*:\s*true|\bcollate\s+nocase/iu;
const HOOK = /(?:\bBefore(?:Insert|Update)\b|\bbefore(?:Save|Create|Update|Validate|Insert)\b|\bpre\s*\(\s*['"](?:save|validate)|\$(?:extends|before\w+)\b|\btransformer\s*:)[\s\S]{0,600}?[mM]ail[^;\n]{0,100}\.to(?:Locale)?LowerCase\s*\(|[mM]ail[\s\S]{0,200}?(?<![.\w])set\s*[:(][^;]{0,120}\.to(?:Locale)?LowerCase\s*\(/u;
/** Code that takes the case away, or asks without regard to it. */
const LOWERS = /\bto(?:Locale)?LowerCase\b|\bnormali[sz]e\w*(?:mail|address)\w*|\binsensitive\b|\bi?regex\w*\b|\bi[lL]ike\b|\blower\s*\(|\b_\.toLower\b|\bcollation\b/u;

/** The e-mail addresses of what the linted file takes from clients that reach the database as they were typed. */
export const rawEmailsOf = perFile((context): readonly RawEmail[] => {
  const told = new Set<Node>();
  return inputFields(context).flatMap((input): readonly RawEmail[] => {
    if (!isEmail(input) || isNormalised(input) || told.has(input.place)) return [];
    const handler = handlerOf(context, input.use);
    const use = handler && useOf(context, handler, input.field.name);
    if (!use) return [];
    told.add(input.place);
    return [{ input, use }];
  });
});

/** Whether a name is that of an e-mail address: `email`, `user_email`, `emailAddress`. */
function isEmailName(name: string): boolean {
  return /(?:^| )(?:email|e mail|mail)(?: address)?$/u.test(inWords(name));
}

function isEmail({ field, schema }: InputField): boolean {
  return schema.type === 'string' && isEmailName(field.name);
}

/** Whether the schema gives it in lower case, or something of the project's own may. */
function isNormalised({ schema, objects }: InputField): boolean {
  const isOwn = schema.library.form === 'decorators' && schema.steps.some(({ kind, name }) => kind === 'refinement' && name === '');
  return schema.coerces || isOwn || schema.steps.some((step) => step.kind === 'transform' && step.is !== 'trim') || objects.some(({ steps }) => steps.some(({ kind }) => kind === 'transform'));
}

/** What the database does with the address a handler is given; null where it gets none, it is normalised on the way, or case does not matter there. */
function useOf(context: RuleContext, handler: RouteHandler, name: string): RawEmail['use'] | null {
  const [project, settings] = [projectOf(context), settingsOf(context)];
  const reached = reachedFrom([handler], project);
  if (reached.some(({ file, fn }) => lowers(file, fn))) return null;
  const operations = reached.flatMap(({ file, fn }) => {
    if (!/mail/i.test(file.text)) return [];
    const model = sqlModelOf(file, project, settings);
    const texts = model.queries.filter(({ node }) => runsIn(file, fn, node)).flatMap((query) => model.operationsOf(query));
    return [...texts, ...model.built.filter(({ node }) => runsIn(file, fn, node))];
  });
  const using = operations.filter((operation) => usedIn(operation, () => true) !== null);
  if (using.some(({ dialect, file }) => CASELESS.has(dialect) || isCaselessStore(project, file)) || isCaselessStore(project, sourceFileOf(context))) return null;
  return using.map((operation) => usedIn(operation, (value) => isHanded(value, name, project, settings))).find((use) => use !== null) ?? null;
}

/** Whether a value is what the client sent under a name, or what a function is handed: not of a row or a session. */
function isHanded({ value, file }: FieldValue, name: string, project: Project, settings: Settings): boolean {
  return flowOf(file, project, settings).trace(value).sources.some(({ kind, read }) => kind === 'parameter' || (kind === 'request' && read?.path.at(-1) === name));
}

/** Whether a function may take the case of an address away: it says so beside one, or does it to what it is handed. */
function lowers(file: SourceFile, fn: FunctionNode): boolean {
  const text = file.textOf(fn);
  if (!LOWERS.test(text)) return false;
  const handed = fn.params.flatMap(patternNames).map(({ name }) => name.replaceAll('$', '.'));
  return /mail/i.test(text) || (handed.length > 0 && new RegExp(`\\b(?:${handed.join('|')})\\b[\\w?.!()]*\\.to(?:Locale)?LowerCase\\b`, 'u').test(text));
}

function usedIn({ where, data }: DataOperation, isMeant: (value: FieldValue) => boolean): RawEmail['use'] | null {
  const isUsed = (value: FieldValue): boolean => isEmailName(value.column) && isMeant(value);
  return where.some(isUsed) ? 'compared' : data.some(isUsed) ? 'stored' : null;
}

/** Whether the schema, a model or a hook of a file's package takes care of the case of addresses. */
function isCaselessStore(project: Project, file: SourceFile): boolean {
  return stores(project)(project.packageOf(file)?.folder ?? project.root);
}

const stores = memo((project: Project) => {
  const known = new Map<string, boolean>();
  return (folder: string): boolean => {
    let found = known.get(folder);
    if (found === undefined) known.set(folder, (found = project.filesOf(folder).some((path) => mindsCase(project.text(path) ?? ''))));
    return found;
  };
});

function mindsCase(text: string): boolean {
  return /mail/i.test(text) && (IN_STORE.test(text) || (text.includes('LowerCase') && HOOK.test(text)));
}
