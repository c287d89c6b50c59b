import rule from '../../../src/rules/layers/repository-no-http.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: values in, null out',
      filename: 'src/users/user.repository.ts',
      code: `
        import { Pool } from 'pg';
        export class UserRepository {
          constructor(private readonly pool: Pool) {}
          async find(id: string) {
            const { rows } = await this.pool.query('SELECT id, name FROM users WHERE id = $1', [id]);
            return rows[0] ?? null;
          }
        }
      `,
    },
    {
      name: 'the remedy: an error of the domain without a status',
      filename: 'src/users/user.repository.ts',
      code: `
        import { Pool } from 'pg';
        class UserNotFound extends Error { constructor(readonly id: string) { super('no such user'); } }
        export const find = async (pool: Pool, id: string) => {
          const { rows } = await pool.query('SELECT id FROM users WHERE id = $1', [id]);
          if (!rows[0]) throw new UserNotFound(id);
          return rows[0];
        };
      `,
    },
    {
      name: 'look-alike: a column called status_code, a row with statusCode',
      filename: 'src/repositories/probes.ts',
      code: `
        import { db } from 'knex';
        export async function record(probe: { statusCode: number; request: string }) {
          await db('probes').insert({ statusCode: probe.statusCode, status: 404, request: probe.request });
          const row = await db('probes').first();
          row.statusCode = 404;
          return { statusCode: row.statusCode };
        }
      `,
    },
    {
      name: 'look-alike: a class called NotFoundException that is not a framework’s and has no status',
      filename: 'src/repositories/orders.ts',
      files: { 'src/errors.ts': `export class NotFoundException extends Error { readonly code = 'ORDER_NOT_FOUND'; readonly status = 'missing'; }` },
      code: `
        import type { Knex } from 'knex';
        import { NotFoundException } from '../errors';
        export const find = async (db: Knex, id: string) => {
          const row = await db('orders').where({ id }).first();
          if (!row) throw new NotFoundException('order');
          return row;
        };
      `,
    },
    {
      name: 'look-alike: parameters called req and res of another kind',
      filename: 'src/repositories/requests.ts',
      code: `
        import type { Knex } from 'knex';
        export const save = (db: Knex, req: { title: string }, res: { id: string }) => db('requests').insert({ title: req.title, id: res.id });
      `,
    },
    {
      name: 'unknown: an exception from a file that is not there',
      filename: 'src/repositories/orders.ts',
      code: `
        import type { Knex } from 'knex';
        import { NotFound } from './missing';
        export const find = async (db: Knex, id: string) => {
          throw new NotFound(404);
        };
      `,
    },
    {
      name: 'a store client’s own status is looked at',
      filename: 'src/repositories/search.ts',
      code: `
        import { Client } from '@elastic/elasticsearch';
        import { HttpStatus } from '@nestjs/common';
        export const find = async (client: Client, id: string) => {
          try {
            return await client.get({ index: 'posts', id });
          } catch (error) {
            if (error.statusCode === HttpStatus.NOT_FOUND) return null;
            throw error;
          }
        };
      `,
    },
    {
      name: 'a repository whose store is a remote API has no data access',
      filename: 'src/repositories/weather.ts',
      code: `
        import createError from 'http-errors';
        export async function forecast(city: string) {
          const response = await fetch('https://weather.example/' + city);
          if (response.status === 404) throw createError(404);
          return response.json();
        }
      `,
    },
    {
      name: 'an answer of an outgoing request is no request of ours',
      filename: 'src/repositories/blobs.ts',
      code: `
        import { get, type IncomingMessage } from 'node:http';
        import type { Knex } from 'knex';
        export const load = (db: Knex, url: string) => new Promise((resolve) => get(url, (message: IncomingMessage) => resolve(db('blobs').insert({ at: message.headers.date }))));
      `,
    },
    {
      name: 'another layer may speak HTTP',
      filename: 'src/users/user.controller.ts',
      code: `
        import type { Request, Response } from 'express';
        import { pool } from 'pg';
        export const show = async (req: Request, res: Response) => res.json(await pool.query('SELECT id FROM users WHERE id = $1', [req.params.id]));
      `,
    },
    {
      name: 'type-only imports of own shapes are fine',
      filename: 'src/repositories/users.ts',
      files: { 'src/http/user.dto.ts': `export interface CreateUser { name: string }` },
      code: `
        import type { Knex } from 'knex';
        import type { CreateUser } from '../http/user.dto';
        export const create = (db: Knex, user: CreateUser) => db('users').insert({ name: user.name });
      `,
    },
  ],
  invalid: [
    {
      name: 'a request is a parameter, reported once a function',
      filename: 'src/repositories/users.ts',
      code: `
        import type { Request } from 'express';
        import type { Knex } from 'knex';
        import createError from 'http-errors';
        export async function find(db: Knex, input: Request) {
          const row = await db('users').where({ id: input.params.id }).first();
          if (!row) throw createError(404);
          return row;
        }
      `,
      errors: [{ messageId: 'parameter', data: { what: 'input' }, line: 4, column: 38 }],
    },
    {
      name: 'the reply of an interface, whose implementation takes its types from there',
      filename: 'src/repositories/entries.ts',
      code: `
        import type { FastifyReply } from 'fastify';
        import type { Sql } from 'postgres';
        export interface Entries {
          add(note: string, reply: FastifyReply): Promise<void>;
          find: (id: string, reply: FastifyReply) => Promise<void>;
        }
        export function createEntries(sql: Sql): Entries {
          return {
            async add(note, reply) { reply.code((await sql\`SELECT 1\`).length); },
            async find(id, reply) { reply.code((await sql\`SELECT \${id}\`).length); },
          };
        }
      `,
      errors: [
        { messageId: 'parameter', data: { what: 'reply' }, line: 4, column: 21 },
        { messageId: 'parameter', data: { what: 'reply' }, line: 5, column: 22 },
      ],
    },
    {
      name: 'an interface and an abstract method are not told again where the function in the file says the type itself',
      filename: 'src/repositories/users.ts',
      code: `
        import type { Request } from 'express';
        import type { Knex } from 'knex';
        interface Users { find(req: Request): Promise<unknown> }
        abstract class Base { abstract find(req: Request): Promise<unknown>; abstract remove(req: Request): Promise<unknown> }
        export class KnexUsers extends Base implements Users {
          constructor(private readonly db: Knex) { super(); }
          find(req: Request) { return this.db('users').where({ id: req.params.id }).first(); }
          remove(id) { return this.db('users').where({ id }).del(); }
        }
      `,
      errors: [
        { messageId: 'parameter', data: { what: 'req' }, line: 4, column: 86 },
        { messageId: 'parameter', data: { what: 'req' }, line: 7, column: 8 },
      ],
    },
    {
      name: 'data access through a generated client that is not there',
      filename: 'src/repositories/members.ts',
      files: {
        'package.json': '{ "name": "app", "dependencies": { "next": "16", "prisma": "7" } }',
        'src/lib/prisma.ts': "import { PrismaClient } from '../../generated/prisma/client';\nconst shared = globalThis as unknown as { prisma?: PrismaClient };\nexport const prisma = (shared.prisma ??= new PrismaClient());",
      },
      code: `
        import { NextResponse } from 'next/server';
        import { prisma } from '../lib/prisma';
        export async function addMember(userId: string) {
          if ((await prisma.user.count({ where: { id: userId } })) === 0) return NextResponse.json({ error: 'unknown_user' }, { status: 404 });
          return prisma.membership.create({ data: { userId } });
        }
      `,
      errors: [{ messageId: 'answer', data: { what: 'NextResponse.json' }, line: 4, column: 74 }],
    },
    {
      name: 'a handler in plain JavaScript, under espree',
      parser: 'espree',
      filename: 'src/repositories/users.js',
      code: `
        const knex = require('knex');
        const db = knex({});
        exports.find = async (req, res) => {
          const row = await db('users').where({ id: req.params.id }).first();
          res.json(row);
        };
      `,
      errors: [
        { messageId: 'parameter', data: { what: 'req' }, line: 3, column: 23 },
      ],
    },
    {
      name: 'an injected request, reported once a class',
      filename: 'src/users/user.repository.ts',
      code: `
        import { Inject, Injectable } from '@nestjs/common';
        import { REQUEST } from '@nestjs/core';
        import type { Request } from 'express';
        import { DataSource } from 'typeorm';
        @Injectable()
        export class UserRepository {
          constructor(private readonly source: DataSource, @Inject(REQUEST) private readonly request: Request) {}
          find() { return this.source.query('SELECT id FROM users WHERE tenant = $1', [this.request.headers.tenant]); }
        }
      `,
      errors: [{ messageId: 'injected', data: { what: 'request' }, line: 7, column: 52 }],
    },
    {
      name: 'a framework’s exception, renamed on import',
      filename: 'src/users/user.repository.ts',
      code: `
        import { NotFoundException as Missing } from '@nestjs/common';
        import { Repository } from 'typeorm';
        export class UserRepository {
          constructor(private readonly users: Repository<unknown>) {}
          async find(id: string) {
            const user = await this.users.findOneBy({ id });
            if (!user) throw new Missing();
            return user;
          }
          async other() { return null; }
        }
      `,
      errors: [{ messageId: 'exception', data: { what: 'Missing', from: '@nestjs/common' }, line: 7, column: 22 }],
    },
    {
      name: 'an own class that carries a status, two files away, through its superclass',
      filename: 'src/repositories/users.ts',
      files: {
        'src/errors/api-error.ts': `export class ApiError extends Error { constructor(readonly statusCode: number, message: string) { super(message); } }`,
        'src/errors/not-found.ts': `
          import { ApiError } from './api-error';
          export class Missing extends ApiError { constructor() { super(404, 'missing'); } }
        `,
      },
      code: `
        import type { Knex } from 'knex';
        import { Missing } from '../errors/not-found';
        export const find = async (db: Knex, id: string) => {
          const row = await db('users').where({ id }).first();
          if (!row) throw new Missing();
          return row;
        };
      `,
      errors: [{ messageId: 'exception', data: { what: 'Missing', from: 'ApiError.statusCode' }, line: 5, column: 19 }],
    },
    {
      name: 'a status set on an error, thrown as an object, or assigned to one',
      filename: 'src/repositories/users.ts',
      code: `
        import type { Knex } from 'knex';
        import httpStatus from 'http-status';
        export async function a(db: Knex) {
          const failure = new Error('missing');
          failure.status = 404;
          throw failure;
        }
        export async function b(db: Knex) { throw { statusCode: 404, message: 'missing' }; }
        export async function c(db: Knex) { throw Object.assign(new Error('missing'), { status: httpStatus.NOT_FOUND }); }
        export async function d(db: Knex) { return { code: httpStatus.CONFLICT }; }
      `,
      errors: [
        { messageId: 'status', data: { what: 'failure.status' }, line: 5, column: 3 },
        { messageId: 'status', data: { what: 'statusCode: 404' }, line: 8, column: 45 },
        { messageId: 'status', data: { what: 'status: httpStatus.NOT_FOUND' }, line: 9, column: 81 },
        { messageId: 'status', data: { what: 'httpStatus.CONFLICT' }, line: 10, column: 52 },
      ],
    },
    {
      name: 'cookies and headers of the request',
      filename: 'src/queries/sql/list-teams.ts',
      code: `
        import { cookies as jar } from 'next/headers';
        import { prisma } from '@prisma/client';
        export async function listTeams() {
          const session = (await jar()).get('session');
          return prisma.team.findMany({ where: { session } });
        }
      `,
      errors: [{ messageId: 'read', data: { what: 'jar' }, line: 4, column: 26 }],
    },
    {
      name: 'the context of Hono and an answer of Next',
      filename: 'src/repositories/users.ts',
      code: `
        import type { Context } from 'hono';
        import { NextResponse } from 'next/server';
        import { drizzle } from 'drizzle-orm';
        export const a = (c: Context) => drizzle.select().from(c.get('table'));
        export const b = async () => NextResponse.json(await drizzle.select());
      `,
      errors: [
        { messageId: 'parameter', data: { what: 'c' }, line: 4, column: 19 },
        { messageId: 'answer', data: { what: 'NextResponse.json' }, line: 5, column: 30 },
      ],
    },
    {
      name: 'a file that settings call a repository needs no other evidence',
      filename: 'src/gateways/users.ts',
      settings: { layers: { repository: ['src/gateways/**'] } },
      code: `
        import Boom from '@hapi/boom';
        export const find = () => { throw Boom.notFound(); };
      `,
      errors: [{ messageId: 'exception', data: { what: 'Boom.notFound', from: '@hapi/boom' }, line: 2, column: 35 }],
    },
  ],
});
