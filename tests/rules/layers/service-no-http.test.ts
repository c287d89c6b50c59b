import rule from '../../../src/rules/layers/service-no-http.ts';
import { testRule } from '../test-rule.ts';

const apiError = { 'src/errors.ts': 'export class ApiError extends Error { constructor(readonly statusCode: number, message: string) { super(message); } }' };

testRule(import.meta, rule, {
  valid: [
    {
      name: 'the remedy: values in, an error of the domain out',
      filename: 'src/users/user.service.ts',
      code: `
        import { Injectable } from '@nestjs/common';
        class UserNotFound extends Error { constructor(readonly id: string) { super('no such user'); } }
        @Injectable()
        export class UserService {
          get(id: string) { if (!id) throw new UserNotFound(id); return { id, statusCode: 404 }; }
        }
      `,
    },
    {
      name: 'an error whose status is optional, and not given',
      filename: 'src/services/users.ts',
      code: `
        class AppError extends Error { statusCode?: number; constructor(code: string, options?: { statusCode?: number }) { super(code); this.statusCode = options?.statusCode; } }
        export const get = (id: string) => { if (!id) throw new AppError('USER_NOT_FOUND'); return id; };
      `,
    },
    {
      name: 'look-alike: parameters called req and res of another kind',
      filename: 'src/services/requests.ts',
      code: 'export const save = (req: { title: string }, res: { id: string }) => ({ title: req.title, id: res.id });',
    },
    {
      name: 'the part of an application that speaks HTTP, in a folder of all its parts',
      filename: 'src/services/server/router.ts',
      code: "import Router from '@koa/router';\nexport const makeRouter = (prefix: string) => new Router({ prefix });\nexport const tell = async (ctx, next) => { ctx.body = await next(); };",
    },
    {
      name: 'an answer of an outgoing request',
      filename: 'src/services/weather.ts',
      code: `
        import { HttpStatus } from '@nestjs/common';
        export async function forecast(city: string) {
          const response: Response = await fetch('https://weather.example/' + city);
          return response.status === HttpStatus.NOT_FOUND ? null : response.json();
        }
      `,
    },
    {
      name: 'a server action is entered by requests, whatever its folder is called',
      filename: 'src/services/actions.ts',
      code: `
        'use server';
        import { cookies } from 'next/headers';
        export async function leave() { (await cookies()).delete('session'); }
      `,
    },
    {
      name: 'a file that makes routes is a controller',
      filename: 'src/services/users/index.ts',
      code: `
        import { Router } from 'express';
        export const users = Router();
        users.get('/users', (req, res) => res.json([]));
      `,
    },
    { name: 'unknown: an exception from a file that is not there', filename: 'src/services/users.ts', code: "import { NotFound } from './missing';\nexport const get = () => { throw new NotFound(404); };" },
    {
      name: 'another layer may speak HTTP',
      filename: 'src/controllers/users.ts',
      code: "import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response) => res.status(404).json({});",
    },
    {
      name: 'option: exceptions of a package',
      filename: 'src/users/user.service.ts',
      options: [{ allowExceptions: ['@nestjs/common'] }],
      code: `
        import { HttpException, HttpStatus, NotFoundException } from '@nestjs/common';
        export class UserService {
          get(id: string) { if (!id) throw new NotFoundException(); return id; }
          add(id: string) { throw new HttpException({ status: HttpStatus.CONFLICT }, HttpStatus.CONFLICT); }
        }
      `,
    },
    {
      name: 'option: exceptions of a class',
      filename: 'src/services/users.ts',
      files: apiError,
      options: [{ allowExceptions: ['ApiError'] }],
      code: `
        import { ApiError as Failure } from '../errors';
        class Missing extends Failure { constructor() { super(404, 'missing'); } }
        export const get = (id: string) => { if (!id) throw new Missing(); return id; };
      `,
    },
  ],
  invalid: [
    {
      name: 'a request and a response are parameters, reported once a function',
      filename: 'src/services/auth.ts',
      code: `
        import type { Request, Response } from 'express';
        export class AuthService {
          logIn(input: Request, output: Response) { output.cookie('session', input.body.token); }
          logOut(output: Response) { output.clearCookie('session'); }
        }
      `,
      errors: [
        { messageId: 'parameter', data: { what: 'input' }, line: 3, column: 9 },
        { messageId: 'parameter', data: { what: 'output' }, line: 4, column: 10 },
      ],
    },
    {
      name: 'what a parameter is by its type, in the place of a request',
      filename: 'src/services/export.ts',
      code: `
        import type { Response } from 'express';
        import type { Readable } from 'node:stream';
        export function asLines(rows: Readable, res: Response) { rows.on('end', () => res.end()); res.write('['); return rows.url; }
      `,
      errors: [{ messageId: 'parameter', data: { what: 'res' }, line: 3, column: 41 }],
    },
    {
      name: 'an injected request',
      filename: 'src/users/user.service.ts',
      code: `
        import { Inject, Injectable } from '@nestjs/common';
        import { REQUEST } from '@nestjs/core';
        @Injectable()
        export class UserService {
          constructor(@Inject(REQUEST) private readonly asked: any) {}
          mine() { return this.asked.user; }
        }
      `,
      errors: [{ messageId: 'injected', data: { what: 'asked' }, line: 5, column: 15 }],
    },
    {
      name: 'exceptions of a framework and of the project, and an option that allows others',
      filename: 'src/services/users.ts',
      files: apiError,
      options: [{ allowExceptions: ['@hapi/boom'] }],
      code: `
        import { NotFoundException as Missing } from '@nestjs/common';
        import { ApiError } from '../errors';
        export const get = (id: string) => { if (!id) throw new Missing(); return id; };
        export const add = (id: string) => { throw new ApiError(409, id); };
      `,
      errors: [
        { messageId: 'exception', data: { what: 'Missing', from: '@nestjs/common' }, line: 3, column: 53 },
        { messageId: 'exception', data: { what: 'ApiError', from: 'ApiError.statusCode' }, line: 4, column: 44 },
      ],
    },
    {
      name: 'an exception that a method of the class makes is reported where it is made',
      filename: 'src/users/user.service.ts',
      code: `
        import { UnauthorizedException } from '@nestjs/common';
        export class UserService {
          check(id: string) { if (!id) throw this.#denied(); }
          #denied() { return new UnauthorizedException(); }
        }
      `,
      errors: [{ messageId: 'exception', data: { what: 'UnauthorizedException', from: '@nestjs/common' }, line: 4, column: 22 }],
    },
    {
      name: 'cookies, an answer, a status, routes',
      filename: 'src/services/session.ts',
      code: `
        import { Hono } from 'hono';
        import { cookies } from 'next/headers';
        import { NextResponse } from 'next/server';
        import httpStatus from 'http-status';
        export const current = async () => (await cookies()).get('session');
        export const answer = () => NextResponse.json({});
        export const fail = () => ({ code: httpStatus.CONFLICT });
        export const make = () => new Hono();
      `,
      errors: [
        { messageId: 'read', data: { what: 'cookies' }, line: 5, column: 43 },
        { messageId: 'answer', data: { what: 'NextResponse.json' }, line: 6, column: 29 },
        { messageId: 'status', data: { what: 'httpStatus.CONFLICT' }, line: 7, column: 36 },
        { messageId: 'router', data: { what: 'Hono' }, line: 8, column: 27 },
      ],
    },
    {
      name: 'in plain JavaScript, under espree',
      parser: 'espree',
      filename: 'src/services/users.js',
      code: `
        const createError = require('http-errors');
        exports.get = async (id) => { if (!id) throw createError(404); return id; };
      `,
      errors: [{ messageId: 'exception', data: { what: 'createError', from: 'http-errors' }, line: 2, column: 46 }],
    },
    {
      name: 'settings name the services',
      filename: 'src/domain/users.ts',
      settings: { layers: { service: ['src/domain/**'] } },
      code: "import Boom from '@hapi/boom';\nexport const get = () => { throw Boom.notFound(); };",
      errors: [{ messageId: 'exception', data: { what: 'Boom.notFound', from: '@hapi/boom' }, line: 2, column: 34 }],
    },
  ],
});
