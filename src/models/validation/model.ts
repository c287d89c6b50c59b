import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { classSchemasIn } from './classes.ts';
import { schemaAt } from './read.ts';
import type { Schema, ValidationLibrary } from './types.ts';

const libraries: readonly ValidationLibrary[] = adapters;
/** Text that a file which uses one of the libraries has somewhere: its name, at least in the path of a file that hands it on. */
const GATE = new RegExp(libraries.flatMap(({ packages }) => packages).map((name) => name.replace(/[^\w-]/gu, '.')).join('|'), 'iu');

/** Schemas that are written in the linted file, inner ones too, in source order; a chain of calls is one. */
export const schemasOf = perFile((context): readonly Schema[] => (!GATE.test(context.sourceCode.text) ? [] : schemasIn(sourceFileOf(context), projectOf(context))));

/** The same of any file. */
export function schemasIn(file: SourceFile, project: Project): readonly Schema[] {
  if (!GATE.test(file.text)) return [];
  const called = file.nodes('CallExpression').flatMap((call) => {
    const outer = file.parent(wrapped(file, call));
    // The call is the start of a longer one, which is read as a whole, unless a value is read through it.
    const next = outer?.type === 'MemberExpression' && unwrap(outer.object) === call ? file.parent(outer) : null;
    if (next?.type === 'CallExpression' && outer?.type === 'MemberExpression' && next.callee === outer && !isParse(keyName(outer))) return [];
    return schemaAt(project, file, call) ?? [];
  });
  return [...called, ...classSchemasIn(file, project)].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function isParse(name: string | null): boolean {
  return name !== null && libraries.some(({ parsers }) => Object.hasOwn(parsers, name));
}
