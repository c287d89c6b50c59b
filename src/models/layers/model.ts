import type { TSESTree } from '@typescript-eslint/utils';
import { all, any, packages, words } from '../../core/gates.ts';
import type { Gate } from '../../core/gates.ts';
import { memo, perFile, perProject } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { ROLES, settingsOf } from '../../core/settings.ts';
import type { Role, Settings } from '../../core/settings.ts';
import { bare, modulesLoaded } from '../../ast/imports.ts';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { ClassNode, SourceFile } from '../../ast/source-file.ts';
import { patternNames } from '../../ast/syntax.ts';
import { looksLikeSql } from '../../sql/shape.ts';
import type { PackageInfo, Project } from '../../project/types.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import { testMarkOf } from '../../project/test-files.ts';
import { isDataPackage, NAMES_PACKAGE } from '../sql/clients.ts';
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
  HTTP_FOLDERS,
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
  VERSION_NAME,
} from './evidence.ts';
import { matchesGlob } from './glob.ts';
import { isClientReact } from './react.ts';
import type { FileRole } from './types.ts';

const NO_SERVER: readonly (Role | 'unknown')[] = ['browser', 'generated', 'test'];
const SERVER: ReadonlySet<Role | 'unknown'> = new Set([...ROLES.filter((role) => !NO_SERVER.includes(role)), 'unknown']);
const NONE: FileRole = { role: 'unknown', evidence: 'none', detail: '' };

const NAMES_STORE = any(NAMES_PACKAGE, packages(...STORE_PACKAGES));
// Gates leave `node:` out.
const NAMES_TEST = packages(...[...TEST_PACKAGES].map((name) => name.replace(/^node:/, '')));
const NAMES_SERVER = packages(...SERVER_ONLY_IMPORT);
const NAMES_BROWSER = packages(...BROWSER_PACKAGES);
const NAMES_REACT = packages('react');
const NAMES_SERVERLESS = packages(...SERVERLESS_PACKAGES);
const CREATOR_PACKAGES: ReadonlySet<string> = new Set(Object.keys(CREATORS).map(packageOf));
const NAMES_CREATOR = packages(...CREATOR_PACKAGES);
const NAMES_CLI = packages(...CLI_PACKAGES);
const DECORATES = saysSymbol(Object.keys(DECORATORS));
const IMPLEMENTS = saysSymbol([...MIDDLEWARE_INTERFACES]);
const SAYS_RUNTIME = words('runtime');
const SAYS_PORT = words('parentPort');
const RUNS_ON_EDGE = /\bexport\s+const\s+runtime\s*=\s*['"](?:experimental-)?edge['"]/;
const TAKES_PORT = /\bparentPort\b/;
/** Names under which a module of a file router exports what answers requests. */
const ANSWERING = 'loader|action|getServerSideProps|getStaticProps|GET|POST|PUT|PATCH|DELETE';
const MAY_ANSWER = all(words('export'), words(new RegExp(`^(?:${ANSWERING})(?!\\w)`)));
const EXPORTS_ANSWER = new RegExp(`\\bexport\\s+(?:async\\s+)?(?:function|const)\\s+(?:${ANSWERING})\\b`);

/** Passed by a file that imports one of some symbols from its package. */
function saysSymbol(symbols: readonly string[]): Gate {
  return all(packages(...symbols.map(packageOf)), words(...symbols.map((symbol) => symbol.slice(symbol.indexOf('#') + 1))));
}

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
export const fileRole: (file: SourceFile, project: Project, settings: Settings) => FileRole = perProject((file, project, settings) => {
  const path = relativePath(file, project);
  const folders = foldersOf(path);
  return (
    bySettings(path, settings) ??
    generated(path, folders, file.text) ??
    byTestPath(path) ??
    byTestImports(file) ??
    browser(file, project.packageOf(file)) ??
    declared(file) ??
    byStrongFolder(folders) ??
    byFileName(path) ??
    byFolder(path, folders, () => accessesData(file, project)) ??
    byContent(file) ??
    NONE
  );
});

/** Whether a rule looks at files of a role: by default at every role of server code and at files without a role. */
export function appliesToRole(role: Role | 'unknown', roles: readonly (Role | 'unknown')[] | undefined): boolean {
  return roles ? roles.includes(role) : SERVER.has(role);
}

/**
 * Whether the linted file is of its role by more than a word where that is a repository: a folder may be called repositories and hold
 * something else. Settings are a statement.
 */
export const reachesStore: (context: RuleContext) => boolean = perFile((context) => roleOf(context).evidence === 'settings' || accessesData(sourceFileOf(context), projectOf(context)));

/**
 * Whether a file reaches stored data: by a client or its types that it imports, itself or through files of the project, or
 * by SQL text.
 */
export const accessesData: (file: SourceFile, project: Project) => boolean = perProject((file, project) => {
  if ((file.passes(NAMES_STORE) && [...runtimeImports(file), ...typeImports(file)].some(isStore)) || holdsSql(file)) return true;
  return importedNames(file).some((name) => {
    const symbol = project.symbol(originOf(file, name));
    return (symbol !== null && isStore(packageOf(symbol))) || dataValuesOf(project).of(file, name) !== null;
  });
});

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
  const folders = foldersOf(path);
  return bySettings(path, settings) ?? generated(path, folders, text) ?? byTestPath(path) ?? byStrongFolder(folders) ?? byFileName(path) ?? byFolder(path, folders, () => true);
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
  if (!settings.layers) return null;
  for (const [role, globs] of Object.entries(settings.layers)) {
    const glob = globs?.find((one) => matchesGlob(one, path));
    if (glob !== undefined) return { role: role as Role, evidence: 'settings', detail: glob };
  }
  return null;
}

