import type { TSESTree } from '@typescript-eslint/utils';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { ROLES, settingsOf } from '../../core/settings.ts';
import type { Role, Settings } from '../../core/settings.ts';
import { bare, modulesLoaded } from '../../ast/imports.ts';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { ClassNode, SourceFile } from '../../ast/source-file.ts';
import { patternNames } from '../../ast/syntax.ts';
import { looksLikeSql } from '../../sql/shape.ts';
import type { PackageInfo, Project } from '../../project/types.ts';
import { hostViewOf } from '../../project/project.ts';
import { testMarkOf } from '../../project/test-files.ts';
import { isDataPackage } from '../sql/clients.ts';
import { saysSql } from '../sql/collect.ts';
import { dataValuesOf } from '../sql/model.ts';
import {
  BROWSER_PACKAGES,
  CLIENT_PACKAGES,
  CLI_PACKAGES,
  CREATORS,
  DATA_FOLDERS,
  DECORATORS,
  DOT_ONLY,
  FILE_NAMES,
  FOLDERS,
  GENERATED_FOLDERS,
  GENERATED_HEADER,
  MIDDLEWARE_INTERFACES,
  MINIFIED_LINE,
  MINIFIED_SIZE,
  NO_LAYER,
  NOUNS,
  SERVERLESS_PACKAGES,
  SERVER_ONLY_IMPORT,
  SERVER_PACKAGES,
  STORE_PACKAGES,
  STRONG_FOLDERS,
  SUFFIXES,
  TEST_PACKAGES,
} from './evidence.ts';
import { matchesGlob } from './glob.ts';
import { isClientReact } from './react.ts';
import type { FileRole } from './types.ts';

const NO_SERVER: readonly (Role | 'unknown')[] = ['browser', 'generated', 'test'];
const SERVER: readonly (Role | 'unknown')[] = [...ROLES.filter((role) => !NO_SERVER.includes(role)), 'unknown'];
const NONE: FileRole = { role: 'unknown', evidence: 'none', detail: '' };

/** The role of the linted file, with what told it. */
export const roleOf: (context: RuleContext) => FileRole = perFile((context) => {
  const settings = settingsOf(context);
  const { file, project } = hostViewOf(context);
  const type = (context.sourceCode.ast as { type?: unknown } | null)?.type;
  // A file of another language has a path only; the comments of a Prisma schema are those of code.
  if (type !== 'Program') return pathRole(below(project.root, context.filename.replaceAll('\\', '/')), type === 'PrismaFile' ? file.text : '', settings) ?? NONE;
  return fileRole(file, project, settings);
});

/** The role of any file of the project, with what told it. */
export function fileRole(file: SourceFile, project: Project, settings: Settings): FileRole {
  const path = relativePath(file, project);
  return (
    bySettings(path, settings) ??
    generated(path, file.text) ??
    byTestPath(path) ??
    byTestImports(file) ??
    browser(file, project.packageOf(file)) ??
    declared(file) ??
    byStrongFolder(path) ??
    byFileName(path) ??
    byFolder(path, () => accessesData(file, project)) ??
    byContent(file) ??
    NONE
  );
}

/** Whether a rule looks at the linted file: by default at every role of server code and at files without a role. */
export function appliesToRole(context: RuleContext, roles: readonly (Role | 'unknown')[] | undefined): boolean {
  return (roles ?? SERVER).includes(roleOf(context).role);
}

/**
 * Whether a file reaches stored data: by a client or its types that it imports, itself or through files of the project, or
 * by SQL text.
 */
export function accessesData(file: SourceFile, project: Project): boolean {
  if ([...runtimeImports(file), ...typeImports(file)].some(isStore) || holdsSql(file)) return true;
  return importedNames(file).some((name) => {
    const symbol = project.symbol(originOf(file, name));
    return (symbol !== null && isStore(packageOf(symbol))) || dataValuesOf(project).of(file, name) !== null;
  });
}

