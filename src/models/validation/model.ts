import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap, wrapped } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { classSchemasIn } from './classes.ts';
import { schemaAt } from './read.ts';
import type { Schema, ValidationLibrary } from './types.ts';

const libraries: readonly ValidationLibrary[] = adapters;
const packages = libraries.flatMap((library) => library.packages);
/** The names of all libraries that hold no other: `zod` is in `zod/v4` and in `nestjs-zod/z`. */
const names = packages.filter((name) => !packages.some((other) => other !== name && name.includes(other)));
/** Text that a file which uses one of the libraries has somewhere: its name, at least in the path of a file that hands it on. */
const LIBRARY = new RegExp(names.join('|'), 'iu');
/** Passed by a file with the last word of such a name. */
export const MAY_NAME_LIBRARY = words(new RegExp(names.map((name) => name.replace(/^.*-/u, '')).join('|'), 'i'));

/** Schemas that are written in the linted file, inner ones too, in source order; a chain of calls is one. */
export const schemasOf = perFile((context): readonly Schema[] => (namesLibrary(hostViewOf(context).file) ? schemasIn(sourceFileOf(context), projectOf(context)) : []));

/** The same of any file. */
export function schemasIn(file: SourceFile, project: Project): readonly Schema[] {
  if (!namesLibrary(file)) return [];
  const called = file.nodes('CallExpression').flatMap((call) => {
    const outer = file.parent(wrapped(file, call));
    // The call is the start of a longer one, which is read as a whole, unless a value is read through it.
    const next = outer?.type === 'MemberExpression' && unwrap(outer.object) === call ? file.parent(outer) : null;
    if (next?.type === 'CallExpression' && outer?.type === 'MemberExpression' && next.callee === outer && !isParse(keyName(outer))) return [];
    return schemaAt(project, file, call) ?? [];
  });
  return [...called, ...classSchemasIn(file, project)].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function namesLibrary(file: SourceFile): boolean {
  return file.passes(MAY_NAME_LIBRARY) && LIBRARY.test(file.text);
}

function isParse(name: string | null): boolean {
  return name !== null && libraries.some(({ parsers }) => Object.hasOwn(parsers, name));
}
