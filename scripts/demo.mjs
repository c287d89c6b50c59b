#!/usr/bin/env node
/**
 * Lints a small real backend with the built plugin and its recommended preset, and shows what it finds; then the
 * corrected twin of that backend, in which it must find nothing. Ends with 1 when either is not so.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { styleText } from 'node:util';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

import { ROOT } from './sources.mjs';

const APP = join(ROOT, 'fixtures/apps/express-pg');
const { default: plugin } = await import(join(ROOT, 'dist/index.js'));

/** @type {typeof styleText} */
const paint = process.stdout.isTTY ? styleText : (_, text) => text;

const found = await lint('violations');
const silent = await lint('corrected');

const findings = show(found);
const wrong = show(silent);
print('');
print(`${paint('bold', String(findings))} findings in ${found.length} files of fixtures/apps/express-pg/violations`);
print(`${paint('bold', String(wrong))} findings in ${silent.length} files of its corrected twin`);
if (findings === 0 || wrong > 0) {
  print(paint('red', findings === 0 ? 'The sample backend has violations, and none was found.' : 'The corrected twin must be silent.'));
  process.exitCode = 1;
}

/** @param {string} twin */
async function lint(twin) {
  const eslint = new ESLint({
    cwd: join(APP, twin),
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, ...plugin.configs.recommended],
  });
  return eslint.lintFiles(['.']);
}

/** @param {import('eslint').ESLint.LintResult[]} results */
function show(results) {
  let count = 0;
  for (const { filePath, messages } of results) {
    if (messages.length === 0) continue;
    const lines = readFileSync(filePath, 'utf8').split('\n');
    print(`\n${paint('underline', relative(ROOT, filePath))}`);
    for (const { line, column, ruleId, message } of messages) {
      count += 1;
      print(`  ${paint('dim', `${line}:${column}`)}  ${message}  ${paint('cyan', ruleId ?? 'parse error')}`);
      print(paint('dim', `      ${(lines[line - 1] ?? '').trim()}`));
    }
  }
  return count;
}

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}
