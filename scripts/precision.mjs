/** Reads the reviewed snapshots of `npm run ecosystem`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './sources.mjs';

/** Folder of the snapshots, one file a project. */
export const SNAPSHOTS = join(ROOT, 'tests/ecosystem');

/**
 * @typedef {object} Finding
 * @property {string} file path in the project
 * @property {number} line
 * @property {number} column
 * @property {string} rule without the prefix
 * @property {'true' | 'false' | 'unsure' | null} verdict of the one who read it; null: nobody has
 *
 * @typedef {object} Snapshot
 * @property {string} project
 * @property {string} version commit, or version of the package
 * @property {string | null} reviewed day of the last review
 * @property {number} files how many files were linted
 * @property {Record<string, number>} counts findings per rule
 * @property {Finding[]} findings
 */

/** @returns {Snapshot[]} */
export function snapshots() {
  if (!existsSync(SNAPSHOTS)) return [];
  return readdirSync(SNAPSHOTS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(SNAPSHOTS, file), 'utf8')));
}

/**
 * How many findings of a rule were read and found right, wrong or undecided, and the day of the last review.
 * @param {string} rule
 */
export function precisionOf(rule) {
  const result = { right: 0, wrong: 0, unsure: 0, date: '' };
  for (const { reviewed, findings } of snapshots()) {
    for (const finding of findings) {
      if (finding.rule !== rule || finding.verdict === null) continue;
      if (finding.verdict === 'true') result.right += 1;
      else if (finding.verdict === 'false') result.wrong += 1;
      else result.unsure += 1;
      if (reviewed !== null && reviewed > result.date) result.date = reviewed;
    }
  }
  return result;
}
