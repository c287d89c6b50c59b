import { memo } from '../core/memo.ts';
import type { Project } from './types.ts';

const FOLDERS: ReadonlySet<string> = new Set(['test', 'tests', '__tests__', '__mocks__', '__fixtures__', 'e2e', 'spec', 'specs', 'cypress', 'playwright', 'mocks', 'test-utils', 'testing']);
const BASE = /(?:[.\-_](?:test|tests|spec|e2e|e2e-spec|mock|mocks|stories|bench|cy)|^(?:vitest|jest|playwright|cypress|test)[.\-](?:config|setup|utils|helpers?))$|^(?:tests?|spec|test-setup|setup-tests?)$/i;

/** What of a path says that it is a test, or a tool of tests. */
export interface TestMark {
  readonly kind: 'folder' | 'file name';
  readonly name: string;
}

/** Says of a path below the root of a project, or of a package, whether it is a test: `src/a.test.ts`, `src/presto/test.js`, `e2e/login.ts`. */
export function testMarkOf(path: string): TestMark | null {
  const names = path.split('/');
  const file = names.pop() ?? '';
  const folder = names.find((name) => FOLDERS.has(name));
  if (folder !== undefined) return { kind: 'folder', name: `${folder}/` };
  return BASE.test(file.replace(/\.[^.]+$/u, '')) ? { kind: 'file name', name: file } : null;
}

/** Whether a file below a folder is a test by what its path says. */
export function isTestBelow(folder: string, path: string): boolean {
  return testMarkOf(path.slice(folder.length)) !== null;
}

const shipped: (listing: readonly string[]) => Map<string, readonly string[]> = memo(() => new Map());

/** The files of a package, or of a folder, that are no tests: a folder is asked about again and again. */
export function shippedFiles(project: Pick<Project, 'filesOf'>, folder: string): readonly string[] {
  const listing = project.filesOf(folder);
  const known = shipped(listing);
  let found = known.get(folder);
  if (found === undefined) known.set(folder, (found = listing.filter((path) => !isTestBelow(folder, path))));
  return found;
}
