import type { TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../core/rule-context.ts';
import type { Node } from './source-file.ts';

/** What writes one more property into an object literal, behind those that are there. */
export function propertyAdded(object: TSESTree.ObjectExpression, text: string): Edit {
  const last = object.properties.at(-1);
  return last ? { range: [last.range[1], last.range[1]], text: `, ${text}` } : { range: object.range, text: `{ ${text} }` };
}

/** What hands one more argument to a call, behind those that are there; null for a call without any. */
export function argumentAdded(call: TSESTree.CallExpression, text: string): Edit | null {
  const last = call.arguments.at(-1);
  return last ? { range: [last.range[1], last.range[1]], text: `, ${text}` } : null;
}

/** What takes a property out of an object literal, with the comma that parts it from its neighbours. */
export function propertyRemoved(object: TSESTree.ObjectExpression, property: TSESTree.ObjectLiteralElement): Edit {
  return removedFrom(object.properties, property) ?? { range: object.range, text: '{}' };
}

/** The same for an element of an array literal. */
export function elementRemoved(list: TSESTree.ArrayExpression, element: Node): Edit {
  return removedFrom(list.elements, element) ?? { range: list.range, text: '[]' };
}

/** Null where nothing would be left. */
function removedFrom(items: readonly (Node | null)[], item: Node): Edit | null {
  const at = items.indexOf(item);
  const [before, after] = [items[at - 1], items[at + 1]];
  if (after) return { range: [item.range[0], after.range[0]], text: '' };
  return before ? { range: [before.range[1], item.range[1]], text: '' } : null;
}
