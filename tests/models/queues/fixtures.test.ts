import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addedJobs, awaitedResults, consumersIn, mayQueue, receiptsSaidBy } from '../../../src/models/queues/model.ts';
import { lostReceipts } from '../../../src/models/queues/receipts.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/queues');
/** Packages of their own: what Nest registers is a matter of the whole package. */
const groups = ['', 'nest', 'bull'].map((group) => ({ group, folder: join(FOLDER, group), project: projectFor(join(FOLDER, group)) }));
const files = groups.flatMap(({ group, folder, project }) => readdirSync(join(folder, 'src')).map((name) => ({ name: join(group, name), path: join(folder, 'src', name), project })));

describe('facts of the queue fixtures', () => {
  it.each(files)('$name', async ({ name, path, project }) => {
    const file = parseFile(path, readFileSync(path, 'utf8'));
    if (!file) throw new Error(`does not parse: ${name}`);
    expect(mayQueue(file, project)).toBe(true);
    const facts = [
      ...addedJobs(file, project).map((job) => ({ node: job.node, said: `${job.library} adds ${job.name} ${job.payload ? file.textOf(job.payload) : '-'} retry ${job.retry}` })),
      ...consumersIn(file, project).map((consumer) => ({ node: consumer.node, said: `${consumer.library} works ${consumer.name} ${consumer.handler ? 'known' : 'unknown'}` })),
      ...receiptsSaidBy(file).flatMap((form) => lostReceipts(file, form, project)).map(({ node, kind, line }) => ({ node, said: `lost ${kind}${line === null ? '' : ` before line ${line}`}` })),
      ...awaitedResults(file, project).map((node) => ({ node, said: 'waits' })),
    ].sort((a, b) => a.node.range[0] - b.node.range[0]);
    await expect(`${facts.map(({ node, said }) => `${String(file.lineOf(node)).padStart(3)} ${said}`).join('\n')}\n`).toMatchFileSnapshot(`facts/${name.replace('.ts', '')}.txt`);
  });
});
