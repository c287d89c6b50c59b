/** The reviewed snapshots of `npm run ecosystem`: one file a project, positions and verdicts, no code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, writeIfChanged } from './sources.mjs';

const FOLDER = join(ROOT, 'tests/ecosystem');

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

/**
 * The snapshot of a project; null when there is none yet.
 * @param {string} project
 * @returns {Snapshot | null}
 */
export function snapshotOf(project) {
  const file = fileOf(project);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/**
 * Writes a snapshot, its findings in order and one a line, and its counts.
 * @param {Omit<Snapshot, 'counts'>} snapshot
 */
export function writeSnapshot({ findings, ...head }) {
  const ordered = findings
    .map(({ file, line, column, rule, verdict }) => ({ file, line, column, rule, verdict }))
    .sort((a, b) => a.rule.localeCompare(b.rule) || a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
  const rules = [...new Set(ordered.map(({ rule }) => rule))];
  const counts = Object.fromEntries(rules.map((rule) => [rule, ordered.filter((finding) => finding.rule === rule).length]));
  const rows = ordered.map((finding) => `    ${JSON.stringify(finding)}`).join(',\n');
  const list = rows === '' ? '[]' : `[\n${rows}\n  ]`;
  writeIfChanged(fileOf(head.project), `${JSON.stringify({ ...head, counts }, null, 2).slice(0, -2)},\n  "findings": ${list}\n}\n`);
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

/** @returns {Snapshot[]} */
function snapshots() {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')));
}

/** @param {string} project */
function fileOf(project) {
  return join(FOLDER, `${project.replace(/^@/u, '').replace('/', '+')}.json`);
}
