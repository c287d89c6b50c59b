import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { targetsOf } from '../../../src/models/reach/targets.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'backend-targets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** The files of the functions that the last call calls. */
function targets(text: string, files: Readonly<Record<string, string>>): string[] {
  const root = join(folder, String(++count));
  mkdirSync(root);
  for (const [name, content] of Object.entries({ 'package.json': '{ "dependencies": { "pg": "8" } }', ...files })) writeFileSync(join(root, name), content);
  const file = parseFile(join(root, 'main.ts'), text);
  const call = file?.nodes('CallExpression').at(-1);
  if (!file || !call) throw new Error('no call');
  return targetsOf(file, call.callee, projectFor(root)).map((target) => `${basename(target.file.path)} ${target.fn.type}`);
}

describe('targetsOf', () => {
  it('an imported function and a method of an injected class', () => {
    expect(targets("import { load } from './load'; load();", { 'load.ts': 'export const load = () => 1;' })).toEqual(['load.ts ArrowFunctionExpression']);
    expect(targets("import { Users } from './users'; class A { constructor(private users: Users) {} run() { this.users.find(); } }", { 'users.ts': 'export class Users { find() {} }' })).toEqual(['users.ts FunctionExpression']);
  });

  it('a method of an interface: those of the classes of the package that implement it, inherited ones too', () => {
    expect(
      targets("import type { Store } from './store'; function run(store: Store) { store.get(); }", {
        'store.ts': 'export interface Base { get(): void }\nexport interface Store extends Base { all(): void }\n',
        'base.ts': 'export class BaseStore { get() {} }\n',
        'pg-store.ts': "import { BaseStore } from './base'; import type { Store } from './store'; export class PgStore extends BaseStore implements Store { all() {} }\n",
        'other.ts': "import type { Base } from './store'; export class Other implements Base { get() {} }\n",
      }),
    ).toEqual(['base.ts FunctionExpression']);
  });

  it('a method of an abstract class', () => {
    expect(
      targets("import { Port } from './port'; function run(port: Port) { port.get(); }", {
        'port.ts': 'export abstract class Port { abstract get(): void }\n',
        'adapter.ts': "import { Port } from './port';\nexport class Adapter extends Port {\n  get() {}\n}\n",
      }),
    ).toEqual(['adapter.ts FunctionExpression']);
  });

  it('nothing where nothing is known', () => {
    expect(targets('function run(store: { get(): void }, other: Missing) { other.get(); store.get(); }', {})).toEqual([]);
  });
});
