import rule from '../../../src/rules/security/no-path-traversal.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; import fs from 'node:fs'; import path from 'node:path'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: only the last part', code: `${EXPRESS} app.get('/f/:name', (req, res) => res.send(fs.readFileSync(path.join('/data', path.basename(req.params.name)))));` },
    {
      name: 'remedy: it stays in its folder',
      code: `${EXPRESS} app.get('/f/:name', (req, res) => { const file = path.resolve('/data', req.params.name); if (!file.startsWith('/data/')) return res.sendStatus(404); res.send(fs.readFileSync(file)); });`,
    },
    { name: 'remedy: a list of names', code: `${EXPRESS} const NAMES = ['a', 'b']; app.get('/f/:name', (req, res) => { const { name } = req.params; if (!NAMES.includes(name)) return res.sendStatus(404); res.send(fs.readFileSync('/data/' + name)); });` },
    { name: 'remedy: a schema of plain names', code: `import { z } from 'zod'; ${EXPRESS} const Name = z.string().regex(/^[a-z0-9-]+$/); app.get('/f/:name', (req, res) => { const name = Name.parse(req.params.name); res.send(fs.readFileSync('/data/' + name)); });` },
    { name: 'remedy: sendFile below a root', code: `${EXPRESS} app.get('/f/:name', (req, res) => res.sendFile(req.params.name, { root: '/data' }));` },
    { name: 'a number', code: `${EXPRESS} app.get('/f/:id', (req, res) => res.sendFile(\`/data/\${Number(req.params.id)}.pdf\`));` },
    { name: 'a name of the server’s own: what an upload was stored as', code: `import multer from 'multer'; ${EXPRESS} app.post('/f', multer().single('f'), (req, res) => { res.send(fs.readFileSync(req.file.path)); });` },
    { name: 'asks only whether it is there', code: `${EXPRESS} app.get('/f/:name', (req, res) => res.json({ there: fs.existsSync('/data/' + req.params.name) }));` },
    { name: 'look-alike: a readFile of one’s own', code: "import express from 'express'; const app = express(); const store = { readFile: (name) => ROWS[name] }; app.get('/f/:name', (req, res) => res.send(store.readFile(req.params.name)));" },
    { name: 'unknown: checked by a function of another file', code: `import { isOurs } from './files'; ${EXPRESS} app.get('/f/:name', (req, res) => { if (!isOurs(req.params.name)) return res.sendStatus(404); res.sendFile('/data/' + req.params.name); });` },
    { name: 'unknown: made by a package', code: `import { resolveUpload } from 'uploads'; ${EXPRESS} app.get('/f/:name', (req, res) => res.sendFile(resolveUpload(req.params.name)));` },
    { name: 'only behind a flag that the call does not set', files: { 'topics.ts': "import fs from 'node:fs/promises';\nconst read = async (name, isPath) => { if (isPath) return fs.readFile(name); return null; };\nexport const topic = async (name, query, isPath) => read(name, isPath);\n" }, code: "import express from 'express';\nimport { topic } from './topics';\nconst app = express();\napp.get('/help/:name', async (req, res) => res.send(await topic(req.params.name, req.query)));" },
    { name: 'no handler around: a parameter', code: "import fs from 'node:fs'; export const load = (name) => fs.readFileSync('/data/' + name);" },
    { name: 'a job’s payload is ours', code: "import { Worker } from 'bullmq'; import fs from 'node:fs'; new Worker('thumbs', async (job) => fs.promises.readFile(job.data.path));" },
  ],
  invalid: [
    { name: 'behind a flag that the call sets', files: { 'topics.ts': "import fs from 'node:fs/promises';\nconst read = async (name, isPath) => { if (isPath) return fs.readFile(name); return null; };\nexport const topic = async (name, query, isPath) => read(name, isPath);\n" }, code: "import express from 'express';\nimport { topic } from './topics';\nconst app = express();\napp.get('/help/:name', async (req, res) => res.send(await topic(req.params.name, req.query, true)));", errors: [{ messageId: 'passed', line: 4 }] },
    { name: 'once, where the only caller of a function is in the file', code: `${EXPRESS} const list = (folder) => { const all = path.join('/data', folder); return fs.readdirSync(all); }; app.get('/f', (req, res) => res.json(list(req.query.folder)));`, errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'joined to a folder',
      code: `${EXPRESS} app.get('/f/:name', (req, res) => { const file = path.join('/data', req.params.name); res.send(fs.readFileSync(file)); });`,
      errors: [{ messageId: 'tainted', data: { path: 'req.params.name → file', name: 'fs.readFileSync', place: '' }, line: 1 }],
    },
    { name: 'sendFile', code: `${EXPRESS} app.get('/f', (req, res) => res.sendFile(path.resolve('/data', req.query.name)));`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a write, and the second of two paths', code: `${EXPRESS} app.post('/f', async (req, res) => { await fs.promises.rename('/tmp/upload', '/data/' + req.body.name); res.end(); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'the name an upload says it has', code: `import multer from 'multer'; ${EXPRESS} app.post('/f', multer().single('f'), (req, res) => { fs.writeFileSync('/data/' + req.file.originalname, ''); res.end(); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'that it is not absolute says nothing', code: `${EXPRESS} app.get('/f/:name', (req, res) => { if (req.params.name.startsWith('/')) return res.sendStatus(400); res.sendFile('/data/' + req.params.name); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'Hono, renamed', code: "import { Hono as H } from 'hono'; import { readFile as r } from 'node:fs/promises'; const a = new H(); a.get('/f/:n', async (x) => x.text(await r(`/data/${x.req.param('n')}`, 'utf8')));", errors: [{ messageId: 'tainted', line: 1 }] },
    {
      name: 'the function that opens it is in another file',
      files: { 'files.ts': "import { readFile } from 'node:fs/promises';\nimport path from 'node:path';\nexport function load(name: string) {\n  return readFile(path.join('/data', name), 'utf8');\n}\n" },
      code: "import express from 'express';\nimport { load } from './files';\nconst app = express();\napp.get('/f/:name', async (req, res) => {\n  res.send(await load(req.params.name));\n});",
      errors: [{ messageId: 'passed', data: { path: 'req.params.name', name: 'fs.readFile', place: 'files.ts:4' }, line: 5, column: 23 }],
    },
  ],
});
