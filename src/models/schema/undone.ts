import { basename, dirname } from 'node:path/posix';
import type { SchemaRange } from './types.ts';

/** What a later migration may take away or write anew: the thing itself, or what is said of it. */
export type Part = 'table' | 'column' | 'name' | 'type' | 'nullability' | 'key';

/** Where something is written, and what it is called there. */
export interface Written {
  readonly path: string;
  readonly range: SchemaRange;
  readonly name: string;
}

/** The seconds, milliseconds or date at the head of the name of a migration: `1627557702-people.js`, `20240101120000_people.ts`. */
export function stampOf(path: string): string | null {
  return /^(?:\d{10}|\d{13}|\d{14}|\d{17})(?=\D)/u.exec(basename(path))?.[0] ?? null;
}

/** What migrations write that later ones undo. */
export class Undone {
  readonly #parts = new Set<string>();

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** Something that the file at a path undoes. */
  add(part: Part, written: Written | undefined, by: string): void {
    if (written && isInRow(by, written.path)) this.#parts.add(keyOf(part, written));
  }

  has(part: Part, written: Written): boolean {
    return this.#parts.has(keyOf(part, written));
  }
}

/** Whether two files are migrations of one row: in what order the functions of a file run, or scripts whose names have no number, nobody says. */
function isInRow(by: string, path: string): boolean {
  if (by === path || !/\d/u.test(basename(by)) || !/\d/u.test(basename(path))) return false;
  return dirname(by) === dirname(path) || (stampOf(by)?.length ?? 0) === stampOf(path)?.length;
}

function keyOf(part: Part, { path, range, name }: Written): string {
  return `${part} ${range.join('-')} ${name} ${path}`;
}
