import rule from '../../../src/rules/security/no-shell-string.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; import cp, { exec, execFile, spawn } from 'node:child_process'; const app = express();";

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a program with a list', code: `${EXPRESS} app.get('/l', (req, res) => execFile('git', ['log', req.query.ref], () => res.end()));` },
    { name: 'remedy: spawn without a shell', code: `${EXPRESS} app.get('/l', (req, res) => spawn('git', ['log', req.query.ref]).stdout.pipe(res));` },
    { name: 'remedy: quoted', code: `import { quote } from 'shell-quote'; ${EXPRESS} app.get('/l', (req, res) => exec(quote(['git', 'log', req.query.ref]), () => res.end()));` },
    { name: 'remedy: execa’s own template', code: `import { $ } from 'execa'; ${EXPRESS} app.get('/l', async (req, res) => { await $\`git log \${req.query.ref}\`; res.end(); });` },
    { name: 'a constant command', code: `${EXPRESS} const REF = 'main'; app.get('/l', (req, res) => exec(\`git log \${REF}\`, () => res.end()));` },
    { name: 'a number', code: `${EXPRESS} app.get('/l', (req, res) => exec(\`git log -n \${Number(req.query.n)}\`, () => res.end()));` },
    { name: 'a list of refs', code: `${EXPRESS} app.get('/l', (req, res) => { const { ref } = req.query; if (!['main', 'next'].includes(ref)) return res.end(); exec('git log ' + ref, () => res.end()); });` },
    { name: 'configuration', code: "import { execSync } from 'node:child_process'; export const version = () => execSync(`${process.env.GIT} --version`);" },
    { name: 'the option is off', code: "import { spawn } from 'node:child_process'; export const log = (ref: string) => spawn('git log ' + ref, [], { shell: false });" },
    { name: 'look-alike: exec of a pattern', code: `${EXPRESS} app.get('/l', (req, res) => res.json(/a/.exec('x' + req.query.q)));` },
    { name: 'unknown: a function that runs whole commands', code: "import { exec } from 'node:child_process'; export const run = (command: string) => exec(command);" },
    { name: 'developers choose what a script runs', filename: 'scripts/release.ts', code: "import { execSync } from 'node:child_process'; export const tag = (name: string) => execSync(`git tag ${name}`);" },
    { name: 'option tainted: parameters do not count', options: [{ report: 'tainted' }], code: "import { exec } from 'node:child_process'; export const log = (ref: string) => exec(`git log ${ref}`);" },
  ],
  invalid: [
    { name: 'request data', code: `${EXPRESS} app.get('/l', (req, res) => exec(\`git log \${req.query.ref}\`, () => res.end()));`, errors: [{ messageId: 'tainted', data: { path: 'req.query.ref', name: 'exec', place: '' }, line: 1, suggestions: [{ messageId: 'list', output: `${EXPRESS} app.get('/l', (req, res) => execFile('git', ['log', \`\${req.query.ref}\`], () => res.end()));` }] }] },
    { name: 'promisified, in a variable', code: `import { promisify } from 'node:util'; ${EXPRESS} const run = promisify(exec); app.get('/l', async (req, res) => { const command = 'git log ' + req.query.ref; await run(command); res.end(); });`, errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'a parameter', code: "import { exec } from 'node:child_process'; export const log = (ref: string) => exec(`git log ${ref}`);", errors: [{ messageId: 'built', data: { path: 'ref', name: 'exec', place: '' }, line: 1, suggestions: [{ messageId: 'list', output: "import { exec, execFile } from 'node:child_process'; export const log = (ref: string) => execFile('git', ['log', `${ref}`]);" }] }] },
    { name: 'part of a word, by the namespace', code: "import * as cp from 'node:child_process'; export const log = (ref: string) => cp.execSync(`git log --grep=${ref} -n 5`);", errors: [{ messageId: 'built', line: 1, suggestions: [{ messageId: 'list', output: "import * as cp from 'node:child_process'; export const log = (ref: string) => cp.execFileSync('git', ['log', `--grep=${ref}`, '-n', '5']);" }] }] },
    { name: 'a pipe needs the shell: no suggestion', code: "import { exec } from 'node:child_process'; export const log = (ref: string) => exec(`git log ${ref} | head`);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'quotes need the shell: no suggestion', code: "import { exec } from 'node:child_process'; export const log = (ref: string) => exec(`git log '${ref}'`);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'the program is a value: no suggestion', code: "import { exec } from 'node:child_process'; export const run = (program: string) => exec(`${program} --version`);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'spawn with a shell', code: "import { spawn } from 'node:child_process'; export const log = (ref: string) => spawn('git', ['log', `--grep=${ref}`], { shell: true });", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'a shell that is spawned', code: "import { spawn } from 'node:child_process'; export const log = (ref: string) => spawn('sh', ['-c', `git log ${ref}`]);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'the namespace, renamed', code: "import * as zz from 'child_process'; export const log = (yy: string) => zz.execSync('git log ' + yy);", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'execa with a shell', code: "import { execaCommand } from 'execa'; export const log = (ref: string) => execaCommand(`git log ${ref}`, { shell: true });", errors: [{ messageId: 'built', line: 1 }] },
    { name: 'handed on by another file', files: { 'run.ts': "import { exec } from 'node:child_process';\nimport { promisify } from 'node:util';\nexport const run = promisify(exec);\n" }, code: "import express from 'express'; import { run } from './run'; const app = express(); app.get('/l', async (req, res) => { await run(`git log ${req.query.ref}`); res.end(); });", errors: [{ messageId: 'tainted', line: 1 }] },
    { name: 'option any: configuration counts', options: [{ report: 'any' }], code: "import { execSync } from 'node:child_process'; export const version = () => execSync(`${process.env.GIT} --version`);", errors: [{ messageId: 'built', line: 1 }] },
    {
      name: 'option tainted: the caller',
      options: [{ report: 'tainted' }],
      files: { 'git.ts': "import { exec } from 'node:child_process';\nexport const log = (ref: string) => exec(`git log ${ref}`);\n" },
      code: "import express from 'express';\nimport { log } from './git';\nconst app = express();\napp.get('/l', (req, res) => { log(req.query.ref); res.end(); });",
      errors: [{ messageId: 'passed', data: { path: 'req.query.ref', name: 'exec', place: 'git.ts:2' }, line: 4 }],
    },
  ],
});
