/**
 * One measurement, as a process of its own: `node bench/measure.mjs <variant> <folder> [peers]`.
 * Prints CPU milliseconds of the run, of the imports before it, and what was parsed, as JSON.
 */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../scripts/sources.mjs';

const [variant = 'parse', folder = '.', peers] = process.argv.slice(2);
const require = createRequire(import.meta.url);

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const started = cpu();
const { ESLint } = await import('eslint');
const parser = await import('@typescript-eslint/parser');
const base = cpu();
const ours = ['recommended', 'strict', 'strict without index', 'import'].includes(variant);
const plugin = ours ? (await import(join(ROOT, 'dist/index.js'))).default : null;
const imported = cpu();

const counts = ours ? counters() : {};
const run = variant === 'import' ? { files: 0, findings: 0 } : await lint();
process.stdout.write(JSON.stringify({ base: base - started, plugin: imported - base, run: cpu() - imported, ...run, counts }));

async function lint() {
  const files = ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'];
  const eslint = new ESLint({
    cwd: folder,
    allowInlineConfig: false,
    errorOnUnmatchedPattern: false,
    overrideConfigFile: true,
    overrideConfig: [
      { ignores: ['**/*.min.js', '**/*.d.{ts,mts,cts}'] },
      { files, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, linterOptions: { reportUnusedDisableDirectives: 'off' } },
      { files: ['**/*.{ts,mts,cts,tsx}'], languageOptions: { parser } },
      ...(await variantConfig(files)),
    ],
  });
  const results = await eslint.lintFiles(['.']);
  return { files: results.length, findings: results.reduce((sum, { messages }) => sum + messages.filter(({ fatal }) => !fatal).length, 0) };
}

/** @param {string[]} files */
async function variantConfig(files) {
  switch (variant) {
    case 'parse':
      return [];
    case 'recommended':
      return plugin.configs.recommended;
    case 'strict':
      return plugin.configs.strict;
    case 'strict without index':
      return [...plugin.configs.strict, { settings: { backend: { index: { maxHops: 0 } } } }];
    default: {
      const peer = await import(pathToFileURL(createRequire(join(peers ?? '', 'package.json')).resolve(variant)).href);
      return [{ ...(peer.default ?? peer).configs.recommended, files }];
    }
  }
}

/** Counts what the plugin reads and parses beside ESLint, through the functions it loads when it needs them. */
function counters() {
  const counted = { read: 0, javascript: 0, sql: 0, postgres: 0 };
  count(fs, 'readFileSync', 'read');
  syncBuiltinESMExports();
  for (const name of fs.readdirSync(join(ROOT, 'node_modules/@oxc-parser'))) count(require(`@oxc-parser/${name}`), 'parseSync', 'javascript');
  count(require('pgsql-ast-parser'), 'parse', 'sql');
  count(require('libpg-query'), 'parseSync', 'postgres');
  return counted;

  /** @type {(owner: Record<string, any>, name: string, key: keyof typeof counted) => void} */
  function count(owner, name, key) {
    const original = owner[name];
    owner[name] = Object.assign((...args) => {
      counted[key] += 1;
      return original.apply(owner, args);
    }, original);
  }
}
