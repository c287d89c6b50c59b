import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { propertyOf } from '../../ast/syntax.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { flowModel } from '../flow/model.ts';
import { isValueName, knownField, packageMappings } from './fields.ts';
import { onlyText } from './literals.ts';
import { searchModel } from './model.ts';
import { TEXT_TYPES, WORD_ANALYZERS } from './requests.ts';
import type { Placed, SearchClause } from './types.ts';

/** A search for what somebody types that finds only words spelled as they are in the documents. */
export interface ExactSearch {
  readonly at: Node;
  readonly kind: string;
  readonly edits: readonly Edit[] | null;
}

/** Types of `multi_match` that take fuzziness; the others work on phrases, or on all fields as one. */
const TYPES: ReadonlySet<string> = new Set(['best_fields', 'most_fields']);
const FUZZY = "fuzziness: 'AUTO'";

/** The searches of the linted file for what people type that allow no misspelling, neither there nor in another clause. */
export function exactSearches(context: RuleContext): readonly ExactSearch[] {
  const reported = new Set<Node>();
  return searchModel(context).requests.flatMap((request) => {
    if (!request.hits || request.open || request.suggests || request.clauses.some((clause) => allowsMisspelling(clause))) return [];
    return request.clauses.flatMap((clause): readonly ExactSearch[] => {
      if (reported.has(clause.at) || !isExact(clause, request.indices, context)) return [];
      reported.add(clause.at);
      return [{ at: clause.at, kind: clause.kind, edits: clause.at === clause.node && clause.file === sourceFileOf(context) ? fuzzied(clause) : null }];
    });
  });
}

function allowsMisspelling({ kind, options, open }: SearchClause): boolean {
  return kind === 'fuzzy' || open || (options !== null && propertyOf(options, 'fuzziness') !== null);
}

function isExact({ kind, context: use, fields, text, options, file }: SearchClause, indices: readonly string[] | null, context: RuleContext): boolean {
  if ((kind !== 'match' && kind !== 'multi_match') || use !== 'scoring' || !text || !fields) return false;
  const said = (name: string): string | null | undefined => {
    const option = options && propertyOf(options, name);
    return option ? onlyText(file, option.value, projectOf(context)) : undefined;
  };
  const [type, analyzer] = [said('type'), said('analyzer')];
  if (type === null || (type !== undefined && !TYPES.has(type)) || (analyzer !== undefined && !WORD_ANALYZERS.has(analyzer ?? ''))) return false;
  const kinds = fields.map(({ name }) => kindOf(name, indices, context));
  return kinds.includes('words') && !kinds.includes('other') && isTyped(text, context);
}

/** How a field is searched: by the words it was split into, by its value, or in a way that may find misspelled words by itself. */
function kindOf(name: string, indices: readonly string[] | null, context: RuleContext): 'words' | 'value' | 'other' {
  const known = knownField(packageMappings(context), indices, name);
  if (!known) return isValueName(name) ? 'value' : 'words';
  if (!TEXT_TYPES.has(known.type)) return 'value';
  const { analyzer, options } = known.field;
  const byWords = known.type !== 'search_as_you_type' && known.type !== 'semantic_text' && known.subField === null && (!options.has('analyzer') || (analyzer !== null && WORD_ANALYZERS.has(analyzer)));
  return byWords ? 'words' : 'other';
}

/** Whether a text comes from outside: from the request, or from whoever calls the function. */
function isTyped({ node, file }: Placed, context: RuleContext): boolean {
  return flowModel(context).trace(node, file).sources.some(({ kind }) => kind === 'request' || kind === 'parameter');
}

/** The option beside the text, or the text as an object that has it. */
function fuzzied({ text, options, file }: SearchClause): readonly Edit[] | null {
  if (!text || text.file !== file) return null;
  const property = file.parent(text.node);
  if (property?.type !== 'Property') return null;
  if (options) return contained(options, property) ? [{ range: [property.range[1], property.range[1]], text: `, ${FUZZY}` }] : null;
  const written = `{ query: ${file.textOf(text.node)}, ${FUZZY} }`;
  return property.shorthand ? [{ range: [property.range[1], property.range[1]], text: `: ${written}` }] : [{ range: text.node.range, text: written }];
}

function contained(options: TSESTree.ObjectExpression, property: TSESTree.Property): boolean {
  return options.properties.includes(property);
}
