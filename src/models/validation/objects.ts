import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Field, Schema, ValidationLibrary } from './types.ts';

type Read = (file: SourceFile, node: Node) => Schema | null;
type Fields = Pick<Schema, 'fields' | 'complete'>;

const NONE: Fields = { fields: [], complete: false };
const MAX_DEPTH = 8;

/** The fields that the argument of an object schema names: a literal, a name for one, spreads of either. */
export function fieldsIn(project: Project, file: SourceFile, node: Node, read: Read, depth = 0): Fields {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return NONE;
  if (inner.type === 'ObjectExpression') return composedOf(inner.properties.map((property) => ofProperty(project, file, property, read, depth)));
  // A parameter holds what the caller adds, which is looked at there.
  if (inner.type === 'Identifier' && file.variableOf(inner)?.defs[0]?.type === 'Parameter') return { fields: [], complete: 'handed' };
  if (inner.type === 'MemberExpression') {
    const base = read(file, inner.object);
    if (base && base.library.shape === keyName(inner)) return base;
  }
  const local = originOf(file, inner);
  const origin = local.kind === 'value' ? local : project.follow(local);
  return origin.kind === 'value' && unwrap(origin.node) !== inner ? fieldsIn(project, origin.file, origin.node, read, depth + 1) : NONE;
}

function ofProperty(project: Project, file: SourceFile, property: TSESTree.ObjectLiteralElement, read: Read, depth: number): Fields {
  if (property.type === 'SpreadElement') return fieldsIn(project, file, property.argument, read, depth + 1);
  const name = keyName(property);
  if (name === null) return NONE;
  const field: Field = {
    name,
    node: property,
    file,
    get schema() {
      return read(file, property.value);
    },
  };
  return { fields: [field], complete: true };
}

function composedOf(all: readonly Fields[]): Fields {
  const complete = all.some((one) => one.complete === false) ? false : all.some((one) => one.complete === 'handed') ? 'handed' : true;
  return { fields: composed(all), complete };
}

/** The fields of several objects in one; the last of a name counts. */
export function composed(all: readonly Pick<Schema, 'fields'>[]): readonly Field[] {
  return [...new Map(all.flatMap(({ fields }) => fields.map((field) => [field.name, field] as const))).values()];
}

/** The keys a list or an object of flags names: `['id']`, `{ id: true }`; null when it is not written out. */
export function keysIn(file: SourceFile, node: Node): readonly string[] | null {
  const local = originOf(file, node);
  const inner = unwrap(local.kind === 'value' ? local.node : node);
  const names = inner.type === 'ArrayExpression' ? inner.elements.map((e) => (e ? stringValue(e) : null)) : inner.type === 'ObjectExpression' ? inner.properties.map((p) => (p.type === 'Property' ? keyName(p) : null)) : null;
  return names?.every((name) => name !== null) ? names : null;
}

/** The table of a library that names a step. */
export function isNamed(library: ValidationLibrary, name: string): 'formats' | 'bounds' | 'values' | 'transforms' | 'refinements' | 'presence' | 'settings' | null {
  const tables = ['transforms', 'formats', 'bounds', 'presence'] as const;
  return tables.find((table) => Object.hasOwn(library[table], name)) ?? (library.values.includes(name) ? 'values' : library.refinements.includes(name) ? 'refinements' : library.settings?.includes(name) ? 'settings' : null);
}
