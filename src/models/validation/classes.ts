import { originOf } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import classValidator from './class-validator.ts';
import { composed, isNamed, keysIn } from './objects.ts';
import { libraryOf } from './read.ts';
import { step } from './steps.ts';
import type { Field, Schema, Step, ValidationLibrary, ValueType } from './types.ts';

const library: ValidationLibrary = classValidator;
const MAX_DEPTH = 8;
/** Makers of classes from others: what is left of their fields. */
const MAPPED: ReadonlyMap<string, 'all' | 'pick' | 'omit' | 'optional'> = new Map(
  ['@nestjs/mapped-types', '@nestjs/swagger', '@nestjs/graphql'].flatMap((from) => [
    [`${from}#PartialType`, 'optional' as const],
    [`${from}#PickType`, 'pick' as const],
    [`${from}#OmitType`, 'omit' as const],
    [`${from}#IntersectionType`, 'all' as const],
  ]),
);

/** Schemas that are classes with decorated fields, in source order. */
export function classSchemasIn(file: SourceFile, project: Project): readonly Schema[] {
  if (!library.packages.some((name) => file.text.includes(name))) return [];
  return [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')].flatMap((node) => classSchema(project, file, node) ?? []);
}

/** The schema a class is, by the decorators of its fields and of those it inherits; null where none has any. */
export function classSchema(project: Project, file: SourceFile, node: ClassNode, depth = 0): Schema | null {
  const own = node.body.body.flatMap((member): readonly Field[] => {
    const name = member.type === 'PropertyDefinition' && !member.static ? keyName(member) : null;
    const schema = name === null ? null : fieldSchema(project, file, member);
    return name !== null && schema ? [{ name, node: member, file, schema }] : [];
  });
  const base = node.superClass && depth < MAX_DEPTH ? inherited(project, file, node.superClass, depth + 1) : null;
  const complete = node.superClass === null || base !== null;
  const fields = composed([...(base ?? []), { fields: own }]);
  return fields.length === 0 ? null : { library, node, file, type: 'object', coerces: false, steps: [], fields, complete, unknownKeys: 'unknown', parts: [] };
}

/** The schemas a superclass stands for; null where it cannot be read. */
function inherited(project: Project, file: SourceFile, node: Node, depth: number): readonly Pick<Schema, 'fields'>[] | null {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') {
    const how = MAPPED.get(project.symbol(originOf(file, inner.callee)) ?? '');
    const [first, second] = inner.arguments;
    if (!how || !first) return null;
    if (how === 'all') {
      const parts = inner.arguments.map((argument) => inherited(project, file, argument, depth));
      return parts.every((part) => part !== null) ? parts.flat() : null;
    }
    const of = inherited(project, file, first, depth);
    const keys = second && how !== 'optional' ? keysIn(file, second) : [];
    if (!of || !keys) return null;
    return how === 'optional' ? of : [{ fields: composed(of).filter(({ name }) => keys.includes(name) === (how === 'pick')) }];
  }
  const origin = project.follow(originOf(file, inner));
  if (origin.kind !== 'class' || depth > MAX_DEPTH) return null;
  return [classSchema(project, origin.file, origin.node, depth) ?? { fields: [] }];
}

function fieldSchema(project: Project, file: SourceFile, member: Node): Schema | null {
  const names: string[] = [];
  let own = false;
  const steps = decoratorsOf(member).flatMap((decorator): readonly Step[] => {
    const expression = unwrap(decorator.expression);
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    const origin = originOf(file, callee);
    const symbol = project.symbol(origin);
    if (symbol === null || libraryOf(symbol) !== library) {
      // A decorator of the project's own may check and change anything.
      if (symbol === null) own = true;
      return [];
    }
    const name = symbol.slice(symbol.indexOf('#') + 1);
    names.push(name);
    const table = isNamed(library, name);
    return table ? [step(library, table, name, { name, node: decorator, file, arguments: valuesOf(name, expression), range: decorator.range }, project)] : [];
  });
  if (names.every((name) => !isValidator(name))) return null;
  const type = names.map((name) => library.types[name]).find((found): found is ValueType => found !== undefined) ?? (steps.some(({ kind }) => kind === 'format') ? 'string' : 'unknown');
  const custom: readonly Step[] = own ? [{ kind: 'refinement', is: null, name: '', node: member, file, arguments: [], range: member.range }] : [];
  return { library, node: member, file, type, coerces: steps.some(({ kind }) => kind === 'transform'), steps: [...steps, ...custom], fields: [], complete: true, unknownKeys: 'unknown', parts: [] };
}

/** Whether a decorator checks a value: class-transformer's `Expose` and `Exclude` are for answers too. */
function isValidator(name: string): boolean {
  return !['Expose', 'Exclude', 'Type', 'Transform'].includes(name);
}

/** What a decorator does with the value: `Transform` gets it as a property of its argument. */
function valuesOf(name: string, expression: Node): readonly Node[] {
  if (expression.type !== 'CallExpression') return [];
  const [first] = expression.arguments;
  if (name !== 'Type' || !first || !isFunction(first) || !first.body || first.body.type === 'BlockStatement') return expression.arguments;
  // `@Type(() => Number)`
  return [first.body];
}
