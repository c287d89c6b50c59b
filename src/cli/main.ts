#!/usr/bin/env node
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isWithoutNativeParser } from '../project/parse.ts';
import { routesBelow } from './routes.ts';
import { tableOf } from './table.ts';

const USAGE = `Usage: eslint-plugin-backend routes [folder] [--json]

Lists the routes that the server code below a folder registers, without running it: method, path, guards,
validation, handler, and where each is registered. What cannot be known from the code is written ?.

  folder      the project, or a part of it (default: the working directory)
  --json      print a list of objects; what is not known is null
  -h, --help  print this help
  --version   print the version

Exit codes: 0 listed, 1 the folder cannot be read, 2 wrong arguments.
`;

/** An error that the caller can mend; it is told without a stack. */
class Refusal extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

function run(args: readonly string[]): string {
  const { values, positionals } = parsed(args);
  if (values.help) return USAGE;
  if (values.version) return `${(createRequire(import.meta.url)('../package.json') as { version: string }).version}\n`;
  const [command, folder = '.', ...more] = positionals;
  if (command === undefined) throw new Refusal(`no command given\n\n${USAGE.trimEnd()}`, 2);
  if (command !== 'routes') throw new Refusal(`there is no command '${command}', only 'routes'. See --help.`, 2);
  if (more.length > 0) throw new Refusal(`routes takes one folder, not ${more.length + 1}. See --help.`, 2);
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new Refusal(`'${folder}' is no folder.`, 1);
  const rows = routesBelow(root);
  if (isWithoutNativeParser()) throw new Refusal('oxc-parser cannot be loaded here. Install it for this platform.', 1);
  if (values.json) return `${JSON.stringify(rows, null, 2)}\n`;
  return rows.length === 0 ? `No routes found in '${folder}'.\n` : tableOf(rows);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } } });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)} See --help.`, 2);
  }
}

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.stdout.write(run(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`eslint-plugin-backend: ${error instanceof Refusal ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = error instanceof Refusal ? error.code : 1;
}
