import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { originOf } from '../../src/ast/origin.ts';
import type { Origin } from '../../src/ast/origin.ts';
import type { Node, SourceFile } from '../../src/ast/source-file.ts';
import type { Settings } from '../../src/core/settings.ts';
import { projectFor } from '../../src/project/project.ts';
import type { Project } from '../../src/project/types.ts';

export type Files = Readonly<Record<string, string>>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files to a new temporary folder; its path. */
export function folderOf(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'backend-project-')));
  made.push(root);
  put(root, files);
  return root;
}

export function put(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

export interface Seen {
  readonly root: string;
  readonly project: Project;
  /** The file `asked`, read by the index. */
  readonly file: SourceFile;
  /** Where the argument of the only call of `ask` comes from, in this file. */
  readonly asked: Origin;
  readonly followed: Origin;
  readonly symbol: string | null;
}

/** A project of these files, and what it answers about `ask(…)` in one of them, the first by default. */
export function see(files: Files, path: string = Object.keys(files)[0] ?? '', settings: Settings = {}): Seen {
  const root = folderOf(files);
  const project = projectFor(root, settings);
  const file = project.file(join(root, path));
  if (!file) throw new Error(`${path} cannot be read`);
  const asked = originOf(file, askedNode(file));
  return { root, project, file, asked, followed: project.follow(asked), symbol: project.symbol(asked) };
}

/** The argument of the only call of `ask`. */
export function askedNode(file: SourceFile): Node {
  const [call, ...more] = file.nodes('CallExpression').filter((node) => node.callee.type === 'Identifier' && node.callee.name === 'ask');
  const argument = call?.arguments[0];
  if (!argument || more.length > 0) throw new Error('exactly one ask(…) is expected');
  return argument;
}
