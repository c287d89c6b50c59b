import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startOf } from '../../../src/models/outgoing/addresses.ts';
import { outgoingCalls } from '../../../src/models/outgoing/model.ts';
import { requestsIn } from '../../../src/models/outgoing/requests.ts';
import { timeLimitOf } from '../../../src/models/outgoing/time-limits.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/outgoing');

describe('facts of the outgoing fixtures', () => {
  it.each([
    ['outgoing', FOLDER],
    ['newer', join(FOLDER, 'newer')],
  ])('%s', async (group, folder) => {
    const project = projectFor(folder);
    const lines = readdirSync(join(folder, 'src')).sort().flatMap((name) => {
      const file = parseFile(join(folder, 'src', name), readFileSync(join(folder, 'src', name), 'utf8'));
      if (!file) throw new Error(`does not parse: ${name}`);
      const at = (node: Parameters<typeof file.lineOf>[0]): string => String(file.lineOf(node)).padStart(3);
      return [
        `# ${name}`,
        ...requestsIn(file, project).map((request) => {
          const [address] = request.addresses;
          const start = address ? startOf(address.file, address.node, project) : null;
          return `${at(request.node)} ${request.library.name} ${request.form.makes ?? request.method ?? '?'} ${request.name} to ${start ? `${start.text}${start.isOpen ? '…' : ''}` : '?'}, limit ${timeLimitOf(request, project)}, options ${[...request.options.properties.keys()].join(' ')}${request.options.isOpen ? ' and more' : ''}`;
        }),
        ...outgoingCalls(file, project).map((call) => `${at(call.node)} ${call.library} ${call.kind} by ${call.name}`),
        '',
      ];
    });
    await expect(lines.join('\n')).toMatchFileSnapshot(`facts/${group}.txt`);
  });
});
