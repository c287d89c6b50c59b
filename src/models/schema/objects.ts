import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Project } from '../../project/types.ts';
import { flag } from './columns.ts';
import { retypedText } from './statements.ts';
import type { Column } from './types.ts';

/** Options that describe a column in an object literal: what adapters read from them, and the edits of it. */

/** Types that a simple edit may ask for: what the code around holds stays what it is. */
const BETTER: ReadonlySet<string> = new Set(['text', 'timestamptz', 'jsonb', 'numeric']);

/** The object literal an expression is; null for anything else. */
export function objectOf(node: Node | null | undefined): TSESTree.ObjectExpression | null {
  const at = node ? unwrap(node) : null;
  return at?.type === 'ObjectExpression' ? at : null;
}

/** The first object literal among the arguments of a call. */
export function firstObject(given: readonly Node[]): TSESTree.ObjectExpression | null {
  return given.map(objectOf).find((object) => object !== null) ?? null;
}

/** The elements of an array literal; none for anything else. */
export function elementsOf(node: Node | null | undefined): readonly Node[] {
  const list = node ? unwrap(node) : null;
  return list?.type === 'ArrayExpression' ? list.elements.filter((element) => element !== null) : [];
}

/** Whether a column takes NULL, by the option that says so: `unwritten` where it is left out. */
export function nullableBy(file: SourceFile, options: TSESTree.ObjectExpression | null, name: string, unwritten: Column['nullable'], project: Project): Column['nullable'] {
  const said = options && propertyOf(options, name);
  if (!said) return options && isOpen(options) ? 'unknown' : unwritten;
  const value = flag(file, said.value, project);
  return value === null ? 'unknown' : value ? 'written' : 'no';
}

/** The edits that write another type in the place of a literal one (or of a name), and take away options that go with the old type alone. */
export function retypedLiteral(file: SourceFile, node: Node, before: string, to: string, options: TSESTree.ObjectExpression | null, obsolete: readonly string[]): readonly Edit[] | null {
  const at = unwrap(node);
  const written = at.type === 'Literal' && typeof at.value === 'string' ? at.value : at.type === 'Identifier' && !file.variableOf(at) ? '' : null;
  if (written === null || !BETTER.has(to)) return null;
  const quote = at.type === 'Literal' ? file.text.charAt(at.range[0]) : "'";
  const edits: Edit[] = [{ range: at.range, text: `${quote}${retypedText(before, written, to)}${quote}` }];
  for (const name of obsolete) {
    const property = options && propertyOf(options, name);
    if (!options || !property) continue;
    const removed = withoutProperty(file, options, property);
    if (!removed) return null;
    edits.push(removed);
  }
  return edits;
}

/** The edit that takes a property out of an object literal, or the object out of a call where nothing else is in it; null where a comment would go with it. */
function withoutProperty(file: SourceFile, object: TSESTree.ObjectExpression, property: TSESTree.Property): Edit | null {
  const at = object.properties.indexOf(property);
  const [before, after] = [object.properties[at - 1], object.properties[at + 1]];
  const call = file.parent(object);
  const list: readonly Node[] = call?.type === 'CallExpression' || call?.type === 'NewExpression' ? call.arguments : [];
  const argument = list[list.indexOf(object) - 1];
  const range = after ? [property.range[0], after.range[0]] as const : before ? [before.range[1], property.range[1]] as const : argument ? [argument.range[1], object.range[1]] as const : property.range;
  return /\/[/*]/u.test(file.text.slice(...range)) ? null : { range, text: '' };
}
