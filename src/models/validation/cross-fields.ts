import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { schemasOf } from './model.ts';
import { libraryOf } from './read.ts';
import type { Field, Schema, ValidationLibrary } from './types.ts';

/** Two fields of one object whose values say something about each other, and nothing looks at both. */
export interface UncheckedPair {
  readonly schema: Schema;
  readonly first: Field;
  readonly second: Field;
  readonly kind: 'equal' | 'ordered';
}

/** Pairs of words that stand for the ends of one range. */
const RANGES: readonly (readonly [string, string])[] = [
  ['start', 'end'],
  ['starts', 'ends'],
  ['begin', 'end'],
  ['valid_from', 'valid_to'],
  ['valid_from', 'valid_until'],
  ['min', 'max'],
  ['check_in', 'check_out'],
];
/** What a moment is called behind or in front of such a word. */
const MOMENTS: ReadonlySet<string> = new Set(['', 'date', 'time', 'at', 'on', 'datetime', 'date_time', 'day', 'timestamp', 'price', 'amount', 'age', 'value']);
const REPEATED = /^(?:(?:confirm|confirmed|repeat|repeated|retype)_(?<after>.+)|(?<before>.+)_(?:confirm|confirmation|repeat|again))$/u;
const ends = RANGES.map(([, end]) => end).join('|').replaceAll('_', '_?');
const moments = [...MOMENTS].filter((name) => name !== '').join('|').replaceAll('_', '_?');
/** Passed by a file with a name for the end of a range, or for what is repeated. */
export const MAY_NAME_PAIR = words(new RegExp(`^(?:(?:${moments})_?)?(?:${ends})(?:_?(?:${moments}))?$`, 'i'), /confirm|repeat|retype|again/i);
const COMPARABLE: ReadonlySet<string> = new Set(['date', 'number', 'bigint']);

const MAX_DEPTH = 3;
/** What keeps a schema under another name, or hands it out again. */
const HOLDING: ReadonlySet<string> = new Set(['VariableDeclarator', 'AssignmentExpression', 'AssignmentPattern', 'Property', 'ReturnStatement', 'ArrowFunctionExpression', 'ArrayExpression', 'NewExpression', 'ConditionalExpression', 'LogicalExpression']);

