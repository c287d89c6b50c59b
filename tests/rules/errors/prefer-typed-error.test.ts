import rule from '../../../src/rules/errors/prefer-typed-error.ts';
import { testRule } from '../test-rule.ts';

const filename = 'src/services/orders.service.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a class of its own', filename, code: "import { NotFoundError } from './errors';\nexport function f() { throw new NotFoundError('order not found'); }" },
    { name: 'a mistake of the program', filename, code: "export function f(x: string) { throw new Error(`unexpected state ${x}`); }" },
    { name: 'a caught error', filename, code: 'export function f() { try { g(); } catch (e) { throw e; } }' },
    { name: 'a cause tells more', filename, code: "export function f(e: unknown) { throw new Error('order not found', { cause: e }); }" },
    { name: 'look-alike: an Error of its own', filename, code: "import { Error } from './errors';\nexport function f() { throw new Error('order not found'); }" },
    { name: 'unknown: a text from elsewhere', filename, code: 'export function f(text: string) { throw new Error(text); }' },
    { name: 'set up twice, in the memory of the process', filename, code: "const carriers = new Map();\nexport function register(carrier) { if (carriers.has(carrier.id)) throw new Error(`Carrier ${carrier.id} is already registered`); carriers.set(carrier.id, carrier); }" },
    { name: 'a message to whoever calls the method', filename, code: 'export function add(name, all) { if (all.includes(name)) throw new Error(`routes.add: parameter ${name} already exists`); }' },
    { name: 'another layer', filename: 'src/controllers/orders.controller.ts', code: "export function f() { throw new Error('order not found'); }" },
  ],

  invalid: [
    { name: 'something is not there', filename, code: "export function f() { throw new Error('Order not found'); }", errors: [{ messageId: 'error', line: 1, column: 29 }] },
    { name: 'registered before, as a query says', filename, code: "export async function register(email) { if (await find(email)) throw new Error('User is already registered'); }", errors: [{ messageId: 'error', line: 1 }] },
    { name: 'registered before, as a callback says', filename, code: "export function register(email) { find(email, (user) => { if (user) throw new Error('User is already registered'); }); }", errors: [{ messageId: 'error', line: 1 }] },
    { name: 'with a value in the text', filename, code: 'export function f(id: string) { throw new Error(`order ${id} does not exist`); }', errors: [{ messageId: 'error', line: 1 }] },
    { name: 'a sum, without new', filename, code: "export function f(id: string) { throw Error('order ' + id + ' already exists'); }", errors: [{ messageId: 'error', line: 1 }] },
    { name: 'a text', filename, code: "export function f() { throw 'not found'; }", errors: [{ messageId: 'value', line: 1, column: 29 }] },
    { name: 'an object, in a repository', filename: 'src/repositories/orders.ts', code: "import { Pool } from 'pg';\nexport const pool = new Pool();\nexport function f() { throw { status: 404 }; }", errors: [{ messageId: 'value', line: 3 }] },
  ],
});
