import rule from '../../../src/rules/config/no-env-feature-branch.ts';
import { testRule } from '../test-rule.ts';

const FILE = 'src/orders/orders.service.ts';
const inService = (body: string, before = ''): string => `${before}export class Orders {\n  async pay(order) { ${body} }\n}`;

testRule(import.meta, rule, {
  valid: [
    { name: 'a flag', filename: FILE, code: inService("if (settings.isNewCheckout) return this.checkout(order);", "import { settings } from '../settings.ts';\n"), files: { 'src/settings.ts': "export const settings = { isNewCheckout: process.env.NEW_CHECKOUT === 'true' };" } },
    { name: 'no business code: another rule’s', filename: 'src/app.ts', code: inService("if (process.env.NODE_ENV === 'production') return this.charge(order);") },
    { name: 'what is for tests refuses to run in production', filename: FILE, code: "export function resetForTests() {\n  if (process.env.NODE_ENV === 'production') {\n    throw new Error('not here');\n  }\n  all.clear();\n}" },
    { name: 'a test', filename: 'src/orders/orders.service.test.ts', code: inService("if (process.env.NODE_ENV === 'production') return this.charge(order);") },
    { name: 'look-alike: a flag of that name', filename: FILE, code: inService('if (isProduction) return this.charge(order);', "import { isProduction } from '../flags.ts';\n"), files: { 'src/flags.ts': "export const isProduction = process.env.LINE === 'a';" } },
    { name: 'unknown: a flag of a package', filename: FILE, code: inService('if (isProduction) return this.charge(order);', "import { isProduction } from 'some-env';\n") },
    { name: 'the environment of a row', filename: FILE, code: inService("if (order.environment === 'production') return this.charge(order);") },
  ],
  invalid: [
    { name: 'an error that only one environment throws, after work', filename: FILE, code: inService("await this.check(order); if (process.env.NODE_ENV === 'production') throw new Error('no');"), errors: [{ messageId: 'feature', line: 2, data: { name: 'NODE_ENV' } }] },
    { name: 'a service', filename: FILE, code: inService("if (process.env.NODE_ENV === 'production') return this.charge(order);"), errors: [{ messageId: 'feature', line: 2, column: 26, endColumn: 63, data: { name: 'NODE_ENV' } }] },
    { name: 'a domain', filename: 'src/domain/price.ts', code: "export const price = (sum) => (process.env.APP_ENV === 'staging' ? 0 : sum);", errors: [{ messageId: 'feature', line: 1, column: 32, data: { name: 'APP_ENV' } }] },
    { name: 'a flag of another file that is a comparison', filename: FILE, code: inService('if (!isProduction) return null; return this.charge(order);', "import { isProduction } from '../env.ts';\n"), files: { 'src/env.ts': "export const isProduction = process.env.NODE_ENV === 'production';" }, errors: [{ messageId: 'feature', line: 3, column: 27, data: { name: 'NODE_ENV' } }] },
    { name: 'what the configuration calls it', filename: FILE, code: inService("if (config.env !== 'production') return null;", "const { config } = require('../config');\n"), files: { 'src/config.js': 'module.exports = { config: { env: process.env.NODE_ENV } };' }, errors: [{ messageId: 'feature', line: 3, column: 26, data: { name: 'NODE_ENV' } }] },
  ],
});
