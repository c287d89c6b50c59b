#!/usr/bin/env node
/**
 * Lints published backends with every rule and compares the findings with the reviewed snapshots in tests/ecosystem.
 * A finding that comes or goes ends the run with 1, until `--update` records it; verdicts of the others are kept.
 *
 *   node scripts/ecosystem.mjs [--only a,b] [--rule id] [--print] [--update]
 *   node scripts/ecosystem.mjs --checkouts FOLDER --list repositories.json …
 *
 * Without `--checkouts` the projects are the packages of scripts/ecosystem.json, fetched by npm into a cache folder and
 * checked against their integrity. With it, each `{ repo, commit }` of the list is expected in FOLDER/owner+name.
 * Snapshots hold positions and counts, never code; `--print` shows the code to read, on the terminal only.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { snapshotOf, writeSnapshot } from './snapshots.mjs';
import { ROOT } from './sources.mjs';

/** @typedef {import('./snapshots.mjs').Finding} Finding */
/** @typedef {{ name: string, version: string, folder: () => Promise<string> }} Target */

const run = promisify(execFile);
const { values: flags } = parseArgs({
  options: {
    checkouts: { type: 'string' },
    list: { type: 'string' },
    only: { type: 'string' },
    rule: { type: 'string' },
    print: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
  },
});

const wanted = flags.only?.split(',');
const targets = (flags.checkouts ? checkouts(flags.checkouts, flags.list) : packages()).filter(
  ({ name }) => !wanted || wanted.some((part) => name === part || name.endsWith(`/${part}`)),
);
if (targets.length === 0) throw new Error('No project of that name. See scripts/ecosystem.json or the list given.');

const totals = [];
let changed = 0;
let failed = false;
for (const target of targets) {
  const started = performance.now();
  const folder = await target.folder();
  const report = await lint(folder);
  const before = snapshotOf(target.name);
  const known = new Map((before?.findings ?? []).map((finding) => [keyOf(finding), finding]));
  const found = new Map(report.findings.map((finding) => [keyOf(finding), finding]));
  const inScope = (finding) => flags.rule === undefined || finding.rule === flags.rule;
  const added = report.findings.filter((finding) => !known.has(keyOf(finding)));
  const removed = [...known.values()].filter((finding) => inScope(finding) && !found.has(keyOf(finding)));

  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(`${target.name} ${target.version}: ${report.files} files, ${report.findings.length} findings, ${report.unparsed.length} unparsed, ${seconds} s`);
  for (const finding of added) print(`  + ${describe(finding)}  ${finding.message}`);
  for (const finding of removed) print(`  - ${describe(finding)}  (was ${finding.verdict ?? 'unread'})`);
  if (flags.print) for (const finding of report.findings) printCode(folder, finding, known.get(keyOf(finding)));

  totals.push(report.findings.length);
  changed += added.length + removed.length;
  if (flags.update) {
    const findings = report.findings.map((finding) => ({ ...finding, verdict: known.get(keyOf(finding))?.verdict ?? null }));
    const untouched = [...known.values()].filter((finding) => !inScope(finding));
    writeSnapshot({ project: target.name, version: target.version, reviewed: before?.reviewed ?? null, files: report.files, findings: [...findings, ...untouched] });
  }
}

const median = totals.sort((a, b) => a - b)[Math.floor(totals.length / 2)];
print(`${targets.length} projects, median ${median} findings, ${changed} changed`);
if (failed) process.exitCode = 1;
if (changed > 0 && !flags.update) {
  process.stderr.write('Findings changed. Read them (--print), record them (--update), and say what they are (npm run verdict).\n');
  process.exitCode = 1;
}

/** @returns {Target[]} */
function packages() {
  /** @type {{ name: string, version: string, integrity: string, source: string }[]} */
  const list = JSON.parse(readFileSync(join(ROOT, 'scripts/ecosystem.json'), 'utf8'));
  return list.map((entry) => ({ name: entry.name, version: entry.version, folder: () => unpacked(entry) }));
}

