import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { schemaUses } from './uses.ts';
import type { Field, Schema, SchemaUse } from './types.ts';

/** A field that text never passes, of a schema that is given nothing else. */
export interface UnconvertedField {
  readonly use: SchemaUse;
  readonly field: Field;
  readonly schema: Schema;
  /** Turns the text into the type first; null where the library has no such form of it. */
  readonly edits: readonly Edit[] | null;
}

/** The parts of a request that hold nothing but text. */
const TEXT_PARTS: ReadonlySet<string> = new Set(['query', 'params', 'headers', 'cookies']);
const TYPES: ReadonlySet<string> = new Set(['number', 'boolean', 'bigint', 'date']);

/** Fields of the schemas which the linted file applies to query, path parameters, headers and cookies that refuse any text. */
export const unconvertedFields = perFile((context): readonly UnconvertedField[] => {
  const uses = schemaUses(context);
  if (uses.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return uses.flatMap((use) => {
    if (!TEXT_PARTS.has(use.part) || use.schema.type !== 'object' || use.schema.library.converts || isConverted(use, file, project)) return [];
    return use.schema.fields.flatMap((field): readonly UnconvertedField[] => {
      const { schema } = field;
      if (!schema || schema.library.converts || !TYPES.has(schema.type) || schema.coerces) return [];
      return [{ use, field, schema, edits: coerced(schema) }];
    });
  });
});

/** `z.number()` as `z.coerce.number()`. A boolean is left out: every text but the empty one would be true. */
function coerced({ node, file, type, library }: Schema): readonly Edit[] | null {
  const maker = library.coercions && Object.hasOwn(library.coercions, `coerce.${type}`) && type !== 'boolean' ? callChain(node)?.first : null;
  const callee = maker && unwrap(maker.callee);
  if (callee?.type !== 'MemberExpression' || keyName(callee) !== type) return null;
  return [{ range: callee.property.range, text: `coerce.${file.textOf(callee.property)}` }];
}

/** Whether classes get their values converted, or it is not known that they do not. */
function isConverted({ schema }: SchemaUse, file: SourceFile, project: Project): boolean {
  if (schema.library.form !== 'decorators') return false;
  return pipes(project)(project.packageOf(file)?.folder ?? project.root) !== 'plain';
}

/** What the validation pipes of a package do to values: nothing by themselves, convert them by the types of the class, or nothing is known. */
const pipes = memo((project: Project) => {
  const known = new Map<string, 'plain' | 'unknown'>();
  return (folder: string): 'plain' | 'unknown' => {
    let found = known.get(folder);
    if (!found) known.set(folder, (found = pipesIn(project, folder)));
    return found;
  };
});

function pipesIn(project: Project, folder: string): 'plain' | 'unknown' {
  let seen = false;
  for (const path of project.filesOf(folder)) {
    if (!/\.[cm]?[jt]s$/u.test(path) || !project.text(path)?.includes('ValidationPipe')) continue;
    const file = project.file(path);
    if (!file) return 'unknown';
    for (const made of file.nodes('NewExpression')) {
      if (project.symbol(originOf(file, made.callee)) !== '@nestjs/common#ValidationPipe') continue;
      seen = true;
      const options = optionsAt(project, file, made.arguments[0]);
      if (!options || options.properties.some((p) => p.type === 'SpreadElement') || converts(options)) return 'unknown';
    }
  }
  return seen ? 'plain' : 'unknown';
}

function optionsAt(project: Project, file: SourceFile, node: Node | undefined): TSESTree.ObjectExpression | null {
  if (!node) return null;
  const origin = project.follow(originOf(file, node));
  const value = origin.kind === 'value' ? unwrap(origin.node) : null;
  return value?.type === 'ObjectExpression' ? value : null;
}

function converts(options: TSESTree.ObjectExpression): boolean {
  const inner = propertyOf(options, 'transformOptions')?.value;
  if (!inner) return false;
  const implicit = inner.type === 'ObjectExpression' ? propertyOf(inner, 'enableImplicitConversion')?.value : null;
  return inner.type !== 'ObjectExpression' || (implicit !== null && implicit !== undefined && !(implicit.type === 'Literal' && implicit.value === false));
}
