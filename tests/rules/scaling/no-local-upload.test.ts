import rule from '../../../src/rules/scaling/no-local-upload.ts';
import { testRule } from '../test-rule.ts';

const MULTER = "import multer from 'multer';\n";
const EXPRESS = "import express from 'express';\nconst app = express();\n";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: in memory, on its way to an object store', code: `${MULTER}export const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 1_000_000 } });` },
    { name: 'remedy: a store of its own', code: `${MULTER}import multerS3 from 'multer-s3';\nimport { S3Client } from '@aws-sdk/client-s3';\nexport const upload = multer({ storage: multerS3({ s3: new S3Client({}), bucket: 'files' }) });` },
    { name: 'a temporary folder', code: `${MULTER}import os from 'node:os';\nexport const a = multer({ dest: os.tmpdir() });\nexport const b = multer({ dest: '/tmp/in' });\nexport const c = multer({ dest: 'storage/temp' });` },
    { name: 'unknown: a folder that comes from the environment', code: `${MULTER}export const upload = multer({ dest: process.env.UPLOADS });` },
    { name: 'look-alike: another dest', code: "import multer from './multer';\nexport const upload = multer({ dest: 'uploads/' });" },
    { name: 'look-alike: what is written is no upload', code: `${EXPRESS}import { writeFile } from 'node:fs/promises';\napp.post('/notes', async (req, res) => { await writeFile('notes/a.txt', 'seen'); res.sendStatus(204); });` },
  ],
  invalid: [
    { name: 'a folder', code: `${MULTER}export const receive = multer({ dest: 'uploads/' });`, errors: [{ messageId: 'folder', data: { folder: 'uploads/' }, line: 2, column: 39 }] },
    { name: 'a storage on the disk', code: `import { diskStorage } from 'multer';\nimport path from 'node:path';\nexport const storage = diskStorage({ destination: path.join(__dirname, 'public', 'avatars') });`, errors: [{ messageId: 'folder', data: { folder: 'public/avatars' }, line: 3 }] },
    { name: 'a folder that a function says', code: `${MULTER}export const storage = multer.diskStorage({ destination: (req, file, done) => { done(null, './files'); } });`, errors: [{ messageId: 'folder', data: { folder: './files' }, line: 2 }] },
    { name: 'Nest', code: "import { Controller, Post, UseInterceptors } from '@nestjs/common';\nimport { FileInterceptor } from '@nestjs/platform-express';\n@Controller('files')\nexport class FilesController {\n  @Post()\n  @UseInterceptors(FileInterceptor('file', { dest: './files' }))\n  create() {}\n}", errors: [{ messageId: 'folder', data: { folder: './files' }, line: 6 }] },
    { name: 'formidable', code: "import formidable from 'formidable';\nexport const form = formidable({ uploadDir: 'public/uploads' });", errors: [{ messageId: 'folder', line: 2 }] },
    { name: 'options of another file', filename: 'src/a.ts', files: { 'src/options.ts': "export const receiving = { dest: 'data/in' };" }, code: `${MULTER}import { receiving } from './options';\nexport const upload = multer(receiving);`, errors: [{ messageId: 'folder', data: { folder: 'data/in' }, line: 3 }] },
    { name: 'an upload written by hand', code: `${EXPRESS}import { writeFile } from 'node:fs/promises';\napp.post('/avatar', async (req, res) => { await writeFile(\`public/\${req.file.originalname}\`, req.file.buffer); res.sendStatus(201); });`, errors: [{ messageId: 'write', line: 4 }] },
  ],
});
