import rule from '../../../src/rules/security/no-unsanitized-html.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: escaped', code: `import escape from 'escape-html'; ${EXPRESS} app.get('/h', (req, res) => res.send(\`<h1>\${escape(req.query.name)}</h1>\`));` },
    { name: 'remedy: sanitized', code: `import DOMPurify from 'isomorphic-dompurify'; ${EXPRESS} app.post('/h', (req, res) => res.send('<p>' + DOMPurify.sanitize(req.body.text) + '</p>'));` },
    { name: 'remedy: escaped by hand', code: `${EXPRESS} const escape = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;'); app.get('/h', (req, res) => res.send(\`<h1>\${escape(req.query.name)}</h1>\`));` },
    { name: 'remedy: a template engine', code: `${EXPRESS} app.get('/h', (req, res) => res.render('hello', { name: req.query.name }));` },
    { name: 'remedy: a tag that escapes', code: "import { Hono } from 'hono'; import { html } from 'hono/html'; const app = new Hono(); app.get('/h', (c) => c.html(html`<h1>${c.req.query('name')}</h1>`));" },
    { name: 'JSON', code: `${EXPRESS} app.get('/h', (req, res) => res.json({ name: req.query.name }));` },
    { name: 'a list is sent as JSON', code: `${EXPRESS} app.get('/h', (req, res) => res.send([{ name: req.query.name }]));` },
    { name: 'an object is sent as JSON', code: `${EXPRESS} app.post('/h', (req, res) => res.send({ name: req.body.name }));` },
    { name: 'a field of the body, whole: it may be an object', code: `${EXPRESS} app.post('/h', (req, res) => res.send(req.body.name));` },
    { name: 'another content type', code: `${EXPRESS} app.get('/h', (req, res) => res.type('text/plain').send(\`Hello \${req.query.name}\`));` },
    { name: 'a number', code: `${EXPRESS} app.get('/h', (req, res) => res.send(\`<h1>\${Number(req.query.page)}</h1>\`));` },
    { name: 'Fastify sends texts as plain text', code: "import Fastify from 'fastify'; const app = Fastify(); app.get('/h', async (request, reply) => reply.send(`<h1>${request.query.name}</h1>`));" },
    { name: 'look-alike: a send of one’s own', code: "const queue = { send: (text) => text }; export const push = (req) => queue.send(`<h1>${req.query.name}</h1>`);" },
    { name: 'unknown: rendered by another package', code: `import { render } from 'pages'; ${EXPRESS} app.get('/h', (req, res) => res.send(render(req.query.name)));` },
    { name: 'option value: a whole row is sent as JSON', options: [{ report: 'value' }], code: `import pg from 'pg'; const pool = new pg.Pool(); ${EXPRESS} app.get('/h', async (req, res) => { const { rows } = await pool.query('SELECT name FROM users'); res.send(rows[0]); });` },
    { name: 'option value: unknown what a component is handed', options: [{ report: 'value' }], jsx: true, filename: 'note.tsx', code: 'export function Note({ text }: { text: string }) { return <div dangerouslySetInnerHTML={{ __html: text }} />; }' },
    { name: 'a row, by default', code: `import pg from 'pg'; const pool = new pg.Pool(); ${EXPRESS} app.get('/h', async (req, res) => { const { rows } = await pool.query('SELECT name FROM users'); res.send(\`<h1>\${rows[0].name}</h1>\`); });` },
  ],
  invalid: [
    { name: 'in a template', code: `${EXPRESS} app.get('/h', (req, res) => res.send(\`<h1>\${req.query.name}</h1>\`));`, errors: [{ messageId: 'tainted', data: { path: 'req.query.name', name: 'the page', place: '' }, line: 1 }] },
    { name: 'a text without markup is a page too', code: `${EXPRESS} app.get('/h/:name', (req, res) => { res.send('No user ' + req.params.name); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a parameter as it is', code: `${EXPRESS} app.get('/h', (req, res) => res.send(req.query.name));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a page in a variable', code: `${EXPRESS} app.get('/h', (req, res) => { const page = '<h1>' + req.query.name + '</h1>'; res.status(404).send(page); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'marked does not sanitize', code: `import { marked } from 'marked'; ${EXPRESS} app.post('/h', (req, res) => res.send('<main>' + marked.parse(req.body.text) + '</main>'));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Hono, renamed', code: "import { Hono } from 'hono'; const z = new Hono(); z.get('/h', (y) => y.html(`<h1>${y.req.query('name')}</h1>`));", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'raw of a tag that escapes', code: "import { Hono } from 'hono'; import { html, raw } from 'hono/html'; const app = new Hono(); app.get('/h', (c) => c.html(html`<h1>${raw(c.req.query('name'))}</h1>`));", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Fastify with its content type', code: "import Fastify from 'fastify'; const app = Fastify(); app.get('/h', async (request, reply) => reply.type('text/html').send(`<h1>${request.query.name}</h1>`));", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a Response of pages', filename: 'app/h/route.ts', code: "export async function GET(request: Request) { const name = new URL(request.url).searchParams.get('name'); return new Response(`<h1>${name}</h1>`, { headers: { 'content-type': 'text/html' } }); }", errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'the page is made in another file',
      files: { 'page.ts': 'export const page = (title: string) => `<h1>${title}</h1>`;\n' },
      code: "import express from 'express';\nimport { page } from './page';\nconst app = express();\napp.get('/h', (req, res) => res.send(page(req.query.title)));",
      errors: [{ messageId: 'tainted', data: { path: 'req.query.title → page()', name: 'the page', place: '' }, line: 4 }],
    },
    { name: 'option value: a row', options: [{ report: 'value' }], code: `import pg from 'pg'; const pool = new pg.Pool(); ${EXPRESS} app.get('/h', async (req, res) => { const { rows } = await pool.query('SELECT name FROM users'); res.send(\`<h1>\${rows[0].name}</h1>\`); });`, errors: [{ messageId: 'built', line: 1 }] },
    { name: 'option value: the markup of a component', options: [{ report: 'value' }], jsx: true, filename: 'note.tsx', code: "import pg from 'pg'; const pool = new pg.Pool(); export async function Note() { const { rows } = await pool.query('SELECT text FROM notes'); return <div dangerouslySetInnerHTML={{ __html: `<p>${rows[0].text}</p>` }} />; }", errors: [{ messageId: 'built', line: 1 }] },
  ],
});
