import rule from '../../../src/rules/config/no-process-env.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const FILES = { 'package.json': '{"name":"app"}', 'src/settings.ts': 'export const settings = { port: Number(process.env.PORT ?? 3000) };' };
const READ = 'export const region = () => process.env.SHOP_REGION;';
const at = (filename: string, code = READ): Case => ({ name: filename, filename, code, files: FILES });
const silent = (name: string, code: string): Case => ({ name, code, filename: 'src/shop.ts', files: FILES });

testRule(import.meta, rule, {
  valid: [
    ...['src/config.ts', 'src/config/shop.ts', 'src/env.ts', 'src/shop.config.ts', 'src/app-config.ts', 'src/data-source.ts', 'next.config.ts', 'scripts/seed.ts', 'src/shop.test.ts', 'examples/shop.ts', 'bin/shop.ts'].map((filename) => at(filename)),
    silent('exports what it reads', "const parse = (text) => text === 'true';\nexport const shop = { region: process.env.SHOP_REGION ?? 'eu', isOpen: parse(process.env.SHOP_OPEN), hours: Number(process.env.SHOP_HOURS) };"),
    silent('gathers the settings in a function', `const one = (name) => (process.env[name + '_FILE'] ? 'file' : process.env[name]);\nexport const settings = () => {\n  const isOpen = process.env.SHOP_OPEN === 'true';\n  return { isOpen, ${Array.from({ length: 10 }, (_, i) => `part${String(i)}: { key: process.env.SHOP_KEY_${String(i)} }`).join(', ')} };\n};`),
    silent('exports it later', "const region = process.env.SHOP_REGION || 'eu';\nexport default { region };"),
    silent('a namespace', "import { registerAs } from '@nestjs/config';\nexport default registerAs('shop', () => ({ region: process.env.SHOP_REGION }));"),
    silent('prepares the environment', "process.env.SHOP_REGION = process.env.REGION_OF_OLD;"),
    silent('what the platform sets', "export const isTest = () => process.env.NODE_ENV === 'test' || process.env.CI;\nexport const url = () => process.env.VERCEL_URL;"),
    silent('how the machine reaches the network', 'export const proxy = () => process.env.HTTPS_PROXY;'),
    silent('what systemd sets', 'export const isNotified = () => process.env.NOTIFY_SOCKET !== undefined || process.env.LISTEN_FDS === "1";'),
    silent('what a bundler writes', 'export const url = () => process.env.NEXT_PUBLIC_API_URL;\nexport const path = () => process.env.basePath;'),
    silent('a function that reads what it is told', 'export const read = (name) => process.env[name];'),
    silent('a configuration', "import { settings } from './settings.ts';\nexport const port = () => settings.port;"),
    silent('a fallback is another rule’s', "export const secret = () => process.env.JWT_SECRET || 'tulip-field';"),
    silent('an assertion is another rule’s', 'export const secret = () => process.env.JWT_SECRET!;'),
    silent('look-alike: another object', 'export const region = (process) => process.env.SHOP_REGION;'),
    { name: 'the only place is the place', filename: 'src/shop.ts', code: READ, files: { 'package.json': '{"name":"app"}', 'src/other.ts': 'export const one = 1;', 'test/setup.ts': 'export const a = process.env.A;' } },
    { name: 'by option', filename: 'src/shop.ts', code: READ, files: FILES, options: [{ allow: ['SHOP_REGION'] }] },
    { name: 'what listens', filename: 'src/main.ts', code: "import express from 'express';\nconst app = express();\napp.listen(process.env.PORT ?? 3000);", files: FILES },
  ],
  invalid: [
    { ...at('src/shop.ts', "export const client = () => {\n  return { key: process.env.SHOP_KEY, region: process.env.SHOP_REGION };\n};"), name: 'the options of one client', errors: [{ messageId: 'scattered', line: 2, data: { name: 'SHOP_KEY' } }, { messageId: 'scattered', line: 2, data: { name: 'SHOP_REGION' } }] },
    { ...at('src/shop.ts', `${READ}\nexport const again = () => process.env.SHOP_REGION;`), name: 'a module, once', errors: [{ messageId: 'scattered', line: 1, column: 29, data: { name: 'SHOP_REGION' } }] },
    { ...at('src/services/shop.service.ts', "import { env } from 'node:process';\nexport class Shop { open() { return env.SHOP_OPEN === 'true'; } }"), name: 'a service', errors: [{ messageId: 'scattered', line: 2, column: 37, data: { name: 'SHOP_OPEN' } }] },
    { ...at('src/db.ts', "import { Pool } from 'pg';\nexport const pool = new Pool({ connectionString: process.env.DATABASE_URL });"), name: 'a client', errors: [{ messageId: 'scattered', line: 2, column: 50, data: { name: 'DATABASE_URL' } }] },
    { ...at('src/app.ts', "import express from 'express';\nexport const app = express();\nconst { MAIL_FROM } = process.env;\napp.get('/', (ask, answer) => answer.send(MAIL_FROM));"), name: 'a pattern', errors: [{ messageId: 'scattered', line: 3, column: 9, data: { name: 'MAIL_FROM' } }] },
  ],
});
