import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheCalls, mayCache } from '../../../src/models/cache/model.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/cache');
const project = projectFor(FOLDER);

describe('facts of the cache fixtures', () => {
  it.each(readdirSync(join(FOLDER, 'src')))('%s', async (name) => {
    const path = join(FOLDER, 'src', name);
    const file = parseFile(path, readFileSync(path, 'utf8'));
    if (!file) throw new Error(`does not parse: ${name}`);
    expect(mayCache(file, project)).toBe(true);
    const lines = cacheCalls(file, project).map((call) =>
      [
        String(file.lineOf(call.node)).padStart(3),
        call.library,
        call.action,
        call.name,
        call.key ? file.textOf(call.key) : '-',
        call.action === 'set' || call.action === 'load' ? call.lifetime : '',
        call.isConditional ? 'conditional' : '',
        call.isBounded ? 'bounded' : '',
        call.holds,
      ]
        .filter(Boolean)
        .join(' '),
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`facts/${name.replace('.ts', '')}.txt`);
  });
});
