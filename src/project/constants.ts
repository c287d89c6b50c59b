import type { Primitive } from '../ast/constants.ts';
import type { Node, SourceFile } from '../ast/source-file.ts';
import type { Project } from './types.ts';

/** Whether an expression is constant, imported constants included, and each value it may have passes a test. */
export function isAlways(project: Project, file: SourceFile, node: Node, test: (value: Primitive) => boolean): boolean {
  const values = project.constants(file, node);
  return values !== null && values.length > 0 && values.every(test);
}
