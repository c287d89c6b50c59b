import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { functionsIn } from '../http/functions.ts';
import type { Start } from '../reach/types.ts';
import { HOOK_METHODS, REGISTERS, SAYS_END, SAYS_HOOK, SAYS_SIGNAL, SHUTDOWN_LIBRARIES, SHUTDOWN_METHODS } from './libraries.ts';
import { signalHandlersIn } from './signals.ts';
import type { Shutdown, SignalHandler } from './types.ts';

const bySymbol = new Map(SHUTDOWN_LIBRARIES.map((library) => [library.symbol, library]));
const SERVES = /\.\s*listen\s*\(|@hono\/node-server|\bBun\s*\.\s*serve\b/u;

interface Found {
  readonly handlers: SignalHandler[];
  readonly signals: Set<string>;
  readonly functions: Start[];
  closesServer: boolean;
  isBounded: boolean;
  isComplete: boolean;
}

const known: (project: Project) => Map<string, Shutdown> = memo(() => new Map());

/** How the package of a file ends, read once from all its files that say something of it. */
export function shutdownOf(file: SourceFile, project: Project): Shutdown {
  const folder = project.packageOf(file)?.folder ?? null;
  const before = known(project).get(folder ?? file.path);
  if (before) return before;
  const found: Found = { handlers: [], signals: new Set(), functions: [], closesServer: false, isBounded: false, isComplete: true };
  for (const path of sourcesOf(file, project)) {
    const text = path === file.path ? file.text : (project.text(path) ?? '');
    const says = SAYS_SIGNAL.test(text);
    if (!says && !SAYS_HOOK.test(text) && !SAYS_END.test(text)) continue;
    const one = path === file.path ? file : project.file(path);
    if (!one) found.isComplete = false;
    else if (!read(one, project, found) && says) found.isComplete = false;
  }
  known(project).set(folder ?? file.path, found);
  return found;
}

/** Whether no file of a package says anything of an end. */
export function saysNoEnd(file: SourceFile, project: Project): boolean {
  return !isSaid(SAYS_END)(project)(file);
}

/** Whether a file takes requests itself. */
export function takesRequests(file: SourceFile): boolean {
  return SERVES.test(file.text);
}

/** Whether a file of the package takes requests. */
export function servesIn(file: SourceFile, project: Project): boolean {
  return isSaid(SERVES)(project)(file);
}

/** Whether a file of a package passes a test, asked of each package once. */
const isSaid: (pattern: RegExp) => (project: Project) => (file: SourceFile) => boolean = memo((pattern) => memo((project) => {
  const answers = new Map<string, boolean>();
  return (file) => {
    const key = project.packageOf(file)?.folder ?? file.path;
    let answer = answers.get(key);
    if (answer === undefined) answers.set(key, (answer = sourcesOf(file, project).some((path) => pattern.test((path === file.path ? file.text : project.text(path)) ?? ''))));
    return answer;
  };
}));

function sourcesOf(file: SourceFile, project: Project): readonly string[] {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return [file.path];
  const paths = shippedFiles(project, folder);
  return paths.includes(file.path) ? paths : [...paths, file.path];
}

/** Takes in what a file does about the end; whether it does anything. */
function read(file: SourceFile, project: Project, found: Found): boolean {
  const handlers = signalHandlersIn(file, project);
  found.handlers.push(...handlers);
  for (const { signals, functions } of handlers) {
    for (const { name } of signals ?? []) found.signals.add(name);
    found.functions.push(...functions);
    if (!signals || functions.length === 0) found.isComplete = false;
  }
  const isLibrary = file.nodes('CallExpression').map((node) => readCall(file, node, project, found)).includes(true);
  if (SAYS_HOOK.test(file.text)) {
    for (const method of file.nodes('MethodDefinition')) if (HOOK_METHODS.has(keyName(method) ?? '') && isFunction(method.value)) found.functions.push({ fn: method.value, file });
  }
  return handlers.length > 0 || isLibrary;
}

function readCall(file: SourceFile, node: TSESTree.CallExpression, project: Project, found: Found): boolean {
  const callee = unwrap(node.callee);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
  if (name !== null && SHUTDOWN_METHODS.has(name)) {
    found.signals.add('SIGTERM').add('SIGINT');
    found.closesServer = true;
    return true;
  }
  const register = name !== null && Object.hasOwn(REGISTERS, name) ? REGISTERS[name] : undefined;
  if (register) {
    const [first] = node.arguments;
    const given = node.arguments[register.at];
    if (given && (!register.first || (first && register.first.includes(stringValue(first) ?? '')))) found.functions.push(...functionsIn(file, given, project));
    return false;
  }
  const called = name === 'register' && node.arguments[0] ? node.arguments[0] : callee;
  if (called.type !== 'Identifier' && called.type !== 'MemberExpression') return false;
  const library = bySymbol.get(project.symbol(originOf(file, called)) ?? '');
  if (!library) return false;
  const { signalsOption } = library;
  const options = signalsOption ? optionsOf(file, node.arguments[signalsOption.at] ?? null, project) : null;
  // Signals that an option says may be any.
  const isSaid = signalsOption?.names.some((option) => options?.properties.has(option)) ?? false;
  for (const signal of isSaid || options?.isOpen ? ['SIGTERM', 'SIGINT'] : library.signals) found.signals.add(signal);
  found.closesServer ||= library.closesServer;
  found.isBounded ||= library.isBounded;
  for (const { at, properties } of library.functions) {
    const given = node.arguments[at];
    if (!given || given.type === 'SpreadElement') continue;
    const held = properties ? optionsOf(file, given, project) : null;
    if (held?.isOpen) found.isComplete = false;
    const places = held && properties ? properties.flatMap((property) => held.properties.get(property) ?? []) : [{ node: given, file }];
    for (const place of places) found.functions.push(...functionsIn(place.file, place.node, project));
  }
  return true;
}
