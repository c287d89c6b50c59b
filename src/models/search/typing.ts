import type { Node } from '../../ast/source-file.ts';
import { stringValue, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { isExactName, isProseName, knownField, packageMappings } from './fields.ts';
import { searchModel } from './model.ts';
import { KEYWORD_TYPES, TEXT_TYPES, WORD_ANALYZERS } from './requests.ts';
import type { MappedField, SearchMapping } from './types.ts';

const SUB_FIELD = ", fields: { keyword: { type: 'keyword' } }";

/** A field whose type does not serve what its name says it is for. */
export interface MistypedField {
  readonly field: MappedField;
  /** `exact`: a value of a list, split into words. `prose`: text of several words, kept as one term. */
  readonly meant: 'exact' | 'prose';
  /** Gives the field the type instead; null where it has options that go with the old type. */
  readonly retyped: readonly Edit[] | null;
  /** Keeps the type and adds the other one as a sub-field; null where it has sub-fields. */
  readonly added: readonly Edit[] | null;
}

/** The fields of the linted file's mappings that have the wrong type and no sub-field or copy of the right one. */
export const mistypedFieldsOf = perFile((context): readonly MistypedField[] => {
  const { mappings } = searchModel(context);
  if (mappings.length === 0) return [];
  const file = sourceFileOf(context);
  const found = mappings.flatMap((mapping) => mapping.fields.flatMap((field) => mistyped(field, mapping) ?? []));
  return found.filter(({ field }, i) => field.file === file && found.findIndex((other) => other.field.node === field.node) === i);
});

function mistyped(field: MappedField, mapping: SearchMapping): MistypedField | null {
  const { type, subFields, options, open, unsearched } = field;
  if (open || unsearched || options.has('copy_to') || !subFields || subFields.some((sub) => sub.type === null)) return null;
  const literal = stringValue(field.node) === null ? null : unwrap(field.node);
  const alone = literal && options.size === 1 ? literal.range : null;
  const added = literal && !options.has('fields') ? literal.range[1] : null;
  // an analyzer of the project's own may keep the value as one term
  if (type === 'text' && isExactName(field.path) && !options.has('analyzer') && !subFields.some((sub) => KEYWORD_TYPES.has(sub.type ?? ''))) {
    return { field, meant: 'exact', retyped: alone && [{ range: alone, text: "'keyword'" }], added: added === null ? null : [{ range: [added, added], text: SUB_FIELD }] };
  }
  if (type !== 'keyword' || !isProseName(field.path) || options.has('normalizer') || subFields.some((sub) => !KEYWORD_TYPES.has(sub.type ?? '')) || hasTextBeside(field, mapping)) return null;
  return { field, meant: 'prose', retyped: null, added: alone && [{ range: alone, text: `'text'${SUB_FIELD}` }] };
}

/** Whether the same text is there in another field: `title_text`, `titleSearch`. */
function hasTextBeside({ path }: MappedField, { fields }: SearchMapping): boolean {
  return fields.some((other) => other.path !== path && other.path.startsWith(path) && TEXT_TYPES.has(other.type ?? ''));
}

/** A `term` or `terms` clause that compares a value with the words a text was split into. */
export interface TermOnText {
  readonly at: Node;
  readonly kind: string;
  readonly field: string;
  /** Sub-field that holds the value as it is; null when the mapping has none. */
  readonly keyword: string | null;
  readonly edits: readonly Edit[] | null;
}

/** The clauses of the linted file that look for exact values in fields that a mapping of the package has as text. */
export function termsOnText(context: RuleContext): readonly TermOnText[] {
  const reported = new Set<Node>();
  return searchModel(context).requests.flatMap(({ clauses, indices }) =>
    clauses.flatMap(({ kind, fields, at, file, node }): readonly TermOnText[] => {
      const [field] = fields ?? [];
      if ((kind !== 'term' && kind !== 'terms') || !field || reported.has(at)) return [];
      const known = knownField(packageMappings(context), indices, field.name);
      if (!known || known.type !== 'text' || known.subField !== null || isOneTerm(known.field)) return [];
      reported.add(at);
      const sub = known.field.subFields?.find(({ type }) => type !== null && KEYWORD_TYPES.has(type));
      const keyword = sub ? `${field.name}.${sub.name}` : null;
      const isWritten = at === node && file === sourceFileOf(context) && file.textOf(field.node).includes(field.name) && file.parent(field.node)?.type === 'Property';
      const edits = keyword !== null && isWritten && !isComputed(file.parent(field.node)) ? [{ range: field.node.range, text: `'${keyword}'` }] : null;
      return [{ at: at === node && isWritten ? field.node : at, kind, field: field.name, keyword, edits }];
    }),
  );
}

function isComputed(property: Node | null): boolean {
  return property?.type !== 'Property' || property.computed || property.shorthand;
}

function isOneTerm({ analyzer, options }: MappedField): boolean {
  return options.has('analyzer') && (analyzer === null || !WORD_ANALYZERS.has(analyzer));
}
