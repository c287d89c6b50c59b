import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { endingOf, runAtEnd } from '../../../src/models/lifecycle/endings.ts';
import { shutdownOf } from '../../../src/models/lifecycle/shutdown.ts';
import { projectFor } from '../../../src/project/project.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/models/lifecycle');

it('facts of the lifecycle fixtures', async () => {
  const project = projectFor(FOLDER);
  const file = project.file(join(FOLDER, 'src/end.ts'));
  if (!file) throw new Error('does not parse');
  const shutdown = shutdownOf(file, project);
  const lines = [
    `complete ${shutdown.isComplete}, bounded ${shutdown.isBounded}, a library closes the server ${shutdown.closesServer}`,
    ...shutdown.handlers.map(({ node, file: at, signals, functions }) => `${basename(at.path)}:${at.lineOf(node)} handles ${signals?.map(({ name }) => name).join(' ') ?? '?'} by ${functions.length} function`),
    ...runAtEnd(shutdown.functions, project).flatMap(({ fn, file: at }) => at.nodesIn(fn, 'CallExpression').flatMap((call) => {
      const ending = endingOf(at, call, project);
      return ending ? [`${basename(at.path)}:${at.lineOf(call)} ends a ${ending} by ${at.textOf(call.callee)}`] : [];
    })),
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('facts/lifecycle.txt');
});
