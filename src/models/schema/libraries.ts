import type { SourceFile } from '../../ast/source-file.ts';
import { any } from '../../core/gates.ts';
import { adapters } from './adapters.ts';
import type { SchemaLibrary } from './types.ts';

/** Every library whose code describes or changes a schema. */
export const libraries: readonly SchemaLibrary[] = adapters;

/** Passed by a file that may use one of them. */
export const SAYS_LIBRARY = any(...libraries.map(({ says }) => says));

/** The libraries that a file may use. */
export function librariesIn(file: SourceFile): readonly SchemaLibrary[] {
  return file.passes(SAYS_LIBRARY) ? libraries.filter(({ says, hint }) => file.passes(says) && hint.test(file.text)) : [];
}
