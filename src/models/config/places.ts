import { basename, dirname } from 'node:path/posix';
import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { fileRole } from '../layers/model.ts';
import { wordsOf } from '../words/model.ts';
import { environmentOf } from './environment.ts';
import { envReadsOf } from './reads.ts';
import { isValidatorSymbol } from './validators.ts';

/** Whole file names, and words that end one, of modules that hold the configuration. */
const NAMES: ReadonlySet<string> = new Set(['env', 'envs', 'environment', 'environments', 'config', 'configs', 'configuration', 'settings', 'constants', 'options', 'data-source', 'datasource', 'ormconfig', 'secrets']);
const LAST_WORDS: ReadonlySet<string> = new Set(['env', 'environment', 'config', 'configuration', 'settings']);
/** Configuration of tools, which run on their own: `next.config.ts`, `.eslintrc.cjs`, `knexfile.js`. */
const TOOL = /^\.|\.config\.[cm]?[jt]sx?$|^(?:gulpfile|gruntfile|knexfile|jakefile|ormconfig|karma|ecosystem|webpack|rollup)\b/iu;
const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'docs', 'fixtures', 'snippets']);

/** Whether a file sets a tool up that runs beside the program: it stands at the top of its package. */
export function isToolFile(file: { readonly path: string }, project: Project): boolean {
  return TOOL.test(basename(file.path)) && [project.packageOf(file)?.folder, project.root].includes(dirname(file.path));
}

/** Whether a file below the root of the project stands among examples. */
export function isExample(file: { readonly path: string }, project: Project): boolean {
  return file.path.slice(project.root.length).split('/').slice(0, -1).some((folder) => EXAMPLES.has(folder.toLowerCase()));
}

/** Roles of files that do something with what they read, whatever they export. */
const ACTING: ReadonlySet<string> = new Set(['entry', 'controller', 'middleware', 'job', 'worker', 'serverless', 'edge']);

const modules: (project: Project) => WeakMap<SourceFile, boolean> = memo(() => new WeakMap());

/** Whether a file is the place for configuration: by its role, its name, because it sets variables of the environment, or because all it reads of it is what it exports. */
export function isConfigModule(file: SourceFile, project: Project, settings: Settings): boolean {
  const known = modules(project);
  let found = known.get(file);
  if (found === undefined) {
    const { role } = fileRole(file, project, settings);
    found = role === 'config' || (!ACTING.has(role) && (isConfigName(file.path) || setsVariables(file) || exportsWhatItReads(file, project) || gatherSettings(file, project)));
    known.set(file, found);
  }
  return found;
}

function isConfigName(path: string): boolean {
  const base = basename(path).replace(/(?:\.d)?\.[^.]+$/u, '');
  if (NAMES.has(base.toLowerCase())) return true;
  const [first, ...rest] = base.toLowerCase().split('.');
  if (rest.length > 0 && [first, ...rest].some((part) => part !== undefined && NAMES.has(part))) return true;
  return LAST_WORDS.has(wordsOf(base).at(-1) ?? '');
}

/** Whether a file writes to the environment: it prepares it for the others. */
function setsVariables(file: SourceFile): boolean {
  return file.nodes('AssignmentExpression').some(({ left }) => left.type === 'MemberExpression' && environmentOf(file, left.object) !== null);
}

/** Functions that turn a text into a value of configuration, by symbol; those of the project count, too. */
const CONVERSIONS: ReadonlySet<string> = new Set(['Number', 'parseInt', 'parseFloat', 'Number.parseInt', 'Number.parseFloat', 'String', 'Boolean', 'BigInt', 'JSON.parse', 'Object.freeze'].map((name) => `global#${name}`));
const NAMESPACES: ReadonlySet<string> = new Set(['@nestjs/config#registerAs']);

function exportsWhatItReads(file: SourceFile, project: Project): boolean {
  const reads = envReadsOf(file, project);
  return reads.length > 0 && reads.every(({ node }) => isPartOfExport(file, node, project));
}

/** Variables that one object has to hold so that it is the settings of a program, not of a client or two. */
const MANY = 10;

