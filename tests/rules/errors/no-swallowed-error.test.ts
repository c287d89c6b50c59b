import rule from '../../../src/rules/errors/no-swallowed-error.ts';
import { testRule } from '../test-rule.ts';

const filename = 'src/services/orders.service.ts';
const service = (attempt: string, caught: string): string => `export class Orders {
  async load(id: string) {
    for (const one of [id]) {
      try { ${attempt} } catch ${caught}
    }
  }
}`;

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: thrown on', filename, code: service('await this.store.get(one);', "(e) { throw new Error('x', { cause: e }); }") },
    { name: 'remedy: logged', filename, code: service('await this.store.get(one);', '(e) { log.error(e); return null; }') },
    { name: 'remedy: a reason', filename, code: service('await this.store.get(one);', '{ /* the order may be gone by now */ }') },
    { name: 'a fallback that does something', filename, code: service('await this.store.get(one);', '{ return this.cache.get(one); }') },
    { name: 'a value that says that it failed', filename, code: service('await this.store.get(one);', '{ return false; }') },
    { name: 'an error that is looked at', filename, code: service('await this.store.get(one);', "(e) { if (e.code !== 'ENOENT') throw e; }") },
    { name: 'reading a form of data', filename, code: service('return JSON.parse(one);', '{ return null; }') },
    { name: 'an answer that is no JSON, a token that is no good', filename, code: service('return await response.json();', '{ return null; }') + service('return await jwt.verify(one);', '{ return null; }').replace('Orders', 'Tokens') },
    { name: 'a file that need not be there', filename, code: service("return await readFile('x');", '{ return null; }') },
    { name: 'cleaning up', filename, code: service('await this.pool.end();', '{}') },
    { name: 'a call that nobody waits for', filename, code: service('this.count++;', '{}') },
    { name: 'another layer', filename: 'src/controllers/orders.controller.ts', code: service('await this.store.get(one);', '{}') },
    { name: 'unknown: code of no known layer', code: service('await this.store.get(one);', '{}') },
  ],

  invalid: [
    { name: 'nothing at all', filename, code: service('await this.store.get(one);', '{}'), errors: [{ messageId: 'swallowed', line: 4, column: 42 }] },
    { name: 'the next one', filename, code: service('await this.store.get(one);', '{ continue; }'), errors: [{ messageId: 'swallowed', line: 4 }] },
    { name: 'null', filename, code: service('return await this.store.get(one);', '(e) { return null; }'), errors: [{ messageId: 'replaced', data: { given: 'null' }, line: 4 }] },
    { name: 'an empty list', filename, code: service('return await this.store.list(one);', '{ return []; }'), errors: [{ messageId: 'replaced', data: { given: '[]' }, line: 4 }] },
    { name: 'a repository', filename: 'src/repositories/orders.ts', code: "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function count() { try { return (await pool.query('SELECT 1')).rowCount; } catch { return 0; } }", errors: [{ messageId: 'replaced', data: { given: '0' }, line: 3 }] },
  ],
});
