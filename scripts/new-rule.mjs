#!/usr/bin/env node
/**
 * Writes the three files of a new rule: `npm run new-rule <topic>/<id>`. Nothing else has to change: the registry,
 * the presets and the tables follow from them.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';
import { dirname, join } from 'node:path';

import { generate } from './generate.mjs';
import { posixPath, ROOT, ruleSources } from './sources.mjs';

register('./typescript-hooks.mjs', import.meta.url);
const { practices } = await import('../src/practices/practices.ts');

const [, topic = '', id = ''] = /^([a-z]+)\/([a-z]+(?:-[a-z]+){1,5})$/u.exec(process.argv[2] ?? '') ?? [];
if (id === '') fail('Usage: npm run new-rule <topic>/<id>, such as sql/no-sql-concat: two to six lowercase words.');
const taken = ruleSources().find((rule) => rule.id === id);
if (taken) fail(`${id} is there already: ${posixPath(taken.file)}.`);

const served = practices.filter(({ rules }) => rules.includes(id)).map((practice) => practice.id);
const verb = id.startsWith('no-') ? 'Disallow' : id.startsWith('require-') ? 'Require' : 'Enforce';
const fence = '```';

const files = {
  [`src/rules/${topic}/${id}.ts`]: `import { words } from '../../core/gates.ts';
import { createRule } from '../../models/create-rule.ts';
import { sourceFileOf } from '../../project/project.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: '${verb} what this rule is about',
      preset: 'off',
      practices: [${served.map((practice) => `'${practice}'`).join(', ')}],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: { left: 'This stops the process. Remove it.' },
  },

  when: [words('debugger')],

  create(context) {
    return {
      'Program:exit'() {
        // Ask a model instead: a rule is a short question over its facts.
        for (const node of sourceFileOf(context).nodes('DebuggerStatement')) context.report({ node, messageId: 'left' });
      },
    };
  },
});
`,
  [`tests/rules/${topic}/${id}.test.ts`]: `import rule from '../../../src/rules/${topic}/${id}.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [{ name: 'look-alike: a value of that name', code: 'export const settings = { debugger: true };' }],
  invalid: [{ name: 'in a handler', code: 'export function handler() { debugger; }', errors: [{ messageId: 'left', line: 1, column: 29 }] }],
});
`,
  [`docs/rules/${id}.md`]: `Why it matters, with an authority.

## Incorrect

${fence}ts src/handler.ts
export function handler() {
  debugger;
}
${fence}

## Correct

${fence}ts src/handler.ts
export function handler() {}
${fence}

## When not to use it

Where it does not fit.

## Known limits

What it does not see.
`,
};

for (const [path, text] of Object.entries(files)) {
  const file = join(ROOT, path);
  if (existsSync(file)) fail(`${path} is there already.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`wrote ${path}\n`);
}
await generate();
if (served.length === 0) process.stdout.write(`No practice names ${id} yet: add it to src/practices/practices.ts and to the rule's meta.\n`);
process.stdout.write('Then npm run docs writes the head of its page and the tables.\n');

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
