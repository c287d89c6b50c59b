import { dirname, join } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { modulesLoaded } from '../../ast/imports.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { packagesBehind } from '../../project/packages-behind.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { PackageInfo, Project } from '../../project/types.ts';
import type { EdgeRuntime, UnsuitedImport } from './types.ts';
import { unsuitedFor } from './unsuited.ts';

const NEXT: EdgeRuntime = { name: 'the Edge runtime of Next.js', node: 'none' };
const VERCEL: EdgeRuntime = { name: "Vercel's Edge runtime", node: 'none' };
const EDGE = /^(?:experimental-)?edge$/u;
const SAYS_EDGE = words(/edge/u);
const HAS_ENTRY = words(/\b(?:fetch|export)\b/u);
const WRANGLER = ['wrangler.toml', 'wrangler.jsonc', 'wrangler.json'];
/** Files that one edge function is followed through. */
const MAX_FILES = 120;

/** The edge runtime that the linted file is the entry of; null where it runs elsewhere, or nothing says so. */
const edgeRuntime = perFile((context): EdgeRuntime | null => {
  const { file, project } = hostViewOf(context);
  const info = project.packageOf(file);
  return info && (declared(file, info) ?? worker(file, project, info));
});

/** Whether the linted file is the entry of an edge function. */
export function runsAtEdge(context: RuleContext): boolean {
  return edgeRuntime(context) !== null;
}

/** The imports of an edge function that lead to what cannot run there, each import once. */
export const unsuitedImports = perFile((context): readonly UnsuitedImport[] => {
  const runtime = edgeRuntime(context);
  if (!runtime) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const seen = new Set([file.path]);
  return modulesLoaded(file).flatMap(({ specifier, node }): readonly UnsuitedImport[] => {
    const found = leadsTo(file, specifier, project, runtime, seen);
    return found ? [{ node, runtime, ...found }] : [];
  });
});

function leadsTo(from: SourceFile, specifier: string, project: Project, runtime: EdgeRuntime, seen: Set<string>): Pick<UnsuitedImport, 'module' | 'why' | 'path'> | null {
  for (const behind of packagesBehind(from, specifier, project, seen, MAX_FILES)) {
    const why = unsuitedFor(runtime, behind.module);
    if (why) return { ...behind, why };
  }
  return null;
}

/** `export const runtime = 'edge'` and `export const config = { runtime: 'edge' }` of Next.js and Vercel, and the middleware of Next.js. */
function declared(file: SourceFile, { folder, dependencies }: PackageInfo): EdgeRuntime | null {
  const isNext = dependencies.has('next');
  const below = file.path.slice(folder.length + 1);
  const isMiddleware = isNext && /^(?:src\/)?middleware\.[cm]?[jt]s$/u.test(below);
  if (!isNext && !below.startsWith('api/')) return null;
  if (!isMiddleware && !file.passes(SAYS_EDGE)) return null;
  const said = file.ast.body.flatMap((node) => (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration' ? node.declaration.declarations.flatMap(runtimeSaid) : []));
  if (said.some((runtime) => EDGE.test(runtime))) return isNext ? NEXT : VERCEL;
  return isMiddleware && said.length === 0 ? NEXT : null;
}

function runtimeSaid({ id, init }: TSESTree.VariableDeclarator): readonly string[] {
  if (id.type !== 'Identifier' || !init) return [];
  const value = unwrap(init);
  const said = id.name === 'runtime' ? value : id.name === 'config' && value.type === 'ObjectExpression' ? propertyOf(value, 'runtime')?.value : null;
  const text = said ? stringValue(said) : null;
  return text === null ? [] : [text];
}

interface Worker {
  readonly main: string | null;
  readonly runtime: EdgeRuntime;
}

const workers: (project: Project) => Map<string, Worker | null> = memo(() => new Map());

/** The runtime of the file that the configuration of Cloudflare's wrangler beside the package names as its entry. */
function worker(file: SourceFile, project: Project, { folder }: PackageInfo): EdgeRuntime | null {
  const known = workers(project);
  let found = known.get(folder);
  if (found === undefined) known.set(folder, (found = workerIn(folder, project)));
  return found?.main === file.path && file.passes(HAS_ENTRY) ? found.runtime : null;
}

function workerIn(folder: string, project: Project): Worker | null {
  for (const name of WRANGLER) {
    const path = join(folder, name);
    const text = project.text(path);
    if (text === null) continue;
    const main = /(?:^|[{,\s])["']?main["']?\s*[=:]\s*["']([^"']+)["']/mu.exec(text)?.[1];
    return { main: main === undefined ? null : join(dirname(path), main), runtime: { name: 'Cloudflare Workers', node: /nodejs_compat/u.test(text) ? 'modules' : 'none' } };
  }
  return null;
}
