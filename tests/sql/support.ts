import { readTemplate } from '../../src/sql/template.ts';
import type { HoleFact, ReadSqlOptions, SqlTemplate, TemplatePart } from '../../src/sql/types.ts';

/** Parts of a text in which each `${…}` is a hole, numbered from 0. */
export function partsOf(text: string): TemplatePart[] {
  let next = 0;
  return text.split(/(\$\{[^}]*\})/).flatMap((piece): TemplatePart[] => (/^\$\{[^}]*\}$/.test(piece) ? [{ hole: next++ }] : piece === '' ? [] : [{ text: piece }]));
}

export const template = (text: string, options?: ReadSqlOptions): SqlTemplate => readTemplate(partsOf(text), options);

/** The one hole of a text, or the last of several. */
export function lastHole(text: string, options?: ReadSqlOptions): HoleFact {
  const hole = template(text, options).holes.at(-1);
  if (hole === undefined) throw new Error(`no hole in ${text}`);
  return hole;
}
