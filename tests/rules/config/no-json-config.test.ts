import rule from '../../../src/rules/config/no-json-config.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['data', "import countries from './countries.json' with { type: 'json' };\nimport texts from './locales/en.json' with { type: 'json' };\nexport { countries, texts };"],
  ['the manifest', "import manifest from '../package.json' with { type: 'json' };\nimport paths from './tsconfig.json' with { type: 'json' };\nexport { manifest, paths };"],
  ['a file that is not there to be read', "export const path = './config/default.json';"],
  ['schemas of settings', "import config from './schemas/config.json' with { type: 'json' };\nimport other from './config.schema.json' with { type: 'json' };\nimport third from './config-schema.json' with { type: 'json' };\nexport { config, other, third };"],
  ['a type', "import type settings from './config.json';\nexport type Settings = typeof settings;"],
  ['a module', "import { config } from './config.ts';\nexport { config };"],
  ['a package of that name without JSON', "import config from 'config';\nexport const port = config.get('port');"],
  ['of another package', "import settings from 'some-package/config.json' with { type: 'json' };\nexport { settings };"],
  ['unknown: a path that is given', "import { readFileSync } from 'node:fs';\nexport const load = (path) => JSON.parse(readFileSync(path, 'utf8'));"],
  ['look-alike: another reader', "import { readFileSync } from './reader.ts';\nexport const settings = readFileSync('./config.json');"],
];

testRule(import.meta, rule, {
  valid: [
    ...SILENT.map(([name, code]): Case => ({ name, code })),
    { name: 'what the program itself keeps there', filename: 'src/preferences.js', files: { 'package.json': '{ "name": "p" }', 'src/routes.js': "const fs = require('fs');\nmodule.exports = (app) => app.put('/preferences', (q, r) => { fs.writeFile('data/config.json', JSON.stringify(q.body), () => r.end()); });" }, code: "const fs = require('fs');\nexports.load = () => JSON.parse(fs.readFileSync('data/config.json', 'utf8'));" },
    { name: 'a test', filename: 'src/a.test.ts', code: "import config from './config.json';\nexport { config };" },
    { name: 'a script', filename: 'scripts/a.ts', code: "import config from './config.json';\nexport { config };" },
  ],
  invalid: [
    { name: 'an import', code: "import config from './config.json' with { type: 'json' };\nexport { config };", errors: [{ messageId: 'json', line: 1, column: 20, endColumn: 35, data: { path: './config.json' } }] },
    { name: 'a folder', code: "import settings from '../config/production.json' with { type: 'json' };\nexport { settings };", errors: [{ messageId: 'json', line: 1, column: 22, data: { path: '../config/production.json' } }] },
    { name: 'require', parser: 'espree', sourceType: 'commonjs', code: "const settings = require('./app-settings.json');\nmodule.exports = settings;", errors: [{ messageId: 'json', line: 1, column: 26, data: { path: './app-settings.json' } }] },
    { name: 'read', code: "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nconst path = join(import.meta.dirname, 'config', 'default.json');\nexport const settings = JSON.parse(readFileSync(path, 'utf8'));", errors: [{ messageId: 'json', line: 4, column: 49, data: { path: 'config/default.json' } }] },
    { name: 'imported later', code: "export const load = async () => (await import('./settings.json')).default;", errors: [{ messageId: 'json', line: 1, column: 47, data: { path: './settings.json' } }] },
    { name: 'a package that reads a folder', code: "import config from 'config';\nexport const port = config.get('port');", files: { 'package.json': '{"name":"app"}', 'config/default.json': '{"port":3000}' }, errors: [{ messageId: 'json', line: 1, column: 20, data: { path: 'config/default.json' } }] },
  ],
});
