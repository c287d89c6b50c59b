import { ESLint as ESLint10 } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import type { ESLint, Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { presetsOf } from '../../src/configs/presets.ts';
import { publishedRules } from '../../src/configs/published-rules.ts';
import type { BackendRule, Preset } from '../../src/core/create-rule.ts';
import type { Risk } from '../../src/core/risks.ts';
import plugin from '../../src/index.ts';
import { registry } from '../../src/rules/registry.ts';
import type { RegisteredRule } from '../../src/rules/registry.ts';

const sample = (id: string, topic: string, preset: Preset, languages = ['js/js'], strictOptions?: Record<string, unknown>, owasp?: Risk[]): RegisteredRule => {
  const rule: BackendRule = {
    meta: {
      type: 'problem',
      docs: { description: 'Disallow nothing', preset, practices: ['1.1'], confidence: 'high', ...(strictOptions && { strictOptions }), ...(owasp && { owasp }) },
      languages,
      schema: [{ type: 'object', additionalProperties: false, properties: { hard: { type: 'boolean', description: 'Be hard.' } } }],
      defaultOptions: [{}],
      messages: {},
    },
    create: () => ({}),
  };
  return { id, topic, rule };
};

const samples = [
  sample('certain', 'sql', 'recommended'),
  sample('certain-with-more', 'auth', 'recommended', ['js/js'], { hard: true }, ['API2:2023']),
  sample('judged', 'sql', 'strict'),
  sample('rare', 'sql', 'off', ['js/js'], undefined, ['API1:2023']),
  sample('for-sql-files', 'sql', 'recommended', ['backend/sql']),
  sample('for-prisma-files', 'sql', 'recommended', ['backend/prisma']),
];
const host: ESLint.Plugin = { meta: { name: 'host', version: '0', namespace: 'backend' }, rules: publishedRules(samples, '0') };
const presets = presetsOf(host, samples) as Record<string, Linter.Config[]>;
const CODE = '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}';
const rulesOf = (name: string, files = CODE): Linter.RulesRecord => Object.assign({}, ...(presets[name] ?? []).filter((config) => config.files?.includes(files)).map(({ rules }) => rules));

describe('presets', () => {
  it('recommended holds the recommended rules with their defaults', () => {
    expect(rulesOf('recommended')).toEqual({ 'backend/certain': 'error', 'backend/certain-with-more': 'error' });
  });

  it('strict holds recommended, its own, and the strict options of both', () => {
    expect(rulesOf('strict')).toEqual({ 'backend/certain': 'error', 'backend/certain-with-more': ['error', { hard: true }], 'backend/judged': 'error' });
  });

  it('all holds every rule', () => {
    expect(Object.keys(rulesOf('all'))).toEqual(['backend/certain', 'backend/certain-with-more', 'backend/judged', 'backend/rare']);
  });

  it('owasp-api holds what a risk of OWASP names and has earned a preset, with its defaults', () => {
    expect(rulesOf('owasp-api')).toEqual({ 'backend/certain-with-more': 'error' });
  });

  it('a topic holds its recommended and strict rules', () => {
    expect(rulesOf('sql')).toEqual({ 'backend/certain': 'error', 'backend/judged': 'error' });
    expect(rulesOf('auth')).toEqual({ 'backend/certain-with-more': 'error' });
  });

  it('is scoped by files, and a rule is on for files of its languages only', () => {
    for (const config of Object.values(presets).flat()) {
      const [files = ''] = config.files?.flat() ?? [];
      expect(config.files).toEqual([files]);
      expect([CODE, '**/*.sql', '**/*.prisma']).toContain(files);
      if (files === CODE) expect(Object.keys(config.rules ?? {}).filter((rule) => rule.startsWith('backend/for-'))).toEqual([]);
    }
    expect(rulesOf('recommended', '**/*.sql')).toEqual({ 'backend/for-sql-files': 'error' });
    expect(rulesOf('recommended', '**/*.prisma')).toEqual({ 'backend/for-prisma-files': 'error' });
  });

  it('leaves files of another language alone where it has no rule for them', () => {
    expect(presets['auth']?.map(({ name }) => name)).toEqual(['backend/auth']);
    expect(presets['sql']?.map(({ name, language }) => [name, language])).toEqual([['backend/sql', undefined], ['backend/sql/sql', 'backend/sql'], ['backend/sql/prisma', 'backend/prisma']]);
  });

  it('shares one plugin object, as ESLint demands', () => {
    expect(new Set(Object.values(presets).flat().map(({ plugins }) => plugins?.['backend']))).toEqual(new Set([host]));
  });
});

describe('the plugin', () => {
  it('names itself and its namespace', () => {
    expect(plugin.meta).toMatchObject({ name: 'eslint-plugin-backend', namespace: 'backend' });
  });

  it('publishes every rule with its topic and the address of its page', () => {
    expect(Object.keys(plugin.rules)).toEqual(registry.map(({ id }) => id));
    for (const { id, topic } of registry) {
      expect(plugin.rules[id]?.meta?.docs).toMatchObject({ topic, url: `https://unpkg.com/eslint-plugin-backend@${plugin.meta.version}/docs/rules/${id}.md` });
    }
  });

  describe.each([
    ['10', ESLint10],
    ['9', ESLint9 as unknown as typeof ESLint10],
  ])('in ESLint %s', (_, Engine) => {
    it.each(Object.entries<Linter.Config[]>(plugin.configs))('%s is accepted, and printed as plain data', async (_name, config) => {
      const eslint = new Engine({ overrideConfigFile: true, overrideConfig: config });
      const printed = (await eslint.calculateConfigForFile('src/a.js')) as { rules: object; plugins: object };
      expect(printed.plugins).toHaveProperty('backend');
      expect(Object.keys(printed.rules)).toEqual(Object.keys(config[0]?.rules ?? {}));
      expect(JSON.parse(JSON.stringify(printed.rules))).toEqual(printed.rules);
    });

    it.each(Object.keys(plugin.rules))('wrong options of %s are refused', async (id) => {
      const eslint = new Engine({ overrideConfigFile: true, overrideConfig: { plugins: { backend: plugin }, rules: { [`backend/${id}`]: ['error', { noSuchOption: true }] } } });
      await expect(eslint.lintText('a;')).rejects.toThrow(/noSuchOption|should NOT have more than 0 items/u);
    });
  });
});
