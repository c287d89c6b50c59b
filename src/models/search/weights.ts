import type { Node } from '../../ast/source-file.ts';
import { propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { onlyText } from './literals.ts';
import { searchModel } from './model.ts';
import type { SearchClause, SearchRequest } from './types.ts';

/** A search over several fields in which a word counts the same wherever it stands. */
export interface UnweighedSearch {
  readonly at: Node;
  readonly fields: readonly string[];
  /** The field that the edits give a weight. */
  readonly heading: string;
  readonly edits: readonly Edit[] | null;
}

/** Types whose fields are parts of one whole, or the forms of one field. */
const ONE_FIELD: ReadonlySet<string> = new Set(['cross_fields', 'bool_prefix']);
/** Fields whose words tell more than those of the text below them. */
const HEADINGS: ReadonlySet<string> = new Set(['title', 'name', 'headline', 'subject', 'label']);

/** The searches of the linted file that weigh no field, where the hits come in the order of their scores. */
export function unweighedSearches(context: RuleContext): readonly UnweighedSearch[] {
  const reported = new Set<Node>();
  return searchModel(context).requests.flatMap((request) => {
    if (request.scored !== true || request.open || request.clauses.some((clause) => isWeighed(clause))) return [];
    return request.clauses.flatMap((clause) => {
      const found = reported.has(clause.at) ? null : unweighed(clause, request, context);
      if (found) reported.add(clause.at);
      return found ?? [];
    });
  });
}

function isWeighed({ fields, options, open }: SearchClause): boolean {
  return open || (options !== null && propertyOf(options, 'boost') !== null) || (fields?.some(({ boosted }) => boosted) ?? false);
}

function unweighed({ kind, context: use, fields, options, text, at, file, node }: SearchClause, request: SearchRequest, context: RuleContext): UnweighedSearch | null {
  if (kind !== 'multi_match' || use !== 'scoring' || !fields || !options || !text) return null;
  const type = propertyOf(options, 'type');
  const typed = type ? onlyText(file, type.value, projectOf(context)) : 'best_fields';
  const roots = new Set(fields.map(({ name }) => name.split('.')[0]));
  if (typed === null || ONE_FIELD.has(typed) || roots.size < 2 || projectOf(context).constants(text.file, text.node)) return null;
  const heading = fields.find(({ name }) => HEADINGS.has(name)) ?? fields[0];
  if (!heading) return null;
  const isHere = file === sourceFileOf(context) && at === node && request.file === file && stringValue(heading.node) !== null;
  const end = unwrap(heading.node).range[1] - 1;
  return { at, fields: fields.map(({ name }) => name), heading: heading.name, edits: isHere ? [{ range: [end, end], text: '^2' }] : null };
}
