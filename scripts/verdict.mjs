#!/usr/bin/env node
/**
 * Records what a reader found of findings in a snapshot of `npm run ecosystem`:
 *
 *   npm run verdict -- <project> <rule> <true|false|unsure> [file[:line] …]
 *
 * Without places it is said of every finding of the rule in that project that nobody has read yet.
 */
import { snapshotOf, writeSnapshot } from './snapshots.mjs';

const [project = '', rule = '', verdict = '', ...places] = process.argv.slice(2);
const snapshot = snapshotOf(project);
if (!snapshot || !['true', 'false', 'unsure'].includes(verdict)) {
  process.stderr.write(snapshot ? 'The verdict is true, false or unsure.\n' : `There is no snapshot of ${project}. Record it with npm run ecosystem -- --update.\n`);
  process.exit(1);
}

const meant = snapshot.findings.filter(
  ({ rule: found, file, line, verdict: before }) => found === rule && (places.length > 0 ? places.some((place) => place === file || place === `${file}:${line}`) : before === null),
);
for (const finding of meant) finding.verdict = verdict;
writeSnapshot({ ...snapshot, reviewed: new Date().toISOString().slice(0, 10) });
process.stdout.write(`${meant.length} findings of ${rule} in ${project}: ${verdict}\n`);
if (meant.length === 0) process.exitCode = 1;
