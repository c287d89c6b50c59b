import type { Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { reachedFrom } from '../reach/model.ts';
import { handlerOf, inputFields } from './inputs.ts';
import type { InputField } from './inputs.ts';
import { senseOf } from './quantities.ts';
import type { Sense } from './quantities.ts';
import type { Bound, Schema } from './types.ts';

/** A field that takes values which make no sense, whoever the application is for. */
export interface SenselessField {
  readonly input: InputField;
  readonly sense: Sense;
  readonly lacks: readonly ('minimum' | 'maximum' | 'past')[];
}

const LEAST: ReadonlySet<Bound> = new Set(['minimum', 'range', 'exact']);
const MOST: ReadonlySet<Bound> = new Set(['maximum', 'range', 'exact']);

/** The fields of what the linted file takes from clients whose schemas leave out a bound that follows from what they are called. */
export const senselessFields = perFile((context): readonly SenselessField[] => {
  const told = new Set<Node>();
  return inputFields(context).flatMap((input): readonly SenselessField[] => {
    const sense = senseOf(input.field.name);
    const lacks = sense ? lackingIn(input.schema, sense) : [];
    if (!sense || lacks.length === 0 || told.has(input.place) || isLookedAt(input) || isCompared(context, input)) return [];
    told.add(input.place);
    return [{ input, sense, lacks }];
  });
});

function lackingIn(schema: Schema, { least, most, past }: Sense): SenselessField['lacks'] {
  // What the project's own code makes of a value, or thinks of it, is not known.
  if (schema.steps.some(({ kind, is }) => kind === 'refinement' || kind === 'values' || (kind === 'transform' && is === 'custom'))) return [];
  const has = (bounds: ReadonlySet<Bound>): boolean => schema.steps.some((step) => step.kind === 'bound' && bounds.has(step.is));
  if (past) return isMoment(schema) && !schema.steps.some((step) => step.kind === 'bound' && (MOST.has(step.is) || step.is === 'past')) ? ['past'] : [];
  if (schema.type !== 'number') return [];
  return [...(least !== undefined && !has(LEAST) ? ['minimum' as const] : []), ...(most !== undefined && !has(MOST) ? ['maximum' as const] : [])];
}

/** A moment that the library could compare with today: JSON Schema has no keyword for it. */
function isMoment({ type, library, steps }: Schema): boolean {
  if (library.form === 'options') return false;
  return type === 'date' || (type === 'string' && steps.some((step) => step.kind === 'format' && (step.is === 'date' || step.is === 'date-time')));
}

/** Whether a condition on one of the objects around a field may look at it. */
function isLookedAt({ field, objects }: InputField): boolean {
  return objects.some(({ steps }) => steps.some((step) => {
    if (step.kind !== 'refinement' && step.kind !== 'transform') return false;
    return step.arguments.length === 0 || step.arguments.some((argument) => !/Function/u.test(argument.type) || step.file.textOf(argument).includes(field.name));
  }));
}

/** Whether code that runs with the value compares it, by the look of it; where the handler is not known, any code of the package. */
function isCompared(context: RuleContext, { use, field }: InputField): boolean {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const handler = handlerOf(context, use);
  const texts = handler ? [...reachedFrom([handler], project).map((one) => one.file.textOf(one.fn)), ...sqlTexts(project, file)] : packageTexts(project, file);
  const own = field.name.replace(/[^\w]/gu, '.');
  return texts.some((text) => [own, ...aliases(text, own)].some((name) => comparing(name).test(text)));
}

/** Names that a text gives a property: `{ quantity: n }`, `const n = order.quantity`. */
function aliases(text: string, name: string): readonly string[] {
  const given = new RegExp(`\\b${name}\\b["']?\\s*:\\s*([a-z_$][\\w$]*)|\\b([\\w$]+)\\s*=\\s*[\\w$.?!]+\\.${name}\\b`, 'gu');
  return [...text.matchAll(given)].flatMap(([, property, variable]) => property ?? variable ?? []).map((one) => one.replaceAll('$', '.'));
}

function comparing(name: string): RegExp {
  return new RegExp(`\\b${name}\\b["'\`\\])!]*\\s*[<>]=?|[<>]=?\\s*[\\w.$?!\\["'\`]*\\b${name}\\b|\\b(?:min|max|clamp|abs|check|assert|ensure|valid|is|range|difference|between|before|after)\\w*\\s*\\([^;\\n]*\\b${name}\\b`, 'iu');
}

/** A CHECK of the table keeps senseless values out too. */
function sqlTexts(project: Project, file: SourceFile): readonly string[] {
  return packageTexts(project, file, /\.sql$/u);
}

function packageTexts(project: Project, file: SourceFile, paths = /\.(?:[cm]?[jt]sx?|sql)$/u): readonly string[] {
  const folder = project.packageOf(file)?.folder;
  return folder === undefined ? [] : project.filesOf(folder).filter((path) => paths.test(path)).flatMap((path) => project.text(path) ?? []);
}
