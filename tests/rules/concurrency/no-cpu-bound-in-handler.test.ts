import rule from '../../../src/rules/concurrency/no-cpu-bound-in-handler.ts';
import { testRule } from '../test-rule.ts';

/** A route, and what stands in front of it. */
const app = (body: string, imports = ''): string => `import express from 'express';
${imports.replaceAll('\n', ' ')}
const app = express();
${body}`;
const post = (body: string, imports = ''): string => app(`app.post('/x', async (req, res) => { ${body} });`, imports);
const FS = "import fs from 'node:fs/promises';";

testRule(import.meta, rule, {
  valid: [
    { name: 'the remedy: a job', code: post("await pictures.add('resize', { key: req.body.key }); res.status(202).end();", "import { Queue } from 'bullmq'; const pictures = new Queue('pictures');") },
    { name: 'the remedy: the processor of a queue', code: "import { Worker } from 'bullmq';\nimport sharp from 'sharp';\nnew Worker('pictures', async (job) => { await sharp(job.data.path).resize(200).toFile(job.data.to); });" },
    { name: 'the remedy: a pool of worker threads', code: post("res.json(await pool.run({ n: 1 }));", "import Piscina from 'piscina'; const pool = new Piscina({ filename: new URL('./sum.js', import.meta.url).href });") },
    { name: 'the remedy: a function that is handed to a pool', code: post('res.json(await pool.exec((n) => { let sum = 0; for (let i = 0; i < 1e9; i++) sum += i * n; return sum; }, [2]));', "import workerpool from 'workerpool'; const pool = workerpool.pool();") },
    { name: 'the remedy: a worker of its own', code: post("new Worker(new URL('./resize.js', import.meta.url)).once('message', (result) => res.json(result));", "import { Worker } from 'node:worker_threads';") },
    { name: 'the file of a worker', filename: 'src/resize.worker.ts', code: "import { parentPort } from 'node:worker_threads';\nimport sharp from 'sharp';\nparentPort?.on('message', async (path) => parentPort?.postMessage(await sharp(path).resize(200).toBuffer()));" },
    { name: 'a scheduled task', code: app("cron.schedule('0 3 * * *', async () => { await sharp('a.png').resize(200).toFile('b.png'); });", "import cron from 'node-cron'; import sharp from 'sharp';") },
    { name: 'while the module loads', code: app("const logo = await sharp('logo.png').resize(200).toBuffer();\napp.get('/logo', (req, res) => res.send(logo));", "import sharp from 'sharp';") },
    { name: 'computed once and kept', code: app("let logo;\napp.get('/logo', async (req, res) => { logo ??= await sharp('logo.png').resize(200).toBuffer(); res.send(logo); });", "import sharp from 'sharp';") },
    { name: 'the header of a picture', code: post('res.json(await sharp(req.body).metadata());', "import sharp from 'sharp';") },
    { name: 'a browser elsewhere', code: post("const browser = await puppeteer.connect({ browserWSEndpoint: 'wss://print.example' }); const page = await browser.newPage(); res.send(await page.pdf());", "import puppeteer from 'puppeteer';") },
    { name: 'a loop in the page of a browser', code: app("const browser = await launch();\napp.get('/x', async (req, res) => { const page = await browser.newPage(); res.json(await page.evaluate(() => { let n = 0; for (let i = 0; i < 1e9; i++) n += i; return n; })); });", "import { launch } from 'puppeteer';") },
    { name: 'a function of a platform, which has the process to itself', filename: 'src/resize.ts', code: "import type { APIGatewayProxyHandler } from 'aws-lambda';\nimport sharp from 'sharp';\nexport const handler: APIGatewayProxyHandler = async (event) => ({ statusCode: 200, body: (await sharp(Buffer.from(event.body ?? '')).resize(200).toBuffer()).toString('base64') });" },
    { name: 'compression as a stream', code: post("createReadStream('a.csv').pipe(createGzip()).pipe(res);", "import { createReadStream } from 'node:fs'; import { createGzip } from 'node:zlib';") },
    { name: 'compression of something short', code: post('gzip(JSON.stringify(req.body), (error, data) => res.send(data));', "import { gzip } from 'node:zlib';") },
    { name: 'what blocks belongs to no-sync-in-handler', code: post("res.json(JSON.parse(fs.readFileSync('a.json', 'utf8')));", "import fs from 'node:fs';"), options: [{ jsonFiles: true }] },
    { name: 'a file that is parsed, by default', code: post("res.json(JSON.parse(await fs.readFile(req.body.path, 'utf8')));", FS) },
    { name: 'a text that is parsed', code: post('res.json(JSON.parse(req.body.text));'), options: [{ jsonFiles: true }] },
    { name: 'a short loop', code: post('let sum = 0; for (let i = 0; i < 1000; i++) sum += i; res.json(sum);') },
    { name: 'a loop over data', code: post('let sum = 0; for (let i = 0; i < req.body.length; i++) sum += req.body[i]; for (const one of req.body) sum += one; res.json(sum);') },
    { name: 'a loop that gives others a turn', code: post('let sum = 0; for (let i = 0; i < 1e9; i++) { sum += i; if (i % 1e5 === 0) await turn(); } res.json(sum);', "import { setImmediate as turn } from 'node:timers/promises';") },
    { name: 'a loop that may end before', code: post('let n = 0; for (let i = 0; i < 1e9; i++) { if (taken(i)) continue; n = i; break; } res.json(n);', "import { taken } from './missing';") },
    { name: 'one hash', code: post("res.json(createHash('sha256').update(req.body.text).digest('hex'));", "import { createHash } from 'node:crypto';") },
    { name: 'a loop that waits until something is empty', code: post("while (list.length > 0) list.pop(); res.end();", 'const list: number[] = [];') },
    { name: 'option: a longer loop', code: post('let sum = 0; for (let i = 0; i < 2e7; i++) sum += i; res.json(sum);'), options: [{ maxIterations: 100_000_000 }] },
    { name: 'look-alike: a function of that name', code: post('res.send(await sharp(req.body).toBuffer());', 'const sharp = (text: string) => ({ toBuffer: async () => Buffer.from(text) });') },
    { name: 'look-alike: another browser', code: post('const browser = await launch(); res.json(browser.name);', "import { launch } from 'detect-browser';") },
    { name: 'unknown: an image from elsewhere', code: post('res.send(await image.toBuffer());', "import { image } from './missing';") },
    { name: 'unknown: a pipe to something else', code: post('req.pipe(transform()).pipe(res);', "import { transform } from './missing';") },
    { name: 'outside of requests', code: "import sharp from 'sharp';\nexport const thumbnail = (file: string) => sharp(file).resize(200).toBuffer();" },
    { name: 'a test', filename: 'pictures.test.ts', code: post('res.send(await sharp(req.body).toBuffer());', "import sharp from 'sharp';") },
  ],
  invalid: [
    { name: 'pictures', code: post('res.send(await sharp(req.body).resize(200).webp().toBuffer());', "import sharp from 'sharp';"), errors: [{ messageId: 'pool', data: { name: 'sharp', path: 'handler' }, line: 4, column: 53 }] },
    { name: 'pictures: one report for three sizes', code: post('const [a, b] = await Promise.all([200, 400].map((width) => sharp(req.body).resize(width).toBuffer())); await sharp(a).toFile("a.png"); res.send(b);', "import sharp from 'sharp';"), errors: [{ messageId: 'pool', line: 4 }] },
    { name: 'pictures: as a stream', code: post('req.pipe(sharp().resize(200)).pipe(res);', "import sharp from 'sharp';"), errors: [{ messageId: 'pool', line: 4 }] },
    { name: 'pictures: by pipeline', code: post('await pipeline(req, sharp().resize(200), res);', "import sharp from 'sharp'; import { pipeline } from 'node:stream/promises';"), errors: [{ messageId: 'pool', line: 4 }] },
    { name: 'pictures: by require', filename: 'app.js', parser: 'espree', sourceType: 'commonjs', code: "const app = require('express')();\nconst resize = require('sharp');\napp.post('/x', (req, res) => resize(req.body).resize(200).toBuffer().then((data) => res.send(data)));", errors: [{ messageId: 'pool', line: 3 }] },
    { name: 'pictures: a parameter that says its type', code: app("const small = (image: Sharp) => image.resize(200).toBuffer();\napp.post('/x', async (req, res) => res.send(await small(sharp(req.body))));", "import sharp from 'sharp'; import type { Sharp } from 'sharp';"), errors: [{ messageId: 'pool', data: { name: 'sharp', path: 'handler → small' }, line: 4 }] },
    { name: 'pictures in JavaScript', code: post("const image = await Jimp.read(req.body); image.resize({ w: 200 }); res.send(await image.getBuffer('image/png'));", "import { Jimp } from 'jimp';"), errors: [{ messageId: 'loop', data: { name: 'Jimp.read', path: 'handler' }, line: 4 }] },
    { name: 'a drawing', code: post("const canvas = createCanvas(200, 200); canvas.getContext('2d').fillRect(0, 0, 9, 9); res.send(canvas.toBuffer('image/png'));", "import { createCanvas } from '@napi-rs/canvas';"), errors: [{ messageId: 'loop', data: { name: 'canvas', path: 'handler' }, line: 4 }] },
    { name: 'a document', code: post("const doc = new PDFDocument(); doc.text('Invoice'); doc.pipe(res); doc.end();", "import PDFDocument from 'pdfkit';"), errors: [{ messageId: 'loop', data: { name: 'pdfkit', path: 'handler' }, line: 4 }] },
    { name: 'a document that is filled in', code: post('const doc = await PDFDocument.load(req.body); doc.addPage(); res.send(await doc.save());', "import { PDFDocument } from 'pdf-lib';"), errors: [{ messageId: 'loop', data: { name: 'pdf-lib', path: 'handler' }, line: 4 }] },
    { name: 'a document that a browser prints', code: post('const browser = await puppeteer.launch(); const page = await browser.newPage(); res.send(await page.pdf());', "import puppeteer from 'puppeteer';"), errors: [{ messageId: 'process', data: { name: 'a browser', path: 'handler' }, line: 4 }] },
    { name: 'a document that a browser of the process prints', code: app("const browser = await launch();\napp.get('/x', async (req, res) => { const page = await browser.newPage(); res.send(await page.pdf()); });", "import { launch } from 'puppeteer';"), errors: [{ messageId: 'process', line: 5 }] },
    { name: 'a film', code: post("ffmpeg('in.mov').videoCodec('libx264').on('end', () => res.end()).save('out.mp4');", "import ffmpeg from 'fluent-ffmpeg';"), errors: [{ messageId: 'process', data: { name: 'ffmpeg', path: 'handler' }, line: 4 }] },
    { name: 'a workbook', code: post('const book = new ExcelJS.Workbook(); book.addWorksheet("a"); await book.xlsx.write(res);', "import ExcelJS from 'exceljs';"), errors: [{ messageId: 'loop', data: { name: 'exceljs', path: 'handler' }, line: 4 }] },
    { name: 'an archive', code: post("const zip = new JSZip(); zip.file('a.txt', 'a'); res.send(await zip.generateAsync({ type: 'nodebuffer' }));", "import JSZip from 'jszip';"), errors: [{ messageId: 'loop', data: { name: 'jszip', path: 'handler' }, line: 4 }] },
    { name: 'a model', code: app("const model = await tf.loadLayersModel('file://model.json');\napp.post('/x', (req, res) => res.json(model.predict(tf.tensor(req.body)).dataSync()));", "import * as tf from '@tensorflow/tfjs';"), errors: [{ messageId: 'loop', data: { name: 'a model', path: 'handler' }, line: 5 }] },
    { name: 'a model that promises', code: app("const classify = await pipeline('sentiment-analysis');\napp.post('/x', async (req, res) => res.json(await classify(req.body.text)));", "import { pipeline } from '@huggingface/transformers';"), errors: [{ messageId: 'loop', line: 5 }] },
    { name: 'compression of a whole file', code: post("const data = await fs.readFile('a.csv'); gzip(data, (error, packed) => res.send(packed));", `${FS} import { gzip } from 'node:zlib';`), errors: [{ messageId: 'pool', data: { name: 'zlib.gzip', path: 'handler' }, line: 4 }] },
    { name: 'compression of a whole file, by promise', code: post("res.send(await pack(await fs.readFile('a.csv')));", `${FS} import { gzip } from 'node:zlib'; import { promisify } from 'node:util'; const pack = promisify(gzip);`), errors: [{ messageId: 'pool', line: 4 }] },
    { name: 'option: a file that is parsed', code: post("res.json(JSON.parse((await fs.readFile(req.body.path)).toString()));", FS), options: [{ jsonFiles: true }], errors: [{ messageId: 'loop', data: { name: 'JSON.parse', path: 'handler' }, line: 4 }] },
    { name: 'a long loop', code: post('let sum = 0; for (let i = 0; i < 5e9; i++) { sum += i; } res.json(sum);'), errors: [{ messageId: 'loop', data: { name: 'a loop of about 5,000,000,000 turns', path: 'handler' }, line: 4, column: 51 }] },
    { name: 'long loops in one another', code: post('let sum = 0; for (let i = 0; i < SIZE; i += 1) for (let j = 0; j < SIZE; j += 1) sum += i * j; res.json(sum);', 'const SIZE = 10_000;'), errors: [{ messageId: 'loop', data: { name: 'a loop of about 100,000,000 turns', path: 'handler' }, line: 4 }] },
    { name: 'a hash again and again', code: post("let key = req.body.key; for (let i = 0; i < 100_000; i++) key = createHash('sha256').update(key).digest('hex'); res.json(key);", "import { createHash } from 'node:crypto';"), errors: [{ messageId: 'loop', data: { name: 'a loop of about 100,000,000 turns', path: 'handler' }, line: 4 }] },
    { name: 'a hash until it suits', code: post("let n = 0; let hash = ''; do { n++; hash = createHash('sha256').update(req.body.text + n).digest('hex'); } while (!hash.startsWith('0000')); res.json(n);", "import { createHash } from 'node:crypto';"), errors: [{ messageId: 'loop', data: { name: 'a loop that hashes until the result suits it', path: 'handler' }, line: 4 }] },
    { name: 'waiting by the clock', code: post('const end = Date.now() + 500; while (Date.now() < end); res.end();'), errors: [{ messageId: 'loop', data: { name: 'a loop that waits for the clock', path: 'handler' }, line: 4 }] },
    { name: 'option: a shorter loop', code: post('let sum = 0; for (let i = 0; i < 1000; i++) sum += i; res.json(sum);'), options: [{ maxIterations: 1000 }], errors: [{ messageId: 'loop', line: 4 }] },
    {
      name: 'in other files',
      filename: 'src/avatars.ts',
      files: {
        'package.json': '{ "dependencies": { "express": "5.0.0", "sharp": "0.34.0" } }',
        'src/pictures.ts': "import sharp from 'sharp';\nexport const small = (data: Buffer) => sharp(data).resize(200).toBuffer();",
        'src/avatar-service.ts': "import { small } from './pictures';\nexport class Avatars { async save(data: Buffer) { return small(data); } }",
      },
      code: "import { Router } from 'express';\nimport { Avatars } from './avatar-service';\nconst avatars = new Avatars();\nexport const router = Router();\nrouter.put('/avatar', async (req, res) => { await avatars.save(req.body); res.end(); });",
      errors: [{ messageId: 'pool', data: { name: 'sharp', path: 'handler → Avatars.save → small' }, line: 5, column: 51 }],
    },
    {
      name: 'whatever the names are',
      filename: 'src/a.ts',
      files: { 'package.json': '{ "dependencies": { "sharp": "0.34.0" } }', 'src/b.ts': "import q from 'sharp';\nexport const c = (d: Buffer) => q(d).resize(200).toBuffer();" },
      code: "import { Router as R } from 'express';\nimport { c as e } from './b';\nexport const r = R();\nr.put('/avatar', async (x, y) => { y.send(await e(x.body)); });",
      errors: [{ messageId: 'pool', line: 4 }],
    },
  ],
});