function isStore(specifier: string): boolean {
  return isDataPackage(specifier) || STORE_PACKAGES.has(specifier) || STORE_PACKAGES.has(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
}

function holdsSql(file: SourceFile): boolean {
  if (!saysSql(file)) return false;
  return file.nodes('TemplateElement').some((node) => looksLikeSql(node.value.cooked ?? '')) || file.nodes('Literal').some((node) => typeof node.value === 'string' && looksLikeSql(node.value));
}

/** Names bound by imports and by `const { a } = require('…')`. */
function importedNames(file: SourceFile): TSESTree.Identifier[] {
  const imported = file.nodes('ImportDeclaration').flatMap((node) => node.specifiers.map((specifier) => specifier.local));
  if (!file.text.includes('require(')) return imported;
  const required = file.nodes('VariableDeclarator').filter((node) => node.init !== null && /\brequire\(/.test(file.textOf(node.init)) && file.parent(file.parent(node) ?? node)?.type === 'Program');
  return [...imported, ...required.flatMap((node) => patternNames(node.id))];
}

/** The role that a path alone tells, for surveys that read no file yet; folders that count with data access only are taken for it. */
export function roleOfPath(path: string, project: Project, settings: Settings): FileRole {
  const inside = relativePath({ path }, project);
  return pathRole(inside, '', settings) ?? NONE;
}

/** The role that a path and a header tell, for files that are not JavaScript. */
function pathRole(path: string, text: string, settings: Settings): FileRole | null {
  return bySettings(path, settings) ?? generated(path, text) ?? byTestPath(path) ?? byStrongFolder(path) ?? byFileName(path) ?? byFolder(path, () => true);
}

function relativePath(file: { readonly path: string }, project: Project): string {
  const path = below(project.root, file.path);
  const folder = path === file.path ? project.packageOf(file)?.folder : undefined;
  return folder ? below(folder, file.path) : path;
}

function below(folder: string, path: string): string {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function bySettings(path: string, settings: Settings): FileRole | null {
  for (const [role, globs] of Object.entries(settings.layers ?? {})) {
    const glob = globs?.find((one) => matchesGlob(one, path));
    if (glob !== undefined) return { role: role as Role, evidence: 'settings', detail: glob };
  }
  return null;
}

function generated(path: string, text: string): FileRole | null {
  const folder = foldersOf(path).find((name) => GENERATED_FOLDERS.has(name));
  if (folder !== undefined) return { role: 'generated', evidence: 'folder', detail: `${folder}/` };
  if (/\.(?:min|gen|generated)\.[cm]?[jt]sx?$/.test(path)) return { role: 'generated', evidence: 'file name', detail: fileName(path) };
  const head = /^(?:\s*(?:\/\*[\s\S]*?\*\/|\/\/[^\n]*\n|#![^\n]*\n|['"]use \w+['"];?))+/.exec(text.slice(0, 2000))?.[0];
  const mark = head === undefined ? null : GENERATED_HEADER.exec(head);
  if (mark) return { role: 'generated', evidence: 'content', detail: mark[0] };
  return isMinified(text) ? { role: 'generated', evidence: 'content', detail: 'minified' } : null;
}

/** Nobody writes lines of that length throughout; a bundle under a plain name is not read as source. */
function isMinified(text: string): boolean {
  if (text.length < MINIFIED_SIZE) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED_LINE;
}

function byTestPath(path: string): FileRole | null {
  const mark = testMarkOf(path);
  return mark && { role: 'test', evidence: mark.kind, detail: mark.name };
}

function byTestImports(file: SourceFile): FileRole | null {
  const from = runtimeImports(file).find((name) => TEST_PACKAGES.has(name));
  return from === undefined ? null : { role: 'test', evidence: 'imports', detail: from };
}

function browser(file: SourceFile, info: PackageInfo | null): FileRole | null {
  if (directives(file).includes('use client')) return { role: 'browser', evidence: 'content', detail: "'use client'" };
  if (directives(file).includes('use server')) return null;
  const from = runtimeImports(file);
  if (from.some((name) => SERVER_ONLY_IMPORT.has(name)) || isRouteModule(file)) return null;
  const hasReact = from.includes('react') || (info?.dependencies.has('react') ?? false);
  const client = from.find((name) => BROWSER_PACKAGES.has(name)) ?? (hasReact && isClientReact(file) ? 'react' : undefined);
  if (client !== undefined) return { role: 'browser', evidence: 'imports', detail: client };
  if (!info || ![...CLIENT_PACKAGES].some((name) => info.dependencies.has(name)) || [...info.dependencies.keys()].some((name) => SERVER_PACKAGES.has(name))) return null;
  return { role: 'browser', evidence: 'imports', detail: `${info.name ?? 'the package'} has no server dependency` };
}

/** Modules of a file router: a component beside code that answers requests. */
function isRouteModule(file: SourceFile): boolean {
  return /\bexport\s+(?:async\s+)?(?:function|const)\s+(?:loader|action|getServerSideProps|getStaticProps|GET|POST|PUT|PATCH|DELETE)\b/.test(file.text);
}

/** What a file says about itself, whatever it is called: decorators, a runtime, a shebang, a message port. */
function declared(file: SourceFile): FileRole | null {
  for (const decorator of file.text.includes('@') ? file.nodes('Decorator') : []) {
    const symbol = decoratorSymbol(file, decorator);
    const role = symbol === null ? undefined : DECORATORS[symbol];
    if (role) return { role, evidence: 'decorator', detail: `@${symbol?.slice(symbol.indexOf('#') + 1) ?? ''}()` };
  }
  if (file.text.includes('implements')) {
    for (const node of [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')]) {
      const name = implemented(file, node).find((symbol) => MIDDLEWARE_INTERFACES.has(symbol));
      if (name !== undefined) return { role: 'middleware', evidence: 'content', detail: `implements ${name.slice(name.indexOf('#') + 1)}` };
    }
  }
  if (/\bexport\s+const\s+runtime\s*=\s*['"](?:experimental-)?edge['"]/.test(file.text)) return { role: 'edge', evidence: 'content', detail: "runtime = 'edge'" };
  if (file.text.startsWith('#!')) return { role: 'cli', evidence: 'content', detail: file.text.slice(0, file.text.indexOf('\n')) };
  if (importsName(file, 'worker_threads', 'parentPort')) return { role: 'worker', evidence: 'imports', detail: 'parentPort' };
  return null;
}

function decoratorSymbol(file: SourceFile, node: TSESTree.Decorator): string | null {
  return symbolOf(originOf(file, node.expression.type === 'CallExpression' ? node.expression.callee : node.expression));
}

function implemented(file: SourceFile, node: ClassNode): string[] {
  // Parsers of plain JavaScript leave the list out.
  const clauses: readonly TSESTree.TSClassImplements[] | undefined = node.implements;
  return (clauses ?? []).flatMap((clause) => symbolOf(originOf(file, clause.expression)) ?? []);
}

function importsName(file: SourceFile, module: string, name: string): boolean {
  return runtimeImports(file).includes(module) && new RegExp(`\\b${name}\\b`).test(file.text);
}

function byStrongFolder(path: string): FileRole | null {
  const folder = foldersOf(path).findLast((name) => STRONG_FOLDERS.has(name));
  const role = folder === undefined ? null : own(FOLDERS, folder);
  return role && { role, evidence: 'folder', detail: `${folder}/` };
}

function byFileName(path: string): FileRole | null {
  const base = baseOf(path).toLowerCase();
  const detail = fileName(path);
  const whole = own(FILE_NAMES, base);
  if (whole) return { role: whole, evidence: 'file name', detail };
  const dotted = base.includes('.') ? base.slice(base.lastIndexOf('.') + 1) : null;
  if (dotted !== null && NO_LAYER.has(dotted)) return { role: 'unknown', evidence: 'file name', detail };
  const afterDot = dotted === null ? null : own(SUFFIXES, dotted);
  if (afterDot) return { role: afterDot, evidence: 'file name', detail };
  if (NO_LAYER.has(base)) return { role: 'unknown', evidence: 'file name', detail };
  const word = /(?:-|_|[a-z\d](?=[A-Z]))([A-Za-z]+)$/.exec(dotted === null ? baseOf(path) : '')?.[1]?.replace(/^.*[a-z](?=[A-Z])/, '');
  const last = word?.toLowerCase();
  const afterDash = last === undefined || DOT_ONLY.has(last) || (word !== last && NOUNS.has(last)) ? null : own(SUFFIXES, last);
  return afterDash && { role: afterDash, evidence: 'file name', detail };
}

function byFolder(path: string, holdsData: () => boolean): FileRole | null {
  if (/(?:^|\/)pages\/api\//.test(path)) return { role: 'controller', evidence: 'folder', detail: 'pages/api/' };
  if (/(?:^|\/)netlify\/functions\//.test(path)) return { role: 'serverless', evidence: 'folder', detail: 'netlify/functions/' };
  for (const folder of foldersOf(path).toReversed()) {
    const withData = own(DATA_FOLDERS, folder);
    const role = own(FOLDERS, folder) ?? (withData && holdsData() ? withData : null);
    if (role) return { role, evidence: 'folder', detail: `${folder}/` };
  }
  return null;
}

function byContent(file: SourceFile): FileRole | null {
  const from = runtimeImports(file);
  const cloud = [...from, ...typeImports(file)].find((name) => SERVERLESS_PACKAGES.has(name));
  if (cloud !== undefined) return { role: 'serverless', evidence: 'imports', detail: cloud };
  const creators = Object.keys(CREATORS);
  if (from.some((name) => creators.some((symbol) => packageOf(symbol) === name))) {
    for (const node of [...file.nodes('CallExpression'), ...file.nodes('NewExpression')]) {
      const symbol = symbolOf(originOf(file, node));
      const role = symbol === null ? null : own(CREATORS, symbol);
      if (role) return { role, evidence: 'content', detail: file.textOf(node.callee) };
    }
  }
  const cli = from.find((name) => CLI_PACKAGES.has(name));
  return cli === undefined ? null : { role: 'cli', evidence: 'imports', detail: cli };
}

/** Modules a file needs when it runs, re-exports left out. */
const runtimeImports: (file: SourceFile) => readonly string[] = memo((file) => modulesLoaded(file).flatMap(({ specifier, node }) => (node.type === 'ImportDeclaration' || node.type === 'CallExpression' ? [specifier] : [])));

function typeImports(file: SourceFile): string[] {
  return file.ast.body.flatMap((node) => (node.type === 'ImportDeclaration' ? [bare(String(node.source.value))] : []));
}

function directives(file: SourceFile): string[] {
  const found: string[] = [];
  for (const node of file.ast.body) {
    if (node.type !== 'ExpressionStatement' || node.expression.type !== 'Literal' || typeof node.expression.value !== 'string') break;
    found.push(node.expression.value);
  }
  return found;
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** File name without its extension. */
function baseOf(path: string): string {
  return fileName(path).replace(/\.[^.]+$/, '');
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
