import { Linter } from 'eslint';
import type { Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import { ruleCreator } from '../../src/core/create-rule.ts';
import { hostViewOf } from '../../src/project/project.ts';

const createRule = ruleCreator(() => true);
const calls = createRule({
  meta: {
    type: 'problem',
    docs: { description: 'Disallow calls', preset: 'off', practices: [], confidence: 'high' },
    languages: ['js/js'],
    schema: [{ type: 'object', additionalProperties: false, properties: { name: { type: 'string', description: 'Callee.' } } }],
    defaultOptions: [{ name: 'bad' }],
    messages: { found: 'No {{name}}.' },
  },
  create(context, options) {
    return {
      'Program:exit'() {
        for (const node of hostViewOf(context).file.nodes('CallExpression')) {
          if (node.callee.type === 'Identifier' && node.callee.name === options.name) context.report({ node, messageId: 'found', data: { name: options.name } });
        }
      },
    };
  },
});
const failing = createRule({
  meta: { ...calls.meta, schema: [], defaultOptions: [], messages: {} },
  create: () => ({
    'Program:exit'() {
      throw new Error('odd tree');
    },
  }),
});

function lint(code: string, rules: Linter.RulesRecord, settings: Record<string, unknown> = {}) {
  const plugin = { rules: { calls: calls as unknown as Rule.RuleModule, twin: calls as unknown as Rule.RuleModule, failing: failing as unknown as Rule.RuleModule } };
  return new Linter().verify(code, [{ plugins: { backend: plugin }, rules, settings }]);
}

describe('createRule', () => {
  it('hands the merged options to the rule', () => {
    expect(lint('bad(); worse()', { 'backend/calls': 'error' }).map((m) => m.message)).toEqual(['No bad.']);
    expect(lint('bad(); worse()', { 'backend/calls': ['error', { name: 'worse' }] }).map((m) => m.message)).toEqual(['No worse.']);
  });

  it('leaves a wrong option to the error ESLint itself gives', () => {
    expect(() => lint('', { 'backend/calls': ['error', { nam: 'x' }] })).toThrow(/Unexpected property "nam"/);
  });

  it('throws a wrong setting once for a file, from the first rule, naming key and values', () => {
    const wrong = { backend: { dialect: 'oracle' } };
    expect(() => lint('bad()', { 'backend/calls': 'error', 'backend/twin': 'error' }, wrong)).toThrow(/settings\.backend\.dialect is 'oracle'\. Allowed values: postgres, mysql, sqlite, mssql, clickhouse/);
  });

  it('is silent when a rule of ours fails on odd code, and throws where tests ask for it', () => {
    const before = process.env['ESLINT_PLUGIN_BACKEND_THROW'];
    try {
      delete process.env['ESLINT_PLUGIN_BACKEND_THROW'];
      expect(lint('a', { 'backend/failing': 'error' })).toEqual([]);
      process.env['ESLINT_PLUGIN_BACKEND_THROW'] = '1';
      expect(() => lint('a', { 'backend/failing': 'error' })).toThrow(/odd tree/);
    } finally {
      if (before === undefined) delete process.env['ESLINT_PLUGIN_BACKEND_THROW'];
      else process.env['ESLINT_PLUGIN_BACKEND_THROW'] = before;
    }
  });
});
