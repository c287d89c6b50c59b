import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inject, onTestFinished } from 'vitest';

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user: a folder of its own, outside the repository, with the packed plugin installed. */
export interface Consumer {
  write(files: Readonly<Record<string, string>>): void;
  /** Runs a program of the project's own `node_modules`, or npm. */
  run(command: string, ...args: string[]): Promise<Run>;
  readonly folder: string;
}

/** A package in the version that this repository is developed with, as npm takes it. */
export function pinned(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { devDependencies: Record<string, string> };
  const version = devDependencies[name];
  if (version === undefined) throw new Error(`${name} is no dependency`);
  return version.startsWith('npm:') ? version.slice('npm:'.length) : `${name}@${version}`;
}

/** Installs the packed plugin and the packages named into an empty project. */
export async function consumer(...packages: string[]): Promise<Consumer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-user-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const user: Consumer = {
    folder,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run: (command, ...args) =>
      new Promise((done) => {
        execFile(command === 'npm' ? command : join(folder, 'node_modules/.bin', command), args, { cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }));
      }),
  };
  user.write({ 'package.json': JSON.stringify({ name: 'user', private: true, type: 'module' }) });
  const installed = await user.run('npm', 'install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', inject('tarball'), ...packages);
  if (installed.code !== 0) throw new Error(installed.stderr);
  return user;
}

/** The rules that the backend below violates. */
export const violated = ['controller-no-data-access', 'no-sql-concat', 'no-sync-in-handler', 'no-userid-from-body', 'repository-no-http', 'require-returning'];

export const backend: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "user", "private": true, "type": "module", "dependencies": { "express": "5.1.0", "pg": "8.16.0" } }',
  'src/db.ts': `import { Pool } from 'pg';
export const pool = new Pool();
`,
  'src/routes/notes.ts': `import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { pool } from '../db.ts';

export const notes = Router();

notes.get('/notes', async (req, res) => {
  const { rows } = await pool.query(\`SELECT id, text FROM notes WHERE text = '\${req.query.text}'\`);
  res.json(rows);
});

notes.get('/terms', (_req, res) => {
  res.send(readFileSync('terms.html', 'utf8'));
});

notes.post('/notes', async (req, res) => {
  await pool.query('INSERT INTO notes (user_id, text) VALUES ($1, $2) RETURNING id', [req.body.userId, 'empty']);
  res.sendStatus(201);
});
`,
  'src/repositories/user.repository.ts': `import type { Request } from 'express';
import { pool } from '../db.ts';

export async function findUser(req: Request) {
  const { rows } = await pool.query('SELECT id, name FROM users WHERE id = $1', [req.params.id]);
  return rows[0];
}

export async function addUser(name: string) {
  const { rows } = await pool.query('INSERT INTO users (name) VALUES ($1)', [name]);
  return rows[0];
}
`,
};

/** Findings in an order that does not depend on the linter. */
export function sorted(findings: readonly Finding[]): string[] {
  return findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort();
}
