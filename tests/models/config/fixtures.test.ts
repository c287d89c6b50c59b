import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { envReadsOf } from '../../../src/models/config/reads.ts';
import { envValidationOf } from '../../../src/models/config/validation.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/config');

/** What validates the environment counts for its whole package: each way has one of its own. */
it('facts of the config fixtures', async () => {
  const ways = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const lines = ways.flatMap((way) => {
    const root = join(FOLDER, way);
    const path = join(root, 'src', 'env.ts');
    const file = parseFile(path, readFileSync(path, 'utf8'));
    if (!file) throw new Error(`does not parse: ${way}`);
    const project = projectFor(root);
    const { whole, names } = envValidationOf(file, project);
    return [
      `# ${way}: ${whole ? 'validated' : names.size > 0 ? `of it ${[...names].sort().join(' ')}` : 'not validated'}`,
      ...envReadsOf(file, project).map(({ node, name, source, fallbacks, assertion, asks }) =>
        [String(file.lineOf(node)).padStart(3), name ?? '?', `of the ${source}`, ...fallbacks.map((fallback) => `or ${file.textOf(fallback)}`), assertion ? 'asserted' : '', asks ? 'asks' : ''].filter(Boolean).join(' '),
      ),
      '',
    ];
  });
  await expect(lines.join('\n')).toMatchFileSnapshot('facts/config.txt');
});
