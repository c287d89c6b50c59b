import { elementRemoved } from '../../ast/edits.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { wrapped } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Start } from '../reach/types.ts';
import type { NamedSignal, SignalHandler } from './types.ts';

const BOUND = 'setTimeout(() => process.exit(1), 10_000).unref();';

/** What lets a handler answer to another signal too; null where that takes more than one place. */
export function signalAdded({ node, file }: SignalHandler, named: NamedSignal, signal: string): readonly Edit[] | null {
  if (named.file !== file) return null;
  const parent = file.parent(named.node);
  if (parent?.type === 'ArrayExpression') return [{ range: [named.node.range[1], named.node.range[1]], text: `, '${signal}'` }];
  const statement = file.parent(wrapped(file, node));
  if (node.arguments[0] !== named.node || named.node.type !== 'Literal' || statement?.type !== 'ExpressionStatement' || /\bsignal\b/u.test(file.textOf(node))) return null;
  return [
    { range: [statement.range[0], statement.range[0]], text: `for (const signal of ['${named.name}', '${signal}']) ` },
    { range: named.node.range, text: 'signal' },
  ];
}

/** What takes a signal away that no process is told of: out of a list, or for SIGTERM where nothing of the file handles that. */
export function deafEdits({ node, file }: NamedSignal, handlers: readonly SignalHandler[]): readonly Edit[] | null {
  if (node.type !== 'Literal') return null;
  const list = file.parent(node);
  if (list?.type === 'ArrayExpression' && list.elements.length > 1) return [elementRemoved(list, node)];
  return handlers.some(({ signals }) => signals?.some(({ name }) => name === 'SIGTERM') ?? true) ? null : [{ range: node.range, text: "'SIGTERM'" }];
}

/** What ends the process after ten seconds, whatever its handlers wait for; null where one of them is not written in this file. */
export function boundEdits(file: SourceFile, functions: readonly Start[]): readonly Edit[] | null {
  // What is awaited there is another `setTimeout`.
  if (file.text.includes('timers/promises')) return null;
  const edits = [...new Set(functions.map(({ fn }) => fn))].map((fn): Edit[] | null => {
    const { body } = fn;
    if (functions.some((one) => one.fn === fn && one.file !== file) || !body) return null;
    if (body.type === 'BlockStatement') return [{ range: [body.range[0] + 1, body.range[0] + 1], text: ` ${BOUND}` }];
    if (file.text.slice(0, body.range[0]).trimEnd().endsWith('(')) return null;
    return [
      { range: [body.range[0], body.range[0]], text: `{ ${BOUND} return ` },
      { range: [body.range[1], body.range[1]], text: '; }' },
    ];
  });
  return edits.every((one) => one !== null) ? edits.flat() : null;
}
