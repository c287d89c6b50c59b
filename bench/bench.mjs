#!/usr/bin/env node
/**
 * Measures what the plugin costs: CPU time of whole runs against ESLint with no rule on the same files, its import, and
 * what it reads and parses per file.
 *
 *   node bench/bench.mjs FOLDER… [--runs 3] [--peers]
 *
 * Every figure is the least of several runs, each in a process of its own. `--peers` installs eslint-plugin-security and
 * eslint-plugin-sonarjs into a temporary folder and measures their recommended rules in the same run.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { ROOT } from '../scripts/sources.mjs';

const PEERS = ['eslint-plugin-security@4.1.0', 'eslint-plugin-sonarjs@4.2.2'];
const run = promisify(execFile);
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' }, peers: { type: 'boolean', default: false } },
});
const folders = positionals.length > 0 ? positionals.map((folder) => resolve(folder)) : [join(ROOT, 'fixtures')];
const peers = flags.peers ? installPeers() : null;
const variants = ['recommended', 'strict', 'strict without index', ...(peers ? PEERS.map((peer) => peer.replace(/@[^@]*$/u, '')) : [])];

try {
  const { base, plugin } = await least('import', ROOT);
  print(`import: ESLint and its parser ${ms(base)}, the plugin ${ms(plugin)} more\n`);
  const ratios = new Map(variants.map((variant) => [variant, []]));
  for (const folder of folders) {
    const parse = await least('parse', folder);
    print(`${basename(folder)}: ${parse.files} files, parse only ${ms(parse.run)}`);
    for (const variant of variants) {
      const measured = await least(variant, folder);
      const more = measured.run / parse.run - 1;
      ratios.get(variant)?.push(more);
      print(`  ${variant.padEnd(24)} ${percent(more).padStart(8)}  ${ms(measured.run).padStart(9)}  ${String(measured.findings).padStart(5)} findings  ${perFile(measured)}`);
    }
  }
  print(`\nmedian of ${folders.length}`);
  for (const [variant, all] of ratios) print(`  ${variant.padEnd(24)} ${percent(median(all)).padStart(8)}`);
} finally {
  if (peers) rmSync(peers, { recursive: true, force: true });
}

/**
 * @param {string} variant
 * @param {string} folder
 */
async function least(variant, folder) {
  let best;
  for (let i = 0; i < Number(flags.runs); i += 1) {
    const { stdout } = await run(process.execPath, [join(ROOT, 'bench/measure.mjs'), variant, folder, ...(peers ? [peers] : [])], { maxBuffer: 1 << 26 });
    const measured = JSON.parse(stdout);
    if (best === undefined || measured.run + measured.plugin < best.run + best.plugin) best = measured;
  }
  return best;
}

function installPeers() {
  const folder = mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-peers-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--silent', 'eslint@10.15.0', 'typescript@6.0.3', ...PEERS], { cwd: folder });
  return folder;
}

/** @param {{ files: number, counts: Record<string, number> }} measured */
function perFile({ files, counts }) {
  if (!counts || files === 0) return '';
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${(count / files).toFixed(2)}`)
    .join(', ');
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** @param {number} value */
function ms(value) {
  return `${Math.round(value)} ms`;
}

/** @param {number} value */
function percent(value) {
  return `${value >= 0 ? '+' : ''}${(value * 100).toFixed(1)} %`;
}

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}
