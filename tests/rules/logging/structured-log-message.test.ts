import rule from '../../../src/rules/logging/structured-log-message.ts';
import { testRule } from '../test-rule.ts';

const PINO = "import pino from 'pino';\nconst out = pino();\n";
const pino = (call: string): string => `${PINO}export const f = (id: string, order: { total: number; lines: string[] }) => ${call};`;
const WINSTON = "import { output } from './output';\n";
const winston = (call: string): string => `${WINSTON}export const f = (id: string, order: { total: number }) => ${call};`;
const files = { 'output.ts': "import { createLogger } from 'winston';\nexport const output = createLogger();" };

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: fields', code: pino("out.info({ id }, 'order read')") },
    { name: 'remedy: fields after the message', files, code: winston("output.info('order read', { id })") },
    { name: 'a constant in the text', code: `${PINO}const NAME = 'orders';\nexport const f = () => out.info(\`\${NAME} read\`);` },
    { name: 'values for a format', code: pino("out.info('order %s read', id)") },
    { name: 'loggers without fields', code: "import { Logger } from '@nestjs/common';\nexport const f = (id: string) => { new Logger('x').log(`order ${id}`); console.log(`order ${id}`); };" },
    { name: 'a text in colours, for a terminal', code: `import colors from 'colors/safe';\n${pino('out.info(`order ${colors.red(id)}`)')}` },
    { name: 'look-alike: no logger', code: 'export const f = (toast: { info(x: string): void }, id: string) => toast.info(`order ${id}`);' },
  ],

  invalid: [
    { name: 'a value in the text', code: pino('out.info(`order ${id} read`)'), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 3, suggestions: [{ messageId: 'moveToFields', output: pino("out.info({ id }, 'order read')") }] }] },
    { name: 'two, one of them a property', code: pino('out.warn(`order ${id} costs ${order.total}.`)'), errors: [{ messageId: 'built', data: { values: '`id`, `order.total`' }, line: 3, suggestions: [{ messageId: 'moveToFields', output: pino("out.warn({ id, total: order.total }, 'order costs.')") }] }] },
    { name: 'beside fields', code: pino('out.info({ a: 1 }, `order ${id} read`)'), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 3, suggestions: [{ messageId: 'moveToFields', output: pino("out.info({ a: 1, id }, 'order read')") }] }] },
    { name: 'fields after the message', files, code: winston('output.info(`order ${id} read`)'), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 2, suggestions: [{ messageId: 'moveToFields', output: winston("output.info('order read', { id })") }] }] },
    { name: 'a sum', code: pino("out.info('order ' + id)"), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 3 }] },
    { name: 'a value without a name of its own', code: pino('out.info(`order of ${order.lines.length}`)'), errors: [{ messageId: 'built', data: { values: '`order.lines.length`' }, line: 3 }] },
    { name: 'a field of that name is there', code: pino('out.info({ id: 1 }, `order ${id}`)'), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 3 }] },
    { name: 'an error in the place of the fields', code: pino('out.error(new Error("x"), `order ${id}`)'), errors: [{ messageId: 'built', data: { values: '`id`' }, line: 3 }] },
  ],
});
