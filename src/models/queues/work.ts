import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { consumersOf, knowsQueues } from './model.ts';
import type { Consumer } from './types.ts';

/** A function that is given each job or message, of the linted file or handed over there. */
export interface Work {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  /** What the linted file says of it: the function, or the expression that names one of another file. */
  readonly node: Node;
  /** What hands it over, where that is seen. */
  readonly consumer: Consumer | null;
}

/** The functions that work jobs off: those handed to a consumer, and those that a type or a decorator says are such. */
export const workOf = perFile((context): readonly Work[] => {
  const { file: host, project: index } = hostViewOf(context);
  if (!knowsQueues(host, index)) return [];
  const handed = consumersOf(context).flatMap((consumer): Work[] => {
    const { handler, given } = consumer;
    return handler && given ? [{ ...handler, node: given, consumer }] : [];
  });
  const declared = httpModel(context).handlers.flatMap(({ kind, fn, file }): Work[] =>
    kind === 'job' && file === sourceFileOf(context) && !handed.some((one) => one.fn === fn) ? [{ fn, file, node: fn, consumer: null }] : [],
  );
  return [...handed, ...declared];
});
