import rule from '../../../src/rules/errors/no-scattered-error-mapping.ts';
import { testRule } from '../test-rule.ts';

const routes = (...catches: string[]): string => `import express from 'express';
const app = express();
${catches.map((body, i) => `app.get('/orders/${i}', async (q, r, next) => {\n  try { r.json(await load(${i})); } catch (e) { ${body} }\n});`).join('\n')}
`;
const FAILED = "r.status(500).json({ error: 'Failed' });";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: to the error handler', code: routes('next(e);', 'throw e;') },
    { name: 'one handler with an answer of its own', code: routes(FAILED, 'next(e);') },
    { name: 'answers of the client', code: routes("r.status(404).json({ error: 'x' });", "r.status(400).json({ error: 'x' });") },
    { name: 'a try around a part of the work', code: "import express from 'express';\nconst app = express();\nfor (const p of ['/a', '/b']) app.get(p, async (q, r) => { try { await a(); } catch { r.status(500).end(); } r.json(await b()); });\napp.get('/c', async (q, r) => { try { await a(); } catch { r.status(500).end(); } r.json(await b()); });" },
    { name: 'look-alike: error handlers', code: "import express from 'express';\nconst app = express();\napp.use((e, q, r, next) => { try { log(e); } catch (x) { r.status(500).json({}); } });\napp.use((e, q, r, next) => { try { log(e); } catch (x) { r.status(500).json({}); } });" },
    { name: 'unknown: a status that is not constant', code: routes('r.status(statusOf(e)).json({});', 'r.status(statusOf(e)).json({});') },
  ],

  invalid: [
    { name: 'two handlers', code: routes(FAILED, FAILED), errors: [{ messageId: 'scattered', data: { status: '500', count: '2' }, line: 4, column: 41 }, { messageId: 'scattered', data: { status: '500', count: '2' }, line: 7 }] },
    { name: 'among others', code: routes('next(e);', "if (e.code === 'X') r.status(404).end(); else r.status(500).json({});", FAILED), errors: [{ messageId: 'scattered', data: { status: '500', count: '2' }, line: 7 }, { messageId: 'scattered', data: { status: '500', count: '2' }, line: 10 }] },
  ],
});