function generated(path: string, folders: readonly string[], text: string): FileRole | null {
  const folder = folders.find((name) => GENERATED_FOLDERS.has(name));
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
  for (let at = text.indexOf('\n'); at >= 0 && text.length / lines > MINIFIED_LINE; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MINIFIED_LINE;
}

function byTestPath(path: string): FileRole | null {
  const mark = testMarkOf(path);
  return mark && { role: 'test', evidence: mark.kind, detail: mark.name };
}

function byTestImports(file: SourceFile): FileRole | null {
  if (!file.passes(NAMES_TEST)) return null;
  const from = runtimeImports(file).find((name) => TEST_PACKAGES.has(name));
  return from === undefined ? null : { role: 'test', evidence: 'imports', detail: from };
}

function browser(file: SourceFile, info: PackageInfo | null): FileRole | null {
  const said = directives(file);
  if (said.includes('use client')) return { role: 'browser', evidence: 'content', detail: "'use client'" };
  if (said.includes('use server')) return null;
  const from = (gate: Gate): readonly string[] => (file.passes(gate) ? runtimeImports(file) : []);
  if (from(NAMES_SERVER).some((name) => SERVER_ONLY_IMPORT.has(name)) || isRouteModule(file)) return null;
  const hasReact = (info?.dependencies.has('react') ?? false) || from(NAMES_REACT).includes('react');
  const client = from(NAMES_BROWSER).find((name) => BROWSER_PACKAGES.has(name)) ?? (hasReact && isClientReact(file) ? 'react' : undefined);
  if (client !== undefined) return { role: 'browser', evidence: 'imports', detail: client };
  return info && isOfClients(info) ? { role: 'browser', evidence: 'imports', detail: `${info.name ?? 'the package'} has no server dependency` } : null;
}

/** Whether a package depends on a client framework and on nothing that makes it a server. */
const isOfClients = memo(({ dependencies }: PackageInfo) => [...CLIENT_PACKAGES].some((name) => dependencies.has(name)) && ![...dependencies.keys()].some((name) => SERVER_PACKAGES.has(name)));

/** Modules of a file router: a component beside code that answers requests. */
function isRouteModule(file: SourceFile): boolean {
  return file.passes(MAY_ANSWER) && EXPORTS_ANSWER.test(file.text);
}

/** What a file says about itself, whatever it is called: decorators, a runtime, a shebang, a message port. */
function declared(file: SourceFile): FileRole | null {
  for (const decorator of file.passes(DECORATES) ? file.nodes('Decorator') : []) {
    const symbol = decoratorSymbol(file, decorator);
    const role = symbol === null ? undefined : DECORATORS[symbol];
    if (role) return { role, evidence: 'decorator', detail: `@${symbol?.slice(symbol.indexOf('#') + 1) ?? ''}()` };
  }
  if (file.passes(IMPLEMENTS)) {
    for (const node of [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')]) {
      const name = implemented(file, node).find((symbol) => MIDDLEWARE_INTERFACES.has(symbol));
      if (name !== undefined) return { role: 'middleware', evidence: 'content', detail: `implements ${name.slice(name.indexOf('#') + 1)}` };
    }
  }
  if (file.passes(SAYS_RUNTIME) && RUNS_ON_EDGE.test(file.text)) return { role: 'edge', evidence: 'content', detail: "runtime = 'edge'" };
  if (file.text.startsWith('#!')) return { role: 'cli', evidence: 'content', detail: file.text.slice(0, file.text.indexOf('\n')) };
  if (file.passes(SAYS_PORT) && TAKES_PORT.test(file.text) && runtimeImports(file).includes('worker_threads')) return { role: 'worker', evidence: 'imports', detail: 'parentPort' };
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

function byStrongFolder(folders: readonly string[]): FileRole | null {
  const folder = folders.findLast((name) => STRONG_FOLDERS.has(name));
  const role = folder === undefined ? null : own(FOLDERS, folder);
  return role && { role, evidence: 'folder', detail: `${folder}/` };
}

function byFileName(path: string): FileRole | null {
  const base = baseOf(path).toLowerCase();
  const detail = fileName(path);
  const whole = own(FILE_NAMES, base);
  if (whole) return { role: whole, evidence: 'file name', detail };
  if (VERSION_NAME.test(base)) return { role: 'migration', evidence: 'file name', detail };
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

function byFolder(path: string, folders: readonly string[], holdsData: () => boolean): FileRole | null {
  if (/(?:^|\/)pages\/api\//.test(path)) return { role: 'controller', evidence: 'folder', detail: 'pages/api/' };
  if (/(?:^|\/)netlify\/functions\//.test(path)) return { role: 'serverless', evidence: 'folder', detail: 'netlify/functions/' };
  for (const [nearer, folder] of folders.toReversed().entries()) {
    const withData = own(DATA_FOLDERS, folder);
    const role = own(FOLDERS, folder) ?? (withData && holdsData() ? withData : null);
    if (role === 'service' && nearer > 0 && folders.slice(-nearer).some((name) => HTTP_FOLDERS.has(name))) return null;
    if (role) return { role, evidence: 'folder', detail: `${folder}/` };
  }
  return null;
}

function byContent(file: SourceFile): FileRole | null {
  const cloud = file.passes(NAMES_SERVERLESS) ? [...runtimeImports(file), ...typeImports(file)].find((name) => SERVERLESS_PACKAGES.has(name)) : undefined;
  if (cloud !== undefined) return { role: 'serverless', evidence: 'imports', detail: cloud };
  if (file.passes(NAMES_CREATOR) && runtimeImports(file).some((name) => CREATOR_PACKAGES.has(name))) {
    for (const node of [...file.nodes('CallExpression'), ...file.nodes('NewExpression')]) {
      const symbol = symbolOf(originOf(file, node));
      const role = symbol === null ? null : own(CREATORS, symbol);
      if (role) return { role, evidence: 'content', detail: file.textOf(node.callee) };
    }
  }
  const cli = file.passes(NAMES_CLI) ? runtimeImports(file).find((name) => CLI_PACKAGES.has(name)) : undefined;
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