/** Whether most of what a file reads is what one of its functions gives back as an object: `export const settings = () => ({ … })`. */
function gatherSettings(file: SourceFile, project: Project): boolean {
  const reads = envReadsOf(file, project).filter(({ name }) => name !== null);
  if (reads.length < MANY) return false;
  const byObject = new Map<Node, Set<string | null>>();
  for (const { node, name } of reads) {
    const object = givenBack(file, node);
    if (object) byObject.set(object, (byObject.get(object) ?? new Set()).add(name));
  }
  const all = new Set(reads.map(({ name }) => name)).size;
  return [...byObject.values()].some(({ size }) => size >= MANY && size * 2 >= all);
}

/** The object that a function returns and a value is a part of. */
function givenBack(file: SourceFile, node: Node): Node | null {
  let object: Node | null = null;
  for (let outer = file.parent(node); outer; outer = file.parent(outer)) {
    if (outer.type === 'ObjectExpression') object = outer;
    else if (outer.type === 'ReturnStatement') return object;
    else if (isFunction(outer)) return outer.type === 'ArrowFunctionExpression' && object !== null && outer.body === object ? object : null;
    else if (outer.type === 'NewExpression' || outer.type === 'VariableDeclarator' || outer.type === 'ExpressionStatement') return null;
  }
  return null;
}

/** Whether a value is part of what a module exports, with nothing made of it but plain data. */
function isPartOfExport(file: SourceFile, node: Node, project: Project): boolean {
  let inner: Node = node;
  for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
    switch (outer.type) {
      case 'NewExpression':
        if (!['URL', 'Set', 'Map'].includes(file.textOf(outer.callee))) return false;
        break;
      case 'CallExpression':
        if (outer.callee !== inner && !isPlain(file, outer.callee, project)) return false;
        break;
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        if (!isNamespace(file, outer)) return false;
        break;
      case 'VariableDeclarator':
        return file.parent(file.parent(outer) ?? outer)?.type === 'ExportNamedDeclaration' || (outer.id.type === 'Identifier' && isExportedLater(file, outer.id));
      case 'ExportDefaultDeclaration':
      case 'TSExportAssignment':
        return true;
      case 'AssignmentExpression':
        return outer.right === inner && /^(?:module\.)?exports\b/u.test(file.textOf(outer.left));
      case 'ExpressionStatement':
      case 'IfStatement':
      case 'ClassBody':
      case 'Program':
        return false;
      default:
    }
  }
  return false;
}

function isPlain(file: SourceFile, callee: Node, project: Project): boolean {
  const name = unwrap(callee);
  // `list.includes(process.env.X)`, `schema.parse({ … })`
  if (name.type === 'MemberExpression' && ['includes', 'parse', 'safeParse', 'test', 'has'].includes(keyName(name) ?? '')) return true;
  const symbol = project.symbol(originOf(file, callee));
  return symbol === null || CONVERSIONS.has(symbol) || NAMESPACES.has(symbol) || isValidatorSymbol(symbol);
}

/** The function of `registerAs('database', () => ({ … }))`, or one that is called where it stands. */
function isNamespace(file: SourceFile, fn: Node): boolean {
  const call = file.parent(fn);
  if (call?.type !== 'CallExpression' || !isFunction(fn)) return false;
  return call.callee === fn || NAMESPACES.has(symbolOf(originOf(file, call.callee)) ?? '');
}

/** `export { config }`, `export default config`, `module.exports = config`, or as part of another value at module level. */
function isExportedLater(file: SourceFile, name: TSESTree.Identifier): boolean {
  const variable = file.variableOf(name);
  return (variable?.references ?? []).some((reference) => {
    if (reference.init) return false;
    let at = file.parent(reference.identifier as Node);
    while (at && (at.type === 'Property' || at.type === 'ObjectExpression' || at.type === 'SpreadElement' || unwrap(at) === reference.identifier)) at = file.parent(at);
    if (at?.type === 'ExportSpecifier' || at?.type === 'ExportDefaultDeclaration') return true;
    if (at?.type === 'VariableDeclarator') return file.parent(file.parent(at) ?? at)?.type === 'ExportNamedDeclaration';
    return at?.type === 'AssignmentExpression' && /^(?:module\.)?exports\b/u.test(file.textOf(at.left));
  });
}
