import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the packed plugin. */
    tarball: string;
    /** What npm puts into it. */
    packedFiles: string[];
  }
}

/** Builds and packs the plugin once for the tests of the package. */
export default function setup(project: TestProject): () => void {
  const root = resolve(import.meta.dirname, '../..');
  const folder = mkdtempSync(join(tmpdir(), 'eslint-plugin-backend-pack-'));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const output = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
  const printed: unknown = JSON.parse(output);
  const [packed] = Object.values(printed as Record<string, { filename: string; files: { path: string }[] }>);
  if (packed === undefined) throw new Error(`npm pack printed nothing: ${output}`);
  project.provide('tarball', join(folder, packed.filename));
  project.provide('packedFiles', packed.files.map(({ path }) => path));
  return () => rmSync(folder, { recursive: true, force: true });
}
