import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel, saysHttp } from '../http/model.ts';
import { consumersOf, saysQueue } from './model.ts';
import { processorsIn } from './processors.ts';
import type { Consumer } from './types.ts';

/** A function that is given each job or message, of the linted file or handed over there. */
export interface Work {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
  /** What the linted file says of it: the function, or the expression that names one of another file. */
  readonly node: Node;
  /** Name of the adapter; null where a type alone says that it works jobs off. */
  readonly library: string | null;
  /** What hands it over, where that is seen. */
  readonly consumer: Consumer | null;
}

/** Whether the linted file may have or hand over a function that works jobs off. */
export const mayWork = perFile((context): boolean => saysHttp(context) || saysQueue(context));

/** The functions that work jobs off: those handed to a consumer, and those that a type or a decorator says are such. */
export const workOf = perFile((context): readonly Work[] => {
  const handed = consumersOf(context).flatMap((consumer): Work[] => {
    const { handler, given, library } = consumer;
    return handler && given ? [{ ...handler, node: given, library, consumer }] : [];
  });
  const handlers = httpModel(context).handlers.filter(({ kind }) => kind === 'job');
  if (handlers.length === 0) return handed;
  const file = sourceFileOf(context);
  const processors = processorsIn(file, projectOf(context));
  const declared = handlers.filter((handler) => handler.file === file && !handed.some(({ fn }) => fn === handler.fn)).map(({ fn }): Work => {
    const library = processors.find((processor) => processor.handlers.includes(fn))?.library ?? null;
    return { fn, file, node: fn, library, consumer: null };
  });
  return [...handed, ...declared];
});
