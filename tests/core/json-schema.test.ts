import { describe, expect, it } from 'vitest';
import { violation } from '../../src/core/json-schema.ts';
import { settingsSchema } from '../../src/core/settings.ts';

const check = (value: unknown) => violation(settingsSchema, value, 'settings.backend');

describe('violation', () => {
  it('accepts every documented key', () => {
    expect(
      check({
        root: '.',
        layers: { controller: ['src/api/**'], test: [] },
        dialect: 'mysql',
        sql: { tags: ['q'], wrappers: ['#db#run'] },
        schema: ['db/*.sql'],
        migrations: { since: '001.sql', runner: 'knex', lockTimeout: true },
        http: { auth: ['a'], rateLimiters: [], validators: [] },
        identity: { fields: ['userId'], expression: 'req.user.id' },
        loggers: [],
        index: { maxHops: 0, maxFiles: 10, maxBytes: 1000 },
      }),
    ).toBeNull();
  });

  it.each([
    [{ dialects: 'mysql' }, /settings\.backend\.dialects is not known\. Allowed keys: root, layers, dialect/],
    [{ dialect: 'oracle' }, /settings\.backend\.dialect is 'oracle'\. Allowed values: postgres, mysql/],
    [{ layers: { controllers: [] } }, /settings\.backend\.layers\.controllers is not known\. Allowed keys: controller, service/],
    [{ sql: { tags: 'sql' } }, /settings\.backend\.sql\.tags must be a list of strings/],
    [{ sql: { tags: [1] } }, /settings\.backend\.sql\.tags\[0\] must be a string/],
    [{ index: { maxHops: -1 } }, /settings\.backend\.index\.maxHops must be a whole number of at least 0/],
    [{ migrations: { lockTimeout: 'yes' } }, /lockTimeout must be true or false/],
    [[], /settings\.backend must be an object/],
    [{ constructor: 1 }, /constructor is not known/],
  ])('names the key and what is allowed: %j', (value, message) => {
    expect(check(value)).toMatch(message);
  });

  it('treats an undefined key as absent', () => {
    expect(check({ dialect: undefined })).toBeNull();
  });
});