/**
 * @param {string} folder
 * @param {string | undefined} list
 * @returns {Target[]}
 */
function checkouts(folder, list) {
  if (list === undefined) throw new Error('--checkouts needs --list, a JSON list of { repo, commit }.');
  /** @type {{ repo: string, commit: string }[]} */
  const entries = JSON.parse(readFileSync(list, 'utf8'));
  return entries.map(({ repo, commit }) => ({
    name: repo,
    version: commit,
    folder: async () => {
      const path = join(folder, repo.replace('/', '+'));
      if (!existsSync(path)) throw new Error(`${repo} is not in ${folder}.`);
      return path;
    },
  }));
}

/**
 * The folder of a published package with its source and its package.json, fetched once.
 * @param {{ name: string, version: string, integrity: string, source: string }} entry
 */
async function unpacked({ name, version, integrity, source }) {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'eslint-plugin-backend/ecosystem');
  const folder = join(cache, `${name.replace('/', '+')}@${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'work-'));
  try {
    await run('npm', ['pack', `${name}@${version}`, '--pack-destination', work], { cwd: work });
    const archive = readdirSync(work).find((file) => file.endsWith('.tgz')) ?? '';
    const actual = `sha512-${createHash('sha512').update(readFileSync(join(work, archive))).digest('base64')}`;
    if (actual !== integrity) throw new Error(`${name}@${version} is not what was recorded: ${actual}.`);
    await run('tar', ['-xzf', archive, '-C', work], { cwd: work });
    // Published code lies in `dist`, `lib` and the like, which a project ignores: it is read here as the source it was.
    mkdirSync(join(work, 'project'));
    renameSync(join(work, 'package', source), join(work, 'project/src'));
    renameSync(join(work, 'package/package.json'), join(work, 'project/package.json'));
    renameSync(join(work, 'project'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Lints a folder. A rule that throws is told, and the folder is linted again with rules that fail in silence, as users have it.
 * @param {string} folder
 * @returns {Promise<{ files: number, unparsed: object[], findings: (Finding & { message: string })[] }>}
 */
async function lint(folder) {
  const args = [join(ROOT, 'scripts/lint-project.mjs'), folder, ...(flags.rule ? [flags.rule] : [])];
  const lintWith = (env) => run(process.execPath, args, { maxBuffer: 1 << 29, env: { ...process.env, ...env } });
  const { stdout } = await lintWith({ ESLINT_PLUGIN_BACKEND_THROW: '1' }).catch((error) => {
    const told = error.stderr.split('\n').filter((line) => /^\S*Error\b|Occurred while linting|^Rule: /u.test(line));
    print(`  ! ${[...new Set(told)].join('  ')}`);
    failed = true;
    return lintWith({ ESLINT_PLUGIN_BACKEND_THROW: '' });
  });
  return JSON.parse(stdout);
}

/** @param {Pick<Finding, 'file' | 'line' | 'column' | 'rule'>} finding */
function keyOf({ file, line, column, rule }) {
  return `${rule} ${file}:${line}:${column}`;
}

/** @param {Finding} finding */
function describe({ file, line, column, rule }) {
  return `${rule}  ${file}:${line}:${column}`;
}

/**
 * @param {string} folder
 * @param {Finding & { message: string }} finding
 * @param {Finding | undefined} known
 */
function printCode(folder, finding, known) {
  const lines = readFileSync(join(folder, finding.file), 'utf8').split('\n');
  const from = Math.max(0, finding.line - 6);
  print(`\n--- ${describe(finding)}  [${known?.verdict ?? 'unread'}]\n    ${finding.message}`);
  lines.slice(from, finding.line + 5).forEach((text, i) => print(`${from + i + 1 === finding.line ? '>' : ' '} ${from + i + 1}  ${text}`));
}

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}
