import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { wordsOf } from '../words/model.ts';
import { mappingsOf } from './mappings.ts';
import type { MappedField, SearchMapping } from './types.ts';

/** What a field that a query names is, by the mappings of the package. */
export interface KnownField {
  readonly type: string;
  /** The field; of a sub-field, the one it belongs to. */
  readonly field: MappedField;
  readonly subField: string | null;
}

const MAX_FILES = 3000;
const CODE = /\.[cm]?[jt]s$/u;
const SAYS_MAPPING = /\bproperties\b[\s\S]*\b(?:keyword|text)\b/u;

const surveys = new WeakMap<Project, Map<string, readonly SearchMapping[]>>();

/** The mappings of the package that the linted file belongs to, and those of the file as it is linted. */
export const packageMappings = perFile((context): readonly SearchMapping[] => {
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const folder = project.packageOf(file)?.folder ?? project.root;
  const known = surveys.get(project) ?? new Map<string, readonly SearchMapping[]>();
  surveys.set(project, known);
  let mappings = known.get(folder);
  if (!mappings) known.set(folder, (mappings = survey(project, folder)));
  return [...mappings.filter((mapping) => mapping.file.path !== file.path), ...mappingsOf(file, project)];
});

function survey(project: Project, folder: string): readonly SearchMapping[] {
  return project.filesOf(folder).filter((path) => CODE.test(path)).slice(0, MAX_FILES).flatMap((path) => {
    const file = SAYS_MAPPING.test(project.text(path) ?? '') ? project.file(path) : null;
    return file ? mappingsOf(file, project) : [];
  });
}

/** What a field of some indices is; null where no mapping says it, or two say different things. */
export function knownField(mappings: readonly SearchMapping[], indices: readonly string[] | null, name: string): KnownField | null {
  const found = mappings.filter((mapping) => isFor(mapping, indices, mappings)).flatMap(({ fields }) => fields.flatMap((field) => asField(field, name) ?? []));
  const [first] = found;
  return first && found.every(({ type }) => type === first.type) ? first : null;
}

/** A mapping without a known index says something of a search without one where it is the only one. */
function isFor(mapping: SearchMapping, indices: readonly string[] | null, all: readonly SearchMapping[]): boolean {
  if (mapping.indices === null || indices === null) return mapping.indices === indices && all.length === 1;
  return indices.every((index) => mapping.indices?.some((pattern) => matches(pattern, index) || matches(index, pattern)));
}

function matches(pattern: string, name: string): boolean {
  return pattern === name || (pattern.length > 1 && pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));
}

function asField(field: MappedField, name: string): KnownField | null {
  if (field.path === name) return field.type === null ? null : { type: field.type, field, subField: null };
  const sub = name.startsWith(`${field.path}.`) ? field.subFields?.find((one) => `${field.path}.${one.name}` === name) : undefined;
  return sub && sub.type !== null ? { type: sub.type, field, subField: sub.name } : null;
}

/** Last words of fields whose values are one of a list, or name one thing. */
const EXACT_WORDS: ReadonlySet<string> = new Set(['id', 'ids', 'uuid', 'guid', 'status', 'category', 'categories', 'kind', 'type', 'role', 'slug', 'sku', 'currency', 'gender', 'priority', 'severity', 'locale']);
/** Last words of fields that are looked up as they are, or are no words at all. */
const VALUE_WORDS: ReadonlySet<string> = new Set([
  ...['email', 'phone', 'zip', 'postcode', 'url', 'uri', 'ip', 'host', 'hostname', 'path', 'key', 'token', 'hash', 'code', 'barcode', 'isbn', 'ean', 'upc', 'version', 'number', 'state', 'country', 'language', 'username', 'login'],
  ...['date', 'time', 'timestamp', 'at', 'year', 'month', 'day', 'price', 'amount', 'count', 'quantity', 'total', 'rating', 'age', 'size', 'enabled', 'active', 'published', 'deleted', 'verified', 'available'],
]);
/** Sub-fields of the field's own conventions that hold the value as it is, or in pieces that find misspelled words by themselves. */
const OTHER_FORMS = /^(?:keyword|raw|exact|sort|sortable|lowercase|normalized|_\dgram|_index_prefix|.*(?:gram|ngram|trigram|edge|autocomplete|prefix|shingle|phonetic|suggest|completion|typeahead).*)$/iu;

/** Whether the name of a field says that its value is one of a list, or names one thing: `status`, `category`, `owner_id`. */
export function isExactName(path: string): boolean {
  return EXACT_WORDS.has(lastWord(path));
}

/** Whether the name of a field that no mapping tells of says that people do not search for it by words. */
export function isValueName(path: string): boolean {
  const [first = ''] = wordsOf(path.slice(path.lastIndexOf('.') + 1));
  return isExactName(path) || VALUE_WORDS.has(lastWord(path)) || first === 'is' || first === 'has' || (path.includes('.') && OTHER_FORMS.test(path.slice(path.lastIndexOf('.') + 1)));
}

/** Whether the name of a field says that its value is text of several words: a title or description, at the top of a document. */
export function isProseName(path: string): boolean {
  return /^(?:title|headline|subject|content|body|summary|abstract|excerpt|biography|bio)$/u.test(path) || lastWord(path) === 'description';
}

function lastWord(path: string): string {
  return wordsOf(path.slice(path.lastIndexOf('.') + 1)).at(-1) ?? '';
}