/** Pairs of fields in the schemas of the linted file that no condition compares. */
export const uncheckedPairs = perFile((context): readonly UncheckedPair[] => {
  const schemas = says(context, MAY_NAME_PAIR) ? schemasOf(context) : [];
  if (schemas.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const told = new Set<Node>();
  return schemas.flatMap((schema) => {
    if (schema.type !== 'object' || isConditional(schema) || isRefined(project, file, schema)) return [];
    return pairsOf(schema).filter(({ first, second }) => {
      if (second.file !== file || told.has(second.node) || isCompared(project, file, first.name, second.name)) return false;
      told.add(second.node);
      return true;
    }).map((pair) => ({ ...pair, schema }));
  });
});

/** Whether a condition of the project's own looks at the object, or one of its fields at another. */
function isConditional({ steps, fields, complete }: Schema): boolean {
  return complete !== true || steps.some(({ kind }) => kind === 'refinement' || kind === 'transform') || fields.some(({ schema }) => schema?.steps.some((step) => step.kind === 'refinement' || step.arguments.some(mayRefer)) ?? false);
}

/** `ref('password')`, `Joi.ref('start')`, a function: an argument that is worked out from elsewhere. */
function mayRefer(argument: Node): boolean {
  const inner = unwrap(argument);
  return inner.type === 'ArrayExpression' ? inner.elements.some((e) => e !== null && mayRefer(e)) : inner.type === 'CallExpression' || inner.type === 'ArrowFunctionExpression' || inner.type === 'FunctionExpression';
}

/** Whether something that takes the schema, or its name, may add a condition: a pipe, a longer chain, a function of the project's own. */
function isRefined(project: Project, file: SourceFile, { node, library }: Schema): boolean {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  if (parent && mayRefine(project, file, library, parent, outer, 0)) return true;
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' && isNameRefined(project, file, library, parent.id, 0);
}

function isNameRefined(project: Project, file: SourceFile, library: ValidationLibrary, name: TSESTree.Identifier, depth: number): boolean {
  return (file.variableOf(name)?.references ?? []).some(({ identifier, init }) => {
    const use = init === true ? null : file.parent(identifier);
    return use !== null && mayRefine(project, file, library, use, identifier as Node, depth);
  });
}

function mayRefine(project: Project, file: SourceFile, library: ValidationLibrary, parent: Node, schema: Node, depth: number): boolean {
  if (parent.type === 'SpreadElement') return true;
  if (parent.type === 'MemberExpression') return !Object.hasOwn(library.parsers, keyName(parent) ?? '');
  if (parent.type !== 'CallExpression' || parent.callee === schema) return false;
  const callee = unwrap(parent.callee);
  if (callee.type === 'MemberExpression' && keyName(callee) === 'input') return false;
  const symbol = project.symbol(originOf(file, parent.callee));
  if (symbol === null) return mayRefineBelow(project, file, library, parent, schema, depth);
  const name = symbol.slice(symbol.search(/[.#][^.#]*$/u) + 1);
  return libraryOf(symbol) === library && library.combinations?.[name] === 'then';
}

/** Whether a function of the project that takes the schema may do more with it than parse. */
function mayRefineBelow(project: Project, file: SourceFile, library: ValidationLibrary, call: TSESTree.CallExpression, schema: Node, depth: number): boolean {
  const callee = project.follow(originOf(file, call.callee));
  const parameter = callee.kind === 'function' ? callee.node.params[call.arguments.indexOf(schema as TSESTree.Expression)] : undefined;
  if (callee.kind !== 'function' || !callee.node.body || parameter?.type !== 'Identifier' || depth >= MAX_DEPTH) return true;
  const isHeld = callee.file.variableOf(parameter)?.references.some(({ identifier }) => HOLDING.has(callee.file.parent(identifier)?.type ?? '')) ?? true;
  return isHeld || isNameRefined(project, callee.file, library, parameter, depth + 1);
}

function pairsOf({ fields }: Schema): readonly Omit<UncheckedPair, 'schema'>[] {
  const named = new Map(fields.map((field) => [inSnakeCase(field.name), field] as const));
  return [...named].flatMap(([name, field]): readonly Omit<UncheckedPair, 'schema'>[] => {
    const repeated = REPEATED.exec(name)?.groups;
    const original = repeated ? (named.get(repeated['after'] ?? repeated['before'] ?? '') ?? named.get(`new_${repeated['after'] ?? repeated['before'] ?? ''}`)) : undefined;
    if (original) return areAlike(original, field) ? [{ first: original, second: field, kind: 'equal' }] : [];
    return RANGES.flatMap(([start, end]) => {
      const rest = around(name, end);
      const other = rest === null ? undefined : named.get(rest.text.replace('*', start));
      return rest !== null && other && MOMENTS.has(rest.bare) && isRange(other, field, rest.bare) ? [{ first: other, second: field, kind: 'ordered' as const }] : [];
    });
  });
}

/** Two texts that anybody may send. */
function areAlike(first: Field, second: Field): boolean {
  return first.schema?.type === 'string' && second.schema?.type === 'string';
}

/** Moments and numbers can be compared; texts are where their name or format says that they hold a moment. */
function isRange(first: Field, second: Field, bare: string): boolean {
  const holds = ({ schema }: Field): boolean => schema !== null && (COMPARABLE.has(schema.type) || (schema.type === 'string' && (schema.steps.some((step) => step.kind === 'format' && (step.is === 'date' || step.is === 'date-time')) || /date|time|^at$|^on$|day/u.test(bare))));
  return holds(first) && holds(second);
}

/** `end_date` with `end` taken out: `*_date`, and `date` without the mark. */
function around(name: string, word: string): { readonly text: string; readonly bare: string } | null {
  const match = new RegExp(`^(?:(.+)_)?${word}(?:_(.+))?$`, 'u').exec(name);
  if (!match || (match[1] !== undefined && match[2] !== undefined)) return null;
  return { text: name.replace(new RegExp(`(^|_)${word}(?=_|$)`, 'u'), '$1*'), bare: match[1] ?? match[2] ?? '' };
}

function inSnakeCase(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/gu, '$1_$2').toLowerCase();
}

/** Whether code of the package compares the two, by the look of it: on one line, with an operator between them or a call that compares. */
function isCompared(project: Project, file: SourceFile, first: string, second: string): boolean {
  // `start != null && end != null` looks at each of them alone.
  const between = String.raw`(?:(?<!=)[<>]=?|[=!]==?)(?!=|\s*(?:null|undefined)\b)[^;\n]*?`;
  const both = new RegExp(`\\b${first}\\b[^;\\n]*?${between}\\b${second}\\b|\\b${second}\\b[^;\\n]*?${between}\\b${first}\\b|(?:before|after|same|compare|diff\\w*|equals?)\\s*\\((?=[^;\\n]*\\b${first}\\b)(?=[^;\\n]*\\b${second}\\b)|\\b(?:${first}|${second})\\b[^;\\n]*(?:before|after|same|compare|diff|equals?)\\w*\\([^;\\n]*\\b(?:${first}|${second})\\b`, 'iu');
  const folder = project.packageOf(file)?.folder;
  const paths = folder === undefined ? [] : project.filesOf(folder).filter((path) => /\.[cm]?[jt]sx?$/u.test(path));
  return [file.text, ...paths.map((path) => project.text(path) ?? '')].some((text) => text.includes(first) && text.includes(second) && both.test(text));
}
