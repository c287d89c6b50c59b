#!/usr/bin/env node
/**
 * Writes what the documentation repeats from the source: the head and the options of each rule's page, the README's
 * table of rules, docs/practices.md, docs/security.md and docs/settings.md. With `--check` it writes nothing and fails when a page is
 * out of date.
 */
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';

import { generate } from './generate.mjs';
import { precisionOf } from './snapshots.mjs';
import { posixPath, ROOT, writeIfChanged } from './sources.mjs';

register('./typescript-hooks.mjs', import.meta.url);
await generate();
const { registry } = await import('../src/rules/registry.ts');
const { practices, sections } = await import('../src/practices/practices.ts');
const { settingsSchema } = await import('../src/core/settings.ts');
const { RISKS } = await import('../src/core/risks.ts');

/** @typedef {import('../src/rules/registry.ts').RegisteredRule} RegisteredRule */

const known = new Map(registry.map((rule) => [rule.id, rule]));
const check = process.argv.includes('--check');
const stale = [];

for (const rule of registry) {
  const file = join(ROOT, 'docs/rules', `${rule.id}.md`);
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  put(file, withBlock(withBlock(page, 'header', header(rule), 'top'), 'options', options(rule), /^## When not to use it/mu));
}
const readme = join(ROOT, 'README.md');
put(readme, withBlock(readFileSync(readme, 'utf8'), 'rules', ruleTables(), /^## Settings/mu));
put(join(ROOT, 'docs/practices.md'), practicesPage());
put(join(ROOT, 'docs/security.md'), securityPage());
put(join(ROOT, 'docs/settings.md'), settingsPage());

if (check && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run npm run docs.\n`);
  process.exitCode = 1;
} else {
  for (const file of stale) process.stdout.write(`wrote ${file}\n`);
}

/**
 * @param {string} file
 * @param {string} text
 */
function put(file, text) {
  if (check ? !existsSync(file) || readFileSync(file, 'utf8') !== text : writeIfChanged(file, text)) stale.push(posixPath(file));
}

/**
 * Replaces a generated block of a page, or puts it where it belongs when the page has none yet.
 * @param {string} page
 * @param {string} name
 * @param {string} text
 * @param {'top' | RegExp} place before the first match, or the end when there is none
 */
function withBlock(page, name, text, place) {
  const begin = `<!-- begin generated ${name} -->`;
  const end = `<!-- end generated ${name} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from !== -1 && to > from) {
    const rest = page.slice(to + end.length);
    return text === '' ? page.slice(0, from) + rest.trimStart() : `${page.slice(0, from)}${begin}\n\n${text}\n\n${end}${rest}`;
  }
  if (text === '') return page;
  const block = `${begin}\n\n${text}\n\n${end}\n`;
  if (place === 'top') return page === '' ? block : `${block}\n${page}`;
  const at = page.search(place);
  return at === -1 ? `${page.trimEnd()}\n\n${block}` : `${page.slice(0, at)}${block}\n${page.slice(at)}`;
}

/** @param {RegisteredRule} registered */
function header({ id, topic, rule }) {
  const { docs, fixable, hasSuggestions } = rule.meta;
  const lines = [`# backend/${id}`, `${docs.description}.`];
  const facts = [
    `Topic: [${topic}](../../README.md#${topic})`,
    `Preset: ${presetText(rule)}`,
    `Practices: ${docs.practices.map((practice) => `[${practice}](../practices.md#${anchor(practice)})`).join(', ')}`,
  ];
  if (docs.cwe) facts.push(`CWE: ${docs.cwe.map((cwe) => `[${cwe}](https://cwe.mitre.org/data/definitions/${cwe}.html)`).join(', ')}`);
  if (docs.owasp) facts.push(`OWASP: ${docs.owasp.join(', ')}`);
  if (fixable) facts.push('Fix: `--fix` corrects what it reports');
  if (hasSuggestions) facts.push('Suggestions: offered in editors');
  facts.push(`Measured precision: ${precisionText(id)}`);
  return [...lines, facts.map((fact) => `- ${fact}`).join('\n')].join('\n\n');
}

/** @param {RegisteredRule['rule']} rule */
function presetText(rule) {
  const { preset, strictOptions } = rule.meta.docs;
  const text = { recommended: 'recommended and strict', strict: 'strict', off: 'only `all`; turn it on by name' }[preset];
  return strictOptions ? `${text} (strict with \`${JSON.stringify(strictOptions)}\`)` : text;
}

/** @param {string} id */
function precisionText(id) {
  const { right, wrong, unsure, date } = precisionOf(id);
  if (right + wrong + unsure === 0) return 'not seen in the projects it was measured on';
  const parts = [`${right} of ${right + wrong} findings on real projects right`];
  if (unsure > 0) parts.push(`${unsure} undecided`);
  return `${parts.join(', ')} (${date})`;
}

/** @param {RegisteredRule} registered */
function options({ rule }) {
  const schema = rule.meta.schema[0];
  if (!schema) return '';
  const defaults = rule.meta.defaultOptions[0] ?? {};
  const rows = Object.entries(schema.properties).map(
    ([name, option]) => `| \`${name}\` | ${cell(typeText(option))} | ${cell(`\`${JSON.stringify(defaults[name])}\``)} | ${cell(option.description)} |`,
  );
  return ['## Options', ['| option | type | default | what it does |', '| --- | --- | --- | --- |', ...rows].join('\n')].join('\n\n');
}

function ruleTables() {
  const topics = [...new Set(registry.map(({ topic }) => topic))];
  if (topics.length === 0) return 'No rules yet.';
  const legend = 'R: in `recommended` and `strict` · S: in `strict` · –: in `all` only · 🔧 fix · 💡 suggestion';
  const tables = topics.map((topic) => {
    const rows = registry
      .filter((rule) => rule.topic === topic)
      .map(({ id, rule }) => {
        const { docs, fixable, hasSuggestions } = rule.meta;
        const marks = [fixable ? '🔧' : '', hasSuggestions ? '💡' : ''].filter(Boolean).join(' ');
        return `| [${id}](docs/rules/${id}.md) | ${cell(docs.description)} | ${{ recommended: 'R', strict: 'S', off: '–' }[docs.preset]} | ${marks} | ${docs.practices.join(', ')} |`;
      });
    return `### ${topic}\n\n| rule | what it asks | preset | | practices |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
  });
  return [legend, ...tables].join('\n\n');
}

function practicesPage() {
  const written = practices.filter(({ rules }) => rules.some((rule) => known.has(rule))).length;
  const seen = practices.filter(({ check: answer }) => answer !== 'no').length;
  const parts = [
    '<!-- Written by npm run docs from src/practices and the rules. Do not edit. -->',
    '# Practices and their rules',
    `${practices.length} practices of backend work. ${seen} of them can be seen in code, fully or in part; ${written} have a rule today. The others have the reason in their place.`,
  ];
  sections.forEach((title, index) => {
    const rows = practices
      .filter(({ id }) => id.split('.')[0] === String(index + 1))
      .map((practice) => `| <a id="${anchor(practice.id)}"></a>${practice.id} | ${cell(practice.statement)} | ${practice.check} | ${cell(servedBy(practice))} |`);
    parts.push(`## ${index + 1}. ${title}`, `| id | practice | seen in code | rules, or why there is none |\n| --- | --- | --- | --- |\n${rows.join('\n')}`);
  });
  return `${parts.join('\n\n')}\n`;
}

/** @param {import('../src/practices/practices.ts').Practice} practice */
function servedBy({ rules, reason }) {
  if (reason) return reason;
  return rules.map((rule) => (known.has(rule) ? `[${rule}](rules/${rule}.md)` : `${rule} (not yet)`)).join(', ');
}

/** @param {string} practice */
function anchor(practice) {
  return `practice-${practice.replace('.', '-')}`;
}

function securityPage() {
  const risks = Object.entries(RISKS).map(([id, name]) => ({ id, name, rules: registry.filter(({ rule }) => rule.meta.docs.owasp?.includes(id)) }));
  const weaknesses = [...new Set(registry.flatMap(({ rule }) => rule.meta.docs.cwe ?? []))].sort((a, b) => a - b);
  const linked = (rules) => (rules.length > 0 ? rules.map(({ id }) => `[${id}](rules/${id}.md)`).join(', ') : '–');
  const table = (list) => `| risk | rules |\n| --- | --- |\n${list.map(({ id, name, rules }) => `| ${id} ${name} | ${linked(rules)} |`).join('\n')}`;
  return `${[
    '<!-- Written by npm run docs from the rules. Do not edit. -->',
    '# Security: which rule serves which risk',
    'The preset `owasp-api` holds the rules of the first two tables that are in `recommended` or `strict`, with their default options. A risk without a rule has none yet, or cannot be seen in code.',
    '## [OWASP API Security Top 10, 2023](https://owasp.org/API-Security/editions/2023/en/0x11-t10/)',
    table(risks.filter(({ id }) => id.startsWith('API'))),
    '## [OWASP Top 10, 2021](https://owasp.org/Top10/2021/)',
    table(risks.filter(({ id }) => !id.startsWith('API'))),
    '## [CWE](https://cwe.mitre.org/)',
    `| weakness | rules |\n| --- | --- |\n${weaknesses.map((cwe) => `| [CWE-${cwe}](https://cwe.mitre.org/data/definitions/${cwe}.html) | ${linked(registry.filter(({ rule }) => rule.meta.docs.cwe?.includes(cwe)))} |`).join('\n')}`,
  ].join('\n\n')}\n`;
}

function settingsPage() {
  const rows = settingRows(settingsSchema, '').map(({ key, schema }) => `| \`${key}\` | ${cell(typeText(schema))} | ${cell(schema.description ?? '')} |`);
  return `<!-- Written by npm run docs from src/core/settings.ts. Do not edit. -->

# Settings

Facts about a project are said once, under \`settings.backend\`, and every rule knows them. They are plain JSON. None is
required. A wrong key or value stops the run with a message that names it and what is allowed.

\`\`\`js
export default defineConfig([
  { settings: { backend: { dialect: 'postgres', sql: { wrappers: ['runQuery'] } } } },
]);
\`\`\`

| key | type | what it says |
| --- | --- | --- |
${rows.join('\n')}
`;
}

/**
 * @param {import('../src/core/json-schema.ts').Schema} schema
 * @param {string} prefix
 * @returns {{ key: string, schema: import('../src/core/json-schema.ts').Schema }[]}
 */
function settingRows(schema, prefix) {
  return Object.entries(schema.properties).flatMap(([name, inner]) => {
    const key = prefix + name;
    return inner.type === 'object' && 'properties' in inner ? settingRows(inner, `${key}.`) : [{ key, schema: inner }];
  });
}

/** @param {import('../src/core/json-schema.ts').Schema} schema */
function typeText(schema) {
  if (schema.type === 'array') return `list of ${schema.items.enum ? choices(schema.items.enum) : 'strings'}`;
  if (schema.type === 'object') return `object; keys ${choices(schema.propertyNames.enum)}, values lists of strings`;
  return schema.enum ? choices(schema.enum) : schema.type;
}

/** @param {readonly string[]} values */
function choices(values) {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
