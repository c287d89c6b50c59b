import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/core/settings.ts';
import { accessesData, fileRole } from '../../../src/models/layers/model.ts';
import type { FileRole } from '../../../src/models/layers/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';
import { read } from '../../ast/trees.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-layers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

function roleOf(path: string, text = '', settings: Settings = {}, files: Readonly<Record<string, string>> = {}): FileRole {
  const folder = join(root, String(++count));
  for (const [name, content] of Object.entries({ ...files, [path]: text })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const file = parseFile(join(folder, path), text);
  if (!file) throw new Error(`cannot parse ${path}`);
  return fileRole(file, projectFor(folder, settings), settings);
}

describe('by file name', () => {
  it.each([
    ['src/users/user.repository.ts', 'repository'],
    ['src/features/user-store.ts', 'repository'],
    ['src/users/UserRepository.ts', 'repository'],
    ['src/users/userDao.ts', 'repository'],
    ['src/users/user.dao.ts', 'repository'],
    ['src/users/user.queries.ts', 'repository'],
    ['src/users/user.service.ts', 'service'],
    ['src/images/colours.console.ts', 'cli'],
    ['src/store/updates/2.14.0.js', 'migration'],
    ['src/users/user-service.ts', 'service'],
    ['src/users/user.controller.js', 'controller'],
    ['src/users/users-controller.ts', 'controller'],
    ['src/users/user.routes.ts', 'controller'],
    ['app/api/users/[id]/route.ts', 'controller'],
    ['src/auth/jwt.middleware.ts', 'middleware'],
    ['src/mail/mail.processor.ts', 'job'],
    ['src/image.worker.ts', 'worker'],
    ['src/db.config.ts', 'config'],
    ['src/cli.ts', 'cli'],
    ['prisma/seed.ts', 'script'],
    ['src/db/users.seeder.ts', 'script'],
  ] as const)('%s is a %s', (path, role) => {
    expect(roleOf(path)).toMatchObject({ role, evidence: 'file name' });
  });

  it.each(['src/repositories/user.entity.ts', 'src/services/user.types.ts', 'src/services/types.ts', 'src/controllers/user.dto.ts', 'src/routes/users.module.ts'])('%s has no layer in any folder', (path) => {
    expect(roleOf(path).role).toBe('unknown');
  });

  it.each(['src/restore.ts', 'src/feature-route.ts', 'src/bookstore.ts', 'src/DocumentStore.ts', 'src/mongoStore.ts', 'src/lib/index.ts'])('look-alike: %s', (path) => {
    expect(roleOf(path).role).toBe('unknown');
  });
});

describe('by folder', () => {
  it.each([
    ['src/repositories/users.ts', 'repository', 'repositories/'],
    ['src/stores/users.ts', 'repository', 'stores/'],
    ['src/services/users/create.ts', 'service', 'services/'],
    ['src/controllers/users.ts', 'controller', 'controllers/'],
    ['src/pages/api/users/[id].ts', 'controller', 'pages/api/'],
    ['src/middlewares/auth.ts', 'middleware', 'middlewares/'],
    ['src/migrations/0007-user-service.ts', 'migration', 'migrations/'],
    ['db/seeds/user.service.ts', 'script', 'seeds/'],
    ['netlify/functions/hello.ts', 'serverless', 'netlify/functions/'],
  ] as const)('%s is a %s', (path, role, detail) => {
    expect(roleOf(path)).toEqual({ role, evidence: 'folder', detail });
  });

  it('the nearest folder counts', () => {
    expect(roleOf('src/services/billing/repositories/invoices.ts').role).toBe('repository');
    expect(roleOf('src/repositories/billing/services/invoices.ts').role).toBe('service');
  });

  it('a folder of queries needs data access', () => {
    expect(roleOf('src/queries/users.ts', 'export const key = ["users"];').role).toBe('unknown');
    expect(roleOf('lib/server-only/cookies.ts', 'export const name = "session";').role).toBe('unknown');
    expect(roleOf('lib/server-only/user/get-user.ts', "import { PrismaClient } from '@prisma/client'; export const db = new PrismaClient();")).toEqual({ role: 'service', evidence: 'folder', detail: 'server-only/' });
    expect(roleOf('src/queries/sql/users.ts', 'export const text = `select id\n from users`;').role).toBe('repository');
    expect(roleOf('src/queries/users.ts', "import { PrismaClient } from '@prisma/client'; export const db = new PrismaClient();").role).toBe('repository');
  });
});

describe('tests, generated files, settings', () => {
  it.each(['test/user.service.ts', 'src/__tests__/user.repository.ts', 'src/user.service.spec.ts', 'src/user.test.ts', 'vitest.config.ts', 'src/e2e/login.ts'])('%s is a test', (path) => {
    expect(roleOf(path).role).toBe('test');
  });

  it('imports of a test runner make a test', () => {
    expect(roleOf('src/check.service.ts', "import { it } from 'node:test'; it('x', () => {});")).toEqual({ role: 'test', evidence: 'imports', detail: 'node:test' });
    expect(roleOf('src/check.js', "const request = require('supertest');").role).toBe('test');
  });

  it('a type of a test runner does not', () => {
    expect(roleOf('src/check.service.ts', "import type { Mock } from 'vitest'; export type M = Mock;").role).toBe('service');
  });

  it('generated files', () => {
    expect(roleOf('src/generated/user.service.ts').role).toBe('generated');
    expect(roleOf('src/api.service.ts', '/* eslint-disable */\n// This file was auto-generated. Do not edit.\nexport const a = 1;')).toMatchObject({ role: 'generated', evidence: 'content' });
    expect(roleOf('src/user.service.ts', 'export const text = "@generated";\n// do not edit').role).toBe('service');
  });

  it('settings win over everything', () => {
    const settings: Settings = { layers: { repository: ['src/gateways/**'], browser: ['web/'] } };
    expect(roleOf('src/gateways/user.service.test.ts', '', settings)).toEqual({ role: 'repository', evidence: 'settings', detail: 'src/gateways/**' });
    expect(roleOf('web/user.service.ts', '', settings).role).toBe('browser');
    expect(roleOf('src/user.service.ts', '', settings).role).toBe('service');
  });
});

describe('client code', () => {
  it.each([
    ['the directive', "'use client';\nimport fs from 'fs'; export const a = fs;"],
    ['a client router', "import { useRouter } from 'next/navigation'; export const useBack = () => useRouter().back();"],
    ['hooks', "import { useState } from 'react'; export const useOpen = () => useState(false);"],
    ['another framework', "import { ref } from 'vue'; export const open = ref(false);"],
  ])('%s', (_, text) => {
    expect(roleOf('src/services/open.ts', text).role).toBe('browser');
  });

  it.each([
    ['a server action', "'use server';\nimport { redirect } from 'next/navigation'; export async function leave() { redirect('/'); }"],
    ['a module of a file router with a loader', "import { useState } from 'react'; import { Link } from 'react-router-dom'; export async function loader() { return useState; }"],
    ['rendering on the server', "import { useState } from 'react'; import { renderToString } from 'react-dom/server'; export const a = [useState, renderToString];"],
    ['types only', "import type { Ref } from 'vue'; export type A = Ref;"],
  ])('look-alike: %s', (_, text) => {
    expect(roleOf('src/services/open.ts', text).role).toBe('service');
  });

  const REACT = { 'package.json': JSON.stringify({ name: 'web', dependencies: { react: '19', next: '16', pg: '8' } }) };

  it.each([
    ['a component that calls a hook of the project', "import { useUsers } from './hooks'; export function Users() { return useUsers(); }"],
    ['a component in a wrapper', "import { memo } from 'lib'; import { useUsers } from './hooks'; export const Users = memo(() => useUsers());"],
    ['a hook made of hooks', "import { useApi } from './api'; export const useUsers = () => useApi('/users');"],
    ['a function for an event', 'export default function (props) { return <button onClick={() => props.save()}>Save</button>; }'],
    ['a named function for an event', 'export const Row = ({ onPick }) => <li onClick={onPick} />;'],
  ])('of React: %s', (_, text) => {
    expect(roleOf('src/services/open.tsx', text, {}, REACT).role).toBe('browser');
    expect(roleOf('src/services/open.tsx', text, {}, { 'package.json': JSON.stringify({ name: 'web', dependencies: { next: '16', pg: '8' } }) }).role).toBe('service');
  });

  it.each([
    ['what is called like a hook by a function that is none', "import { useServer } from 'graphql-ws'; export function start() { useServer(); }"],
    ['what is called like a hook at the top', "import { useContainer } from 'typeorm'; useContainer();"],
    ['an asynchronous component', "import { useFlags } from './flags'; export async function Page() { useFlags(); }"],
    ['a handler by a string', 'export const Row = () => <li onClick="pick()" />;'],
    ['a prop that is no event', 'export const Row = ({ once }) => <li once={once} online={once} />;'],
  ])('look-alike in a project with React: %s', (_, text) => {
    expect(roleOf('src/services/open.tsx', text, {}, REACT).role).toBe('service');
  });

  it('a package of a client framework without a server dependency', () => {
    const manifest = (dependencies: object): Record<string, string> => ({ 'package.json': JSON.stringify({ name: 'web', dependencies }) });
    expect(roleOf('src/services/api.ts', 'export const a = 1;', {}, manifest({ react: '19', axios: '1' })).role).toBe('browser');
    expect(roleOf('src/services/api.ts', 'export const a = 1;', {}, manifest({ react: '19', next: '16' })).role).toBe('service');
    expect(roleOf('src/services/api.ts', 'export const a = 1;', {}, manifest({ axios: '1' })).role).toBe('service');
    expect(roleOf('src/services/api.ts', "import fs from 'node:fs'; export const a = fs;", {}, manifest({ react: '19' })).role).toBe('service');
  });
});

describe('by what the file says', () => {
  it.each([
    ['controller', "import { Controller as C } from '@nestjs/common'; @C('users') export class Users {}"],
    ['controller', "import { Resolver } from '@nestjs/graphql'; @Resolver() export class Users {}"],
    ['middleware', "import type { CanActivate } from '@nestjs/common'; export class Auth implements CanActivate { canActivate() { return true; } }"],
    ['job', "import { Processor } from '@nestjs/bullmq'; @Processor('mail') export class Mail {}"],
    ['job', "import { Worker } from 'bullmq'; export const w = new Worker('mail', async () => {});"],
    ['edge', "export const runtime = 'edge'; export const GET = () => new Response();"],
    ['cli', '#!/usr/bin/env node\nconsole.log(1);'],
    ['cli', "import { Command } from 'commander'; new Command().parse();"],
    ['worker', "import { parentPort } from 'node:worker_threads'; parentPort.postMessage(1);"],
    ['serverless', "import type { APIGatewayProxyHandler } from 'aws-lambda'; export const handler: APIGatewayProxyHandler = async () => ({ statusCode: 200, body: '' });"],
    ['entry', "import express from 'express'; const app = express(); app.listen(3000);"],
    ['entry', "const http = require('http'); http.createServer(() => {}).listen(1);"],
    ['unknown', "import { Controller } from './decorators'; @Controller('users') export class Users {}"],
    ['unknown', "import type { Application } from 'express'; export type App = Application;"],
    ['unknown', 'export const a = 1;'],
  ] as const)('%s: %s', (role, text) => {
    expect(roleOf('src/thing.ts', text).role).toBe(role);
  });
});

it('a class that implements nothing, in a tree without a list for it', () => {
  expect(fileRole(read('espree', 'export class Locker {} // implements Lock'), projectFor(root), {}).role).toBe('unknown');
});

describe('minified text', () => {
  const statement = 'export const a0=()=>fetch("/a");';
  it.each([
    ['generated', 'long lines throughout', `${statement.repeat(20)}\n`.repeat(20).replace(/a0/g, () => `a${String(++count)}`)],
    ['unknown', 'a short file on one line', statement],
    ['unknown', 'one long line among short ones', `export const text = '${'x'.repeat(12_000)}';\n${'// a line of prose\n'.repeat(400)}`],
  ] as const)('%s: %s', (role, _, text) => {
    expect(roleOf('src/thing.js', text).role).toBe(role);
  });
});

describe('accessesData', () => {
  const asks = (text: string, files: Readonly<Record<string, string>> = {}): boolean => {
    const folder = join(root, String(++count));
    mkdirSync(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const file = parseFile(join(folder, 'a.ts'), text);
    if (!file) throw new Error('cannot parse');
    return accessesData(file, projectFor(folder));
  };

  it.each([
    ['a client', "import { Pool } from 'pg'; export const p = new Pool();", true],
    ['a part of a client', "import { eq } from 'drizzle-orm/sql'; export const e = eq;", true],
    ['a required client', "const { Schema } = require('mongoose');", true],
    ['an injected type', "import type { Repository } from 'typeorm'; export class A { constructor(private r: Repository<unknown>) {} }", true],
    ['SQL text', 'export const find = (run) => run(`SELECT id FROM users WHERE id = $1`);', true],
    ['an English sentence', "export const text = 'select one from the list';", false],
    ['an HTTP client', "import axios from 'axios'; export const get = () => axios.get('/x');", false],
  ])('%s', (_, text, expected) => {
    expect(asks(text)).toBe(expected);
  });

  it('a client another file makes', () => {
    expect(asks("import { pool } from './db'; export const find = () => pool.query('x');", { 'db.ts': "import { Pool } from 'pg'; export const pool = new Pool();" })).toBe(true);
    expect(asks("import { pool } from './db'; export const find = () => pool.query('x');", { 'db.ts': 'export const pool = { query() {} };' })).toBe(false);
  });
});
