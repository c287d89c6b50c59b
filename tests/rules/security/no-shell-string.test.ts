import rule from '../../../src/rules/security/no-shell-string.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [{ name: 'look-alike: a value of that name', code: 'export const settings = { debugger: true };' }],
  invalid: [{ name: 'in a handler', code: 'export function handler() { debugger; }', errors: [{ messageId: 'left', line: 1, column: 29 }] }],
});
