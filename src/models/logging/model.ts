import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { any, calls, packages as naming, words } from '../../core/gates.ts';
import { perFile, perProject } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { CALLED, isConsole, levelOf, LOG_METHODS, loggerAt } from './loggers.ts';
import { printedBy } from './messages.ts';
import type { Level, LogCall, LoggerCreated, LoggerOptions, LoggingLibrary } from './types.ts';

const NAMES_CALLED = naming(...CALLED.flatMap(({ packages }) => packages));
/** Passed by a file that may hold a call that logs. */
export const MAY_LOG = any(calls(...LOG_METHODS), NAMES_CALLED);
/** Passed by a file that may use the console. */
export const SAYS_CONSOLE = words('console');

/** The calls of the linted file that log, in source order. */
export const logCallsOf = perFile((context): readonly LogCall[] => (says(context, MAY_LOG) ? logCallsIn(sourceFileOf(context), projectOf(context), settingsOf(context)) : []));

/** Whether the linted file may log by anything else than the console, which is all that most files use. */
export const usesLogger = perFile((context): boolean => {
  if (!says(context, MAY_LOG)) return false;
  const { file } = hostViewOf(context);
  return file.passes(NAMES_CALLED) || file.nodes('CallExpression').some((node) => methodOf(node) !== null && !isOfConsole(file, node));
});

/** The name of a method that may log; null for any other call. */
function methodOf({ callee }: TSESTree.CallExpression): string | null {
  const inner = unwrap(callee);
  const method = inner.type === 'MemberExpression' ? keyName(inner) : null;
  return method !== null && LOG_METHODS.has(method) ? method : null;
}

function isOfConsole(file: SourceFile, { callee }: TSESTree.CallExpression): boolean {
  const inner = unwrap(callee);
  return inner.type === 'MemberExpression' && isConsole(file, inner.object);
}

/** The same of any file of a project. */
export const logCallsIn = perProject((file: SourceFile, project: Project, settings: Settings): readonly LogCall[] =>
  file.passes(MAY_LOG) ? file.nodes('CallExpression').flatMap((node) => logCall(file, node, project, settings) ?? []) : [],
);

/** Calls of the console in the linted file, on the tree of ESLint itself: nothing of the project has to be known for them. */
export const consoleCallsOf = perFile((context): readonly { readonly node: TSESTree.CallExpression; readonly method: string }[] => {
  if (!says(context, SAYS_CONSOLE)) return [];
  const { file } = hostViewOf(context);
  return file.nodes('CallExpression').flatMap((node) => {
    const method = methodOf(node);
    return method !== null && isOfConsole(file, node) ? [{ node, method }] : [];
  });
});

/** What is chained behind a logger that is a function gives another. */
const called = CALLED.map((library) => ({ library, children: new RegExp(String.raw`(?:\.(?:${(library.children ?? []).join('|')})\(\))+$`, 'u') }));

function logCall(file: SourceFile, node: TSESTree.CallExpression, project: Project, settings: Settings): LogCall | null {
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression') {
    const method = keyName(callee);
    const logger = method !== null && LOG_METHODS.has(method) ? loggerAt(file, callee.object, project, settings) : null;
    if (!logger || method === null) return null;
    const { library, ofRequest } = logger;
    const leveled = method === library.leveled ? leveledBy(file, node, library, project) : null;
    const level = leveled?.level ?? levelOf(library, method);
    if (!level) return null;
    return made({ file, node, library, level, levelNode: leveled?.node ?? callee.property, logger: callee.object, ofRequest, args: leveled?.args ?? node.arguments }, project);
  }
  // One that another file of the project makes is asked about where its name is one that loggers have.
  if (callee.type !== 'Identifier' || (!file.passes(NAMES_CALLED) && !LOG_METHODS.has(callee.name))) return null;
  const symbol = project.symbol(originOf(file, callee));
  const library = symbol === null ? undefined : called.find(({ library: { loggers }, children }) => loggers.includes(symbol.replace(children, '')))?.library;
  return library?.called ? made({ file, node, library, level: library.called, levelNode: null, logger: null, ofRequest: false, args: node.arguments }, project) : null;
}

interface Said extends Pick<LogCall, 'file' | 'node' | 'level' | 'levelNode' | 'logger' | 'ofRequest'> {
  readonly library: LoggingLibrary;
  readonly args: readonly Node[];
}

function made({ library, args, ...said }: Said, project: Project): LogCall {
  return { ...said, library: library.name, reading: library.reading, structured: library.structured, ...printedBy(said.file, args, library.reading, project) };
}

/** `log('warn', 'text')`, `log({ level: 'warn', message: 'text' })`. */
function leveledBy(file: SourceFile, node: TSESTree.CallExpression, library: LoggingLibrary, project: Project): { readonly level: Level; readonly node: Node; readonly args: readonly Node[] } | null {
  const [first, ...rest] = node.arguments;
  if (!first) return null;
  const said = first.type === 'ObjectExpression' ? propertyOf(first, 'level')?.value : first;
  const [only, ...more] = (said && project.constants(file, said)) ?? [];
  const level = typeof only === 'string' && more.length === 0 ? levelOf(library, only.toLowerCase()) : null;
  return level && said ? { level, node: said, args: first.type === 'ObjectExpression' ? node.arguments : rest } : null;
}

const libraries: readonly LoggingLibrary[] = adapters;
const creators: ReadonlyMap<string, { readonly library: LoggingLibrary; readonly form: LoggerOptions }> = new Map(
  libraries.flatMap((library) => Object.entries(library.creators ?? {}).map(([symbol, form]) => [symbol, { library, form }] as const)),
);
/** Passed by a file that may make a logger. */
export const MAY_CREATE_LOGGER = naming(...[...creators.keys()].map(packageOf));

/** The loggers that the linted file makes. */
export const loggersCreatedBy = perFile((context): readonly LoggerCreated[] => (says(context, MAY_CREATE_LOGGER) ? loggersCreatedIn(sourceFileOf(context), projectOf(context)) : []));

/** The loggers that a file makes, in source order: pino(options), Fastify({ logger: options }). */
export function loggersCreatedIn(file: SourceFile, project: Project): readonly LoggerCreated[] {
  if (!file.passes(MAY_CREATE_LOGGER)) return [];
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')]
    .flatMap((node) => {
      const symbol = project.symbol(originOf(file, node.callee));
      const known = symbol === null ? undefined : creators.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol);
      if (!known) return [];
      const { at, below } = known.form;
      const argument = node.arguments[at];
      const options = argument && argument.type !== 'SpreadElement' ? (below === undefined ? argument : belowKey(argument, below)) : null;
      return [{ node, file, library: known.library.name, options }];
    })
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function belowKey(options: Node, key: string): Node | null {
  const inner = unwrap(options);
  return inner.type === 'ObjectExpression' ? (propertyOf(inner, key)?.value ?? null) : null;
}
