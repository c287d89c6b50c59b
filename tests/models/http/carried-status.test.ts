import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { originOf } from '../../../src/ast/origin.ts';
import { carriedStatus } from '../../../src/models/http/carried-status.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const root = mkdtempSync(join(realpathSync(tmpdir()), 'backend-status-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Where the error of the only `throw` has its status from. */
function thrown(text: string, files: Readonly<Record<string, string>> = {}): string | null {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  const file = parseFile(join(root, 'main.ts'), text);
  const statement = file?.nodes('ThrowStatement')[0];
  if (!file || !statement) throw new Error('no throw in the case');
  return carriedStatus(originOf(file, statement.argument), projectFor(root));
}

describe('carriedStatus', () => {
  it.each([
    ['Nest', "import { ConflictException } from '@nestjs/common'; throw new ConflictException();", '@nestjs/common'],
    ['http-errors as a function', "import createError from 'http-errors'; throw createError(404);", 'http-errors'],
    ['http-errors as a class', "const createError = require('http-errors'); throw new createError.NotFound();", 'http-errors'],
    ['Boom', "import * as Boom from '@hapi/boom'; throw Boom.badRequest('x');", '@hapi/boom'],
    ['Hono', "import { HTTPException } from 'hono/http-exception'; throw new HTTPException(401);", 'hono/http-exception'],
    ['tRPC', "import { TRPCError } from '@trpc/server'; throw new TRPCError({ code: 'NOT_FOUND' });", '@trpc/server'],
    ['a subclass of a framework’s', "import { HttpException } from '@nestjs/common'; class Gone extends HttpException {} throw new Gone('x', 410);", '@nestjs/common'],
    ['a parameter property', 'class ApiError extends Error { constructor(public readonly statusCode: number) { super(); } } throw new ApiError(404);', 'ApiError.statusCode'],
    ['a field with a status code', 'class Missing extends Error { status = 404; } throw new Missing();', 'Missing.status'],
    ['an assignment in the constructor', 'class ApiError extends Error { constructor(statusCode, m) { super(m); this.statusCode = statusCode; } } throw new ApiError(404, "x");', 'ApiError.statusCode'],
    ['a getter', 'class ApiError extends TypeError { get httpStatus() { return 400; } } throw new ApiError();', 'ApiError.httpStatus'],
    ['an abstract base', 'abstract class Base extends Error { abstract statusCode: number; } class Missing extends Base { statusCode = 404; } throw new Missing();', 'Missing.statusCode'],
    ['an optional field that is given', 'class AppError extends Error { statusCode?: number; constructor(m: string, o?: { statusCode?: number }) { super(m); this.statusCode = o?.statusCode; } } throw new AppError("x", { statusCode: 404 });', 'AppError.statusCode'],
    ['an optional field that a subclass gives', 'class AppError extends Error { constructor(m: string, readonly statusCode?: number) { super(m); } } class Missing extends AppError { constructor() { super("x", 404); } } throw new Missing();', 'AppError.statusCode'],
  ])('%s', (_, text, expected) => {
    expect(thrown(text)).toBe(expected);
  });

  it('through files, in CommonJS', () => {
    const files = {
      'api-error.js': 'class ApiError extends Error { constructor(statusCode) { super(); this.statusCode = statusCode; } } module.exports = ApiError;',
      'missing.js': "const ApiError = require('./api-error'); class Missing extends ApiError {} module.exports = { Missing };",
    };
    expect(thrown("const { Missing } = require('./missing'); throw new Missing(404);", files)).toBe('ApiError.statusCode');
  });

  it.each([
    ['an error without a status', "throw new Error('404');"],
    ['an own error without a status', "class Missing extends Error { readonly code = 'MISSING'; } throw new Missing();"],
    ['a status that is a word', "class Missing extends Error { status = 'missing'; } throw new Missing();"],
    ['a status that is a text', 'class Missing extends Error { constructor(readonly statusCode: string) { super(); } } throw new Missing("x");'],
    ['a code of a store', 'class Locked extends Error { statusCode = 55006; } throw new Locked();'],
    ['no error at all', 'class Row { statusCode = 404; } throw new Row();'],
    ['a check of an error', "import { isHttpError } from 'http-errors'; throw isHttpError(x);"],
    ['a class of the same name from elsewhere', "import { NotFoundException } from './elsewhere'; throw new NotFoundException();"],
    ['a name of another package', "import { Injectable } from '@nestjs/common'; throw new Injectable();"],
    ['an optional field that is not given', 'class AppError extends Error { statusCode?: number; constructor(code: string, o?: { statusCode?: number }) { super(code); this.statusCode = o?.statusCode; } } throw new AppError("MISSING", { message: "x" });'],
    ['an optional parameter that is not given', 'class AppError extends Error { constructor(m: string, readonly statusCode?: number) { super(m); } } throw new AppError("x");'],
    ['unknown', 'throw failure;'],
  ])('none: %s', (_, text) => {
    expect(thrown(text)).toBeNull();
  });
});
