import { describe, expect, it } from 'vitest';
import { all, any, calls, isPassed, marksOf, members, packages, words } from '../../src/core/gates.ts';

const secret = words('secret', /mail/i);
const listening = calls('listen', '$on');
const body = members('body');
const framework = packages('express', '@hapi/hapi', 'fs');

const passes = (text: string, gate: Parameters<typeof isPassed>[1]): boolean => isPassed(marksOf(text), gate);

describe('words', () => {
  it.each(['const secret = 1', '// a secret', '"my-secret"', 'secret', '(secret)', 'x.secret', 'sendMail()', 'E_MAIL', 'ümail'])('%s passes', (text) => expect(passes(text, secret)).toBe(true));
  it.each(['', 'secrets', 'my_secret', '$secret', 'Secret', 'ma il'])('%s does not', (text) => expect(passes(text, secret)).toBe(false));
});

describe('calls', () => {
  it.each(['app.listen(3000)', 'listen (1)', 'listen\n  (1)', 'listen<T>(1)', 'listen`a`', 'listen?.(1)', '$on()'])('%s passes', (text) => expect(passes(text, listening)).toBe(true));
  it.each(['listen', 'listen.x()', 'listen;', 'listening()', 'on()', "'listen'"])('%s does not', (text) => expect(passes(text, listening)).toBe(false));
});

describe('members', () => {
  it('stand after a dot', () => {
    expect(passes('req.body', body)).toBe(true);
    expect(passes('req?.body', body)).toBe(true);
    expect(passes('body', body)).toBe(false);
    expect(passes('x.bodyParser', body)).toBe(false);
  });
});

describe('packages', () => {
  it.each(["import e from 'express'", 'require("express")', 'import(`express`)', "'express/lib/x'", "from '@hapi/hapi'", "from '@hapi/hapi/lib'", "from 'node:fs'", "from 'fs/promises'", "from 'node:fs/promises'"])('%s passes', (text) =>
    expect(passes(text, framework)).toBe(true),
  );
  it.each(['express', "from 'expressive'", "from './express'", "from '@hapi/boom'", "from '@hapi'", "from 'node:x'", "'http://fs'", "'fs:x'", "'express is fast'"])('%s does not', (text) => expect(passes(text, framework)).toBe(false));
});

describe('gates of gates', () => {
  it('need all or any', () => {
    expect(passes('secret listen()', all(secret, listening))).toBe(true);
    expect(passes('secret', all(secret, listening))).toBe(false);
    expect(passes('secret', any(secret, listening))).toBe(true);
    expect(passes('public', any(secret, listening))).toBe(false);
  });

  it('that are made later are known of texts that are read later', () => {
    expect(passes('latecomer', secret)).toBe(false);
    expect(passes('latecomer', words('latecomer'))).toBe(true);
  });
});
