import type { TSESTree } from '@typescript-eslint/utils';
import { propertyRemoved } from '../../ast/edits.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, isOpen, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { any, calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { flowModel } from '../flow/model.ts';
import { httpModel } from '../http/model.ts';
import { libraryOf, schemaAt } from './read.ts';
import type { Schema, ValidationLibrary } from './types.ts';

/** A validator of request data that ends at the first fault. */
export interface EarlyStop {
  /** The call, or the property that says so. */
  readonly node: Node;
  readonly option: string;
  /** `field`: it ends at the first fault of each field. */
  readonly of: 'input' | 'field';
  readonly edits: readonly Edit[] | null;
}

/** class-validator's option, and what takes it: https://github.com/typestack/class-validator#passing-options */
const PER_FIELD = 'stopAtFirstError';
const TAKERS: ReadonlySet<string> = new Set(['new @nestjs/common#ValidationPipe', 'class-validator#validate', 'class-validator#validateOrReject', 'class-validator#validateSync']);
const OPTION_TYPES: ReadonlySet<string> = new Set(['new @nestjs/common#ValidationPipeOptions', 'new class-validator#ValidatorOptions']);
const MAY_PARSE = any(calls('validate', 'validateAsync', 'validateSync'), words('celebrate'));
const SAYS_PER_FIELD = words(PER_FIELD);
/** Passed by a file that may tell a validator, or leave out to tell it, where to end. */
export const MAY_STOP_EARLY = any(MAY_PARSE, SAYS_PER_FIELD);

/** The validators of the linted file that tell the client one fault at a time, in source order. */
export const earlyStopsOf = perFile((context): readonly EarlyStop[] => {
  return [...(says(context, MAY_PARSE) ? ofCalls(context) : []), ...(says(context, SAYS_PER_FIELD) ? ofFields(context) : [])];
});

function ofCalls(context: RuleContext): readonly EarlyStop[] {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return file.nodes('CallExpression').flatMap((call): readonly EarlyStop[] => {
    const symbol = project.symbol(originOf(file, call.callee));
    const library = symbol === null ? undefined : libraryOf(symbol);
    const option = library?.stopsBy;
    if (symbol === null || !library || !option) return [];
    const at = placeOfOptions(library, symbol, call);
    const [first] = call.arguments;
    if (at === null || !first || saysElsewhere(project, file, call, symbol, library)) return [];
    if (library.middlewares?.[nameIn(symbol)] === undefined && !isOfRequest(context, first)) return [];
    const said = optionsEdits(call, at, option);
    return said ? [{ node: call, option, of: 'input', edits: said.edits }] : [];
  });
}

function nameIn(symbol: string): string {
  return symbol.slice(symbol.indexOf('#') + 1);
}

/** The place of the options of a call that parses; null for a call that does not. */
function placeOfOptions(library: ValidationLibrary, symbol: string, call: TSESTree.CallExpression): number | null {
  const made = library.middlewares?.[nameIn(symbol)];
  if (made !== undefined) return made;
  const name = call.callee.type === 'MemberExpression' ? (keyName(call.callee) ?? '') : '';
  return (Object.hasOwn(library.parsers, name) ? library.parsers[name]?.options : undefined) ?? null;
}

/** Whether the schema says how it is parsed, or may; one that can have one fault only has nothing to say. */
function saysElsewhere(project: Project, file: SourceFile, { callee }: TSESTree.CallExpression, symbol: string, { stopsBy = '', middlewares }: ValidationLibrary): boolean {
  const method = unwrap(callee);
  if (method.type !== 'MemberExpression' || middlewares?.[nameIn(symbol)] !== undefined) return false;
  // `Joi.defaults(…).object(…)`
  if (symbol.includes('.defaults()') || symbol.includes('#defaults()')) return true;
  const schema = schemaAt(project, file, method.object);
  return schema ? isSettled(schema, stopsBy) || !mayFailTwice(schema) : isSaidInPackage(project, file, stopsBy);
}

function isSettled({ steps }: Schema, option: string): boolean {
  return steps.some((step) => step.kind === 'setting' && step.arguments.some((argument) => argument.type !== 'ObjectExpression' || isOpen(argument) || propertyOf(argument, option) !== null));
}

function mayFailTwice({ type, fields, complete }: Schema): boolean {
  return type === 'object' ? fields.length > 1 || complete === false : type === 'array';
}

function isSaidInPackage(project: Project, file: SourceFile, option: string): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return file.text.includes(option);
  return project.filesOf(folder).some((path) => project.text(path)?.includes(option));
}

/** Whether a value is data of a request, or holds some. */
function isOfRequest(context: RuleContext, value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'ObjectExpression') return inner.properties.some((property) => isOfRequest(context, property.type === 'Property' ? property.value : property.argument));
  if (httpModel(context).readOf(inner)) return true;
  const { sources } = flowModel(context).trace(inner);
  return sources.some(({ kind }) => kind === 'request');
}

/** What makes the call go on; null where it does already, or it is not known. */
function optionsEdits(call: TSESTree.CallExpression, at: number, option: string): { readonly edits: readonly Edit[] | null } | null {
  if (call.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  const given = call.arguments[at];
  const before = call.arguments[at - 1];
  if (!given) return { edits: before ? [{ range: [before.range[1], before.range[1]], text: `, { ${option}: false }` }] : null };
  const options = unwrap(given);
  if (options.type !== 'ObjectExpression' || options.properties.some(({ type }) => type === 'SpreadElement')) return null;
  const said = propertyOf(options, option);
  if (said) return said.value.type === 'Literal' && said.value.value === true ? { edits: [{ range: said.value.range, text: 'false' }] } : null;
  const [first] = options.properties;
  return { edits: [first ? { range: [first.range[0], first.range[0]], text: `${option}: false, ` } : { range: options.range, text: `{ ${option}: false }` }] };
}

function ofFields(context: RuleContext): readonly EarlyStop[] {
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return file.nodes('Property').flatMap((property): readonly EarlyStop[] => {
    const object = file.parent(property);
    if (keyName(property) !== PER_FIELD || property.value.type !== 'Literal' || property.value.value !== true || object?.type !== 'ObjectExpression') return [];
    return isTaken(project, file, object) ? [{ node: property, option: PER_FIELD, of: 'field', edits: [propertyRemoved(object, property)] }] : [];
  });
}

/** Whether an object is the options of a validator: handed to one, or of their type. */
function isTaken(project: Project, file: SourceFile, object: TSESTree.ObjectExpression): boolean {
  const parent = file.parent(object);
  if (parent?.type === 'VariableDeclarator') {
    const type = annotationOf(parent.id);
    return type?.type === 'TSTypeReference' && OPTION_TYPES.has(`new ${project.symbol(originOf(file, type.typeName)) ?? ''}`);
  }
  if (parent?.type !== 'NewExpression' && parent?.type !== 'CallExpression') return false;
  const symbol = project.symbol(originOf(file, parent.callee)) ?? '';
  return TAKERS.has(parent.type === 'NewExpression' ? `new ${symbol}` : symbol);
}
