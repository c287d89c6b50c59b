import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { isOpen, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { PlacedHole, PlacedPart, Place, Query, TextPart } from './types.ts';

/** What stands for a hole once it is bound: the range of the file it replaces, its closing text, and its value. */
interface BoundHole {
  readonly range: readonly [number, number];
  readonly after: string;
  readonly value: string;
  /** Placeholders written before it, for clients that count them. */
  readonly before: number;
}

/**
 * Edits that turn spliced values into bound parameters, in the placeholder style of the client that runs the query.
 * Null where that cannot be said with certainty: text built elsewhere, a place that cannot be bound, values out of sight.
 */
export function bindEdits(query: Query, holes: readonly PlacedHole[]): readonly Edit[] | null {
  const { parts, binding, node } = query;
  if (!parts || !binding?.values || node.type !== 'CallExpression' || query.piece) return null;
  if (query.values && !query.bound) return null;
  if (parts.some((p) => p.kind === 'hole' && p.alternatives.length > 0)) return null;
  const bound: BoundHole[] = [];
  for (const hole of holes) {
    const found = boundHole(query, parts, hole);
    if (!found) return null;
    bound.push(found);
  }
  bound.sort((a, b) => a.range[0] - b.range[0]);
  switch (binding.placeholder) {
    case '$n': {
      const first = (query.placeholders?.highest ?? 0) + 1;
      const style = query.placeholders?.style ?? null;
      if (style !== null && style !== '$n') return null;
      const values = valueEdits(query, node, binding.values, binding.rest, bound.map((b) => ({ text: b.value, at: null })));
      return values && [...bound.map((b, i) => ({ range: b.range, text: `$${first + i}${b.after}` })), ...values];
    }
    case '?': {
      const style = query.placeholders?.style ?? null;
      if (style !== null && style !== '?') return null;
      const values = valueEdits(query, node, binding.values, binding.rest, bound.map((b) => ({ text: b.value, at: b.before })));
      return values && [...bound.map((b) => ({ range: b.range, text: `?${b.after}` })), ...values];
    }
    case ':name': {
      if (query.placeholders?.style) return null;
      const names = bound.map((b, i) => (/^[A-Za-z_]\w*$/.test(b.value) ? b.value : `value${i + 1}`));
      if (new Set(names).size < names.length) return null;
      const entries = bound.map((b, i) => (names[i] === b.value ? b.value : `${names[i]}: ${b.value}`));
      const values = query.values ? null : addArgument(node, binding.values, `{ ${entries.join(', ')} }`);
      return values && [...bound.map((b, i) => ({ range: b.range, text: `:${names[i]}${b.after}` })), ...values];
    }
    case 'tag':
      return null;
  }
}

/** A hole between two pieces of text written in the file, with the quotes around it; null when it is anything else. */
function boundHole(query: Query, parts: readonly PlacedPart[], hole: PlacedHole): BoundHole | null {
  const at = parts.indexOf(hole);
  if (at < 0 || hole.joined || hole.atFile !== query.file || hole.at !== hole.node) return null;
  if (hole.position !== 'value' && hole.position !== 'quoted') return null;
  const left = parts[at - 1];
  const right = parts[at + 1];
  if (left?.kind !== 'text' || (right && right.kind !== 'text')) return null;
  const from = endOf(query, left);
  const to = right ? startOf(query, right) : null;
  if (from === null || (right && to === null)) return null;
  const source = query.file.text;
  const quote = hole.position === 'quoted' ? hole.place?.quote : null;
  if (hole.position === 'quoted' && (quote?.mark !== "'" || !right)) return null;
  const expression = source.slice(hole.node.range[0], hole.node.range[1]);
  const inTemplate = source.slice(from, from + 2) === '${';
  // A template that ends in a hole has no text behind it.
  const end = to ?? hole.node.range[1] + (inTemplate ? (/^\s*\}/.exec(source.slice(hole.node.range[1]))?.[0].length ?? 0) : 0);
  if (!spliceIsPlain(source, from, hole.node, end, inTemplate, right)) return null;
  const before = parts.slice(0, at).reduce((n, p) => n + (p.kind === 'text' ? (p.text.match(/\?/g)?.length ?? 0) : 0), 0);
  if (!quote) {
    // `'… = ' + id`: the literal on the left still has to be closed.
    const after = inTemplate || right ? '' : (source[from] ?? '');
    return { range: [from, end], after, value: expression, before };
  }
  const opening = `'${quote.before}`;
  const closing = `${quote.after}'`;
  if (source.slice(from - opening.length, from) !== opening || source.slice(end, end + closing.length) !== closing) return null;
  const value = quote.before || quote.after ? `\`${quote.before}\${${expression}}${quote.after}\`` : expression;
  if ((quote.before + quote.after).match(/[`\\$]/)) return null;
  return { range: [from - opening.length, end + closing.length], after: '', value, before };
}

/** Whether nothing but the splice itself stands between two texts: `${ x }`, or `' + x + '`. */
function spliceIsPlain(source: string, from: number, hole: Node, end: number, inTemplate: boolean, right: TextPart | undefined): boolean {
  const before = source.slice(from, hole.range[0]);
  const after = source.slice(hole.range[1], end);
  if (inTemplate) return /^\$\{\s*$/.test(before) && /^\s*\}$/.test(after);
  return /^(['"`])\s*\+\s*$/.test(before) && (right ? /^\s*\+\s*(['"`])$/.test(after) && before[0] === after.at(-1) : after === '');
}

function startOf(query: Query, part: TextPart): number | null {
  return isPlain(query, part) ? part.start : null;
}

function endOf(query: Query, part: TextPart): number | null {
  return part.start !== null && isPlain(query, part) ? part.start + part.text.length : null;
}

/** Whether a text stands in the file as it is: no escapes, no folded constant. */
function isPlain(query: Query, part: TextPart): boolean {
  return part.file === query.file && part.start !== null && query.file.text.startsWith(part.text, part.start);
}

/** Edits that add values to those already there, each at its place (null: at the end). */
function valueEdits(query: Query, call: TSESTree.CallExpression, place: Place, rest: boolean, added: readonly { readonly text: string; readonly at: number | null }[]): readonly Edit[] | null {
  const bound = query.bound ?? [];
  if (rest) {
    const last = call.arguments.at(-1);
    if (!last || (bound.length > 0 && added.some((a) => a.at !== null && a.at !== bound.length))) return null;
    return [{ range: [last.range[1], last.range[1]], text: added.map((a) => `, ${a.text}`).join('') }];
  }
  if (!query.values) return addArgument(call, place, `[${added.map((a) => a.text).join(', ')}]`);
  const list = unwrap(query.values);
  if (list.type !== 'ArrayExpression' || list.elements.some((e) => !e || e.type === 'SpreadElement')) return null;
  return added.map(({ text, at }) => {
    const next = at === null ? undefined : list.elements[at];
    const last = list.elements.at(-1);
    if (next) return { range: [next.range[0], next.range[0]], text: `${text}, ` };
    return last ? { range: [last.range[1], last.range[1]], text: `, ${text}` } : { range: [list.range[0] + 1, list.range[0] + 1], text };
  });
}

/** The edit that adds an argument, or a property of an argument that is an object literal. */
function addArgument(call: TSESTree.CallExpression, place: Place, text: string): readonly Edit[] | null {
  const [index, ...path] = place;
  const argument = call.arguments[index];
  const last = call.arguments.at(-1);
  if (!argument) {
    if (!last || index !== call.arguments.length || last.type === 'SpreadElement') return null;
    const nested = path.reduceRight((inner, key) => `{ ${key}: ${inner} }`, text);
    return [{ range: [last.range[1], last.range[1]], text: `, ${nested}` }];
  }
  const [key, ...deeper] = path;
  const object = unwrap(argument);
  if (key === undefined || deeper.length > 0 || object.type !== 'ObjectExpression' || isOpen(object) || propertyOf(object, key)) return null;
  const end = object.properties.at(-1)?.range[1] ?? object.range[0] + 1;
  return [{ range: [end, end], text: object.properties.length > 0 ? `, ${key}: ${text}` : ` ${key}: ${text} ` }];
}

