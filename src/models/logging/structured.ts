import type { TSESTree } from '@typescript-eslint/utils';
import { propertyAdded } from '../../ast/edits.ts';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { logCallsOf } from './model.ts';
import type { LogCall } from './types.ts';

/** A message with values in it, of a logger that keeps fields. */
export interface BuiltMessage {
  readonly node: Node;
  /** The values, as the code writes them. */
  readonly values: string;
  /** What moves them into fields; null where a value has no name of its own. */
  readonly edits: readonly Edit[] | null;
}

/** The messages of the linted file's log calls that values are built into, where the logger would keep them as fields. */
export const builtMessagesOf = perFile((context): readonly BuiltMessage[] =>
  logCallsOf(context).flatMap((call) => {
    const { message, structured, file } = call;
    if (!structured || message?.kind !== 'built' || message.holes.some((hole) => isForTerminals(file, hole))) return [];
    return [{ node: message.node, values: message.holes.map((hole) => `\`${file.textOf(hole)}\``).join(', '), edits: editsOf(call, message.node, message.holes) }];
  }),
);

/** Packages that colour texts: what they are in is written for somebody who sits before it. */
const COLOURS: ReadonlySet<string> = new Set(['colors', 'colors/safe', 'chalk', 'kleur', 'picocolors', 'ansi-colors', 'yoctocolors', 'cli-color']);

function isForTerminals(file: SourceFile, hole: Node): boolean {
  return file.nodesIn(hole, 'CallExpression').some(({ callee }) => COLOURS.has(packageOf(symbolOf(originOf(file, callee)) ?? '#')));
}

function editsOf({ file, node, reading, fields }: LogCall, message: Node, holes: readonly Node[]): readonly Edit[] | null {
  const template = unwrap(message);
  const properties = holes.map((hole) => propertyFor(file, hole));
  const names = properties.map((property) => property?.name ?? '');
  if (template.type !== 'TemplateLiteral' || template.expressions.length !== holes.length || names.includes('') || new Set(names).size < names.length) return null;
  const text = JSON.stringify(template.quasis.map((quasi) => quasi.value.cooked ?? '').join(' ').replaceAll(/\s+/g, ' ').replaceAll(/\s+([,.;:!?)])|["'(]\s*["')]/g, '$1').trim());
  const written = properties.map((property) => property?.text ?? '').join(', ');
  const replaced: Edit = { range: template.range, text: `'${text.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", String.raw`\'`)}'` };
  const [given] = fields;
  if (given) {
    const isFree = given.type === 'ObjectExpression' && given.properties.every((p) => p.type === 'Property' && !names.includes(keyName(p) ?? '')) && !holds(given, template);
    return isFree ? [replaced, propertyAdded(given as TSESTree.ObjectExpression, written)].sort((a, b) => a.range[0] - b.range[0]) : null;
  }
  if (node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  if (reading === 'fields-first') return [{ range: [template.range[0], template.range[0]], text: `{ ${written} }, ` }, replaced];
  return node.arguments.at(-1) === message ? [replaced, { range: [template.range[1], template.range[1]], text: `, { ${written} }` }] : null;
}

/** `id` for `id`, `id: order.id` for `order.id`. */
function propertyFor(file: SourceFile, hole: Node): { readonly name: string; readonly text: string } | null {
  const inner = unwrap(hole);
  if (inner.type === 'Identifier') return { name: inner.name, text: inner.name };
  const name = inner.type === 'MemberExpression' && !inner.computed ? keyName(inner) : null;
  return name === null || name === 'length' || name.startsWith('#') ? null : { name, text: `${name}: ${file.textOf(hole)}` };
}

function holds(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
