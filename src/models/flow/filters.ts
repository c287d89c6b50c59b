import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import type { Edit } from '../../core/rule-context.ts';

/** Operators that hold filters; below the others stands a value that is compared as it is. */
const LOGICAL: ReadonlySet<string> = new Set(['$or', '$and', '$nor']);
const MAX_DEPTH = 8;

/**
 * The expressions in a filter of MongoDB that would be operators if they were objects: `x` in `{ name: x }`, but not in
 * `{ name: { $eq: x } }`. A filter that is not written out is one of them as a whole.
 */
export function operatorPlaces(filter: Node, depth = 0): readonly Node[] {
  const node = unwrap(filter);
  if (depth > MAX_DEPTH) return [];
  if (node.type !== 'ObjectExpression') return [node];
  return node.properties.flatMap((property) => {
    if (property.type === 'SpreadElement') return [property.argument];
    const name = keyName(property) ?? '';
    const value = unwrap(property.value);
    if (LOGICAL.has(name)) return value.type === 'ArrayExpression' ? value.elements.flatMap((element) => (element ? operatorPlaces(element, depth + 1) : [])) : [];
    if (name.startsWith('$')) return [];
    if (value.type !== 'ObjectExpression') return [value];
    const operators = value.properties.some((inner) => inner.type === 'Property' && (keyName(inner) ?? '').startsWith('$'));
    return operators ? [] : operatorPlaces(value, depth + 1);
  });
}

/** What compares fields of a filter with values as they are, whatever these are: `{ name: { $eq: x } }`. Null where one of them is no value of a field. */
export function equalityEdits(file: SourceFile, values: readonly Node[], equal: string): readonly Edit[] | null {
  const edits = values.map((value): Edit | null => {
    const outer = wrapped(file, value);
    const property = file.parent(outer);
    if (property?.type !== 'Property' || property.value !== outer) return null;
    // Below another field it is compared with a whole document.
    const filter = file.parent(property);
    if (!filter || file.parent(filter)?.type === 'Property') return null;
    const text = `{ ${equal}: ${file.textOf(outer)} }`;
    return property.shorthand ? { range: property.range, text: `${file.textOf(outer)}: ${text}` } : { range: outer.range, text };
  });
  return edits.every((edit) => edit !== null) ? edits : null;
}

/** Passed by a file with a filter that may hold code. */
export const SAYS_WHERE = words('$where');

/** What the database runs as code: `$where`. */
export function codePlaces(filter: Node): readonly Node[] {
  const node = unwrap(filter);
  const code = node.type === 'ObjectExpression' ? propertyOf(node, '$where')?.value : undefined;
  return code ? [code] : [];
}
