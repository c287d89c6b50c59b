import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Node, SourceFile } from '../../../src/ast/source-file.ts';
import { logCallsIn, loggersCreatedIn } from '../../../src/models/logging/model.ts';
import type { LogCall } from '../../../src/models/logging/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/logging');
const project = projectFor(FOLDER);
const files = readdirSync(join(FOLDER, 'src'))
  .sort()
  .map((name) => {
    const file = parseFile(join(FOLDER, 'src', name), readFileSync(join(FOLDER, 'src', name), 'utf8'));
    if (!file) throw new Error(`does not parse: ${name}`);
    return { name, file, calls: logCallsIn(file, project, {}), created: loggersCreatedIn(file, project) };
  });

/** The type check of the fixtures proves that the loggers and their methods exist; the snapshot says what the model makes of them. */
describe('facts of the logging fixtures', () => {
  it('all files', async () => {
    const lines = files.flatMap(({ name, file, calls, created }) => [
      `# ${name}`,
      ...created.map(({ node, library, options }) => `${line(file, node)} made ${library}${options ? ` with ${file.textOf(options)}` : ''}`),
      ...calls.map((call) => printed(file, call)),
      '',
    ]);
    await expect(lines.join('\n')).toMatchFileSnapshot('facts/logging.txt');
  });
});

function line(file: SourceFile, node: Node): string {
  return String(file.lineOf(node)).padStart(3);
}

function printed(file: SourceFile, { node, library, level, logger, ofRequest, reading, message, fields, values }: LogCall): string {
  const parts = [
    message ? `${message.kind} ${file.textOf(message.node)}${message.holes.length > 0 ? ` holes ${message.holes.map((hole) => file.textOf(hole)).join(', ')}` : ''}` : null,
    fields.length > 0 ? `fields ${fields.map((field) => file.textOf(field)).join(', ')}` : null,
    values.length > 0 ? `values ${values.map((value) => file.textOf(value)).join(', ')}` : null,
  ].filter((part) => part !== null);
  return `${line(file, node)} ${level.padEnd(5)} ${library} (${reading}) ${logger ? file.textOf(logger) : 'called'}${ofRequest ? ' of the request' : ''}: ${parts.join('; ')}`;
}
