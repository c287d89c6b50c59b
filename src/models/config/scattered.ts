import type { Node, SourceFile } from '../../ast/source-file.ts';
import { memo, perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { roleOf } from '../layers/model.ts';
import { secretFallbacksOf } from '../secrets/fallbacks.ts';
import { isConfigModule, isExample, isToolFile } from './places.ts';
import { envReadsOf, SAYS_ENVIRONMENT } from './reads.ts';
import { unvalidatedReadsOf } from './unvalidated.ts';
import { MAY_CHECK } from './validators.ts';
import { isPlatformVariable, PUBLIC_PREFIX } from './variables.ts';

/** A read of the environment outside the configuration. */
export interface ScatteredRead {
  readonly node: Node;
  readonly name: string;
}

/** Variables as deployments set them; a bundler may define others. */
const LISTENING = /^(?:PORT|HOST)$/u;
const VARIABLE = /^[A-Z][A-Z\d_]*$/u;

/** The variables that the linted file reads though it is not the configuration of its package, each once. */
export const scatteredReadsOf = perFile((context): readonly ScatteredRead[] => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_ENVIRONMENT) || !MAY_CHECK.test(host.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isToolFile(file, project) || isExample(file, project) || file.has('JSXElement') || isConfigModule(file, project, settingsOf(context))) return [];
  const told = new Set<Node | null>([...secretFallbacksOf(context), ...unvalidatedReadsOf(context)].map(({ read }) => read));
  const seen = new Set<string>();
  const listens = roleOf(context).role === 'entry' || /\.listen\s*\(|\bserve\s*\(/u.test(file.text);
  const found = envReadsOf(file, project).flatMap(({ node, name, source }): ScatteredRead[] => {
    // What listens has the address from its platform.
    if (listens && LISTENING.test(name ?? '')) return [];
    if (source !== 'process' || name === null || told.has(node) || seen.has(name) || !VARIABLE.test(name) || isPlatformVariable(name) || PUBLIC_PREFIX.test(name)) return [];
    seen.add(name);
    return [{ node, name }];
  });
  return found.length > 0 && isReadElsewhere(file, project) ? found : [];
});

const readers: (project: Project) => Map<string, readonly string[]> = memo(() => new Map());

/** Whether another file of the package reads the environment: one that is the only place is the place. */
function isReadElsewhere(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const known = readers(project);
  let found = known.get(folder);
  if (!found) {
    found = firstReaders(folder, project);
    known.set(folder, found);
  }
  return found.some((path) => path !== file.path);
}

/** Two files of a package that read the environment, so that one is there besides any other. */
function firstReaders(folder: string, project: Project): readonly string[] {
  const found: string[] = [];
  for (const path of shippedFiles(project, folder)) {
    if (!isToolFile({ path }, project) && MAY_CHECK.test(project.text(path) ?? '')) found.push(path);
    if (found.length === 2) break;
  }
  return found;
}
