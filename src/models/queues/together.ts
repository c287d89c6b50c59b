import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { listeningCalls } from '../http/listening.ts';
import { consumersIn, mayQueue } from './model.ts';
import { processorsIn } from './processors.ts';

/** Something that works jobs off in a process that answers requests. */
export interface WorkerInServer {
  /** What starts it; the import of the file that does. */
  readonly node: Node;
  readonly name: string;
}

/** Passed by a file that may listen for requests. */
export const MAY_LISTEN = calls('listen', 'serve');

/** What works jobs off in the linted file, or in one it imports, where the file listens for requests. */
export function workersInServerOf(context: RuleContext): readonly WorkerInServer[] {
  const file = sourceFileOf(context);
  const project = projectOf(context);
  if (listeningCalls(file, project).length === 0) return [];
  const own = mayQueue(file, project) ? consumersIn(file, project).map(({ node, name }) => ({ node: node.type === 'ClassDeclaration' ? node : node.callee, name })) : [];
  const imported = file.nodes('ImportDeclaration').flatMap(({ source, importKind }): WorkerInServer[] => {
    const path = importKind === 'type' ? null : project.resolve(file, String(source.value));
    const other = path === null ? null : project.file(path);
    const name = other && startsAtLoad(other, project);
    return name === null ? [] : [{ node: source, name }];
  });
  return [...own, ...imported];
}

/** The name of what a file starts as soon as it is loaded. */
function startsAtLoad(file: SourceFile, project: Project): string | null {
  if (!mayQueue(file, project) || processorsIn(file, project).length > 0) return null;
  return consumersIn(file, project).find(({ node }) => enclosingFunction(file, node) === null)?.name ?? null;
}
