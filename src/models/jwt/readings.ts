import { memo } from '../../core/memo.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';
import { SAYS_JWT, tokenCallOf } from './libraries.ts';
import type { TokenReading } from './types.ts';

const known: (project: Project) => WeakMap<SourceFile, readonly TokenReading[]> = memo(() => new WeakMap());

/** The calls of a file that verify or decode tokens, in source order. */
export function readingsOf(file: SourceFile, project: Project): readonly TokenReading[] {
  const before = known(project).get(file);
  if (before) return before;
  const calls = file.passes(SAYS_JWT) ? [...file.nodes('CallExpression'), ...file.nodes('NewExpression')] : [];
  const found = calls.flatMap((node): TokenReading[] => {
    const call = tokenCallOf(file, node, project);
    if (!call || call.does === 'signs') return [];
    const token = call.form.token === null ? null : node.arguments[call.form.token];
    if (token === undefined || token?.type === 'SpreadElement') return [];
    return [{ node, file, name: file.textOf(node.callee).replaceAll(/\s+/g, ''), kind: call.does, token, library: call.library, form: call.form }];
  });
  const sorted = found.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
  known(project).set(file, sorted);
  return sorted;
}
