import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '../../../src/models/blocking/adapters.ts';
import { longLoops } from '../../../src/models/blocking/loops.ts';
import type { BlockingLibrary } from '../../../src/models/blocking/types.ts';
import { runsElsewhere, workIn } from '../../../src/models/blocking/work.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/blocking/work');
const project = projectFor(FOLDER);
const libraries: readonly BlockingLibrary[] = adapters;
/** Heavy to install, or another package with the same members. */
const NOT_INSTALLED = new Set(['jimp', 'onnxruntime', 'tensorflow']);

const files = readdirSync(join(FOLDER, 'src')).sort().map((name) => {
  const file = parseFile(join(FOLDER, 'src', name), readFileSync(join(FOLDER, 'src', name), 'utf8'));
  if (!file) throw new Error(`does not parse: ${name}`);
  return { name, file, work: workIn(file, project) };
});

describe('what computes for long', () => {
  it('in the fixtures', async () => {
    const lines = files.flatMap(({ name, file, work }) => {
      const at = (node: Parameters<typeof file.lineOf>[0]): string => String(file.lineOf(node)).padStart(3);
      return [
        `# ${name}`,
        ...work.map(({ node, library, form }) => `${at(node)} ${library} ${form.place} ${form.name} by ${file.textOf(node.callee)}`),
        ...longLoops(file, project).map(({ node, turns }) => `${at(node)} ${node.type} ${turns}${runsElsewhere(file, node, project) ? ', elsewhere' : ''}`),
        '',
      ];
    });
    await expect(lines.join('\n')).toMatchFileSnapshot('facts/work.txt');
  });

  it.each(libraries.filter(({ name, work }) => work && !NOT_INSTALLED.has(name)).map(({ name }) => name))('%s stands in a fixture', (name) => {
    expect(files.some(({ work }) => work.some(({ library }) => library === name))).toBe(true);
  });
});
