import { originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { stringValue, unwrap } from '../../ast/syntax.ts';
import { isSaidIn } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { loggersCreatedIn, MAY_CREATE_LOGGER } from './model.ts';
import type { LogCall, LoggerCreated } from './types.ts';

const MAX_CHILDREN = 6;
/** What a format or a hook of one's own that takes data out has in its text, whatever its library calls it. */
const TAKES_OUT = /redact|mask|censor|scrub|sanitiz|obfuscat/i;

/**
 * Whether a field of a log call is taken out before it is written, by the logger's own configuration: pino's `redact` and serializers,
 * a format of winston. `path` is where the field is in what is logged. What cannot be seen counts as taken out where the package redacts at all.
 */
export function isRedacted({ file, logger, structured }: LogCall, path: readonly string[], project: Project): boolean {
  if (!structured || path.length === 0 || logger === null) return false;
  const created = creationOf(file, logger, project);
  if (!created) return redactsAnywhere(file, project);
  return created.library === 'pino' || created.library === 'bunyan' ? byOptions(created, path, project) : TAKES_OUT.test(created.file.text);
}

/** The call that made a logger, through the children it has; null where it is not seen. */
function creationOf(file: SourceFile, logger: Node, project: Project): LoggerCreated | null {
  let origin: Origin = project.follow(originOf(file, logger));
  for (let i = 0; i < MAX_CHILDREN && origin.kind === 'call' && origin.callee.kind === 'member'; i++) {
    const made = madeBy(origin, project);
    if (made) return made;
    origin = project.follow(origin.callee.object);
  }
  return madeBy(origin, project);
}

function madeBy(origin: Origin, project: Project): LoggerCreated | null {
  if (origin.kind !== 'call' && origin.kind !== 'instance') return null;
  return loggersCreatedIn(origin.file, project).find(({ node }) => node === origin.node) ?? null;
}

function byOptions({ file, options }: LoggerCreated, path: readonly string[], project: Project): boolean {
  const said = optionsOf(file, options, project);
  const serializers = said.properties.get('serializers');
  if (serializers && isMentioned(serializers.file, serializers.node, path[0] ?? '', project)) return true;
  if (said.properties.has('formatters') || said.properties.has('hooks') || said.properties.has('mixin')) return TAKES_OUT.test(file.text);
  const redact = said.properties.get('redact');
  if (!redact) return said.isOpen;
  const patterns = patternsIn(redact.file, redact.node, project);
  return patterns === null || patterns.some((pattern) => covers(pattern, path));
}

function isMentioned(file: SourceFile, node: Node, key: string, project: Project): boolean {
  const { properties, isOpen } = optionsOf(file, node, project);
  return properties.has(key) || isOpen;
}

/** The paths that are redacted; null where not all of them are written out. */
function patternsIn(file: SourceFile, node: Node, project: Project): readonly (readonly string[])[] | null {
  const origin = unwrap(node).type === 'ArrayExpression' ? null : project.follow(originOf(file, node));
  const list = origin?.kind === 'value' ? unwrap(origin.node) : unwrap(node);
  if (list.type === 'ObjectExpression') {
    const paths = optionsOf(origin?.kind === 'value' ? origin.file : file, list, project).properties.get('paths');
    return paths ? patternsIn(paths.file, paths.node, project) : null;
  }
  if (list.type !== 'ArrayExpression') return null;
  const texts = list.elements.map((element) => (element ? stringValue(element) : null));
  return texts.every((text) => text !== null) ? texts.map(segments) : null;
}

/** `req.headers["x-key"]`, `users[*].token` → the names in order. */
function segments(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\[["']?([^\]"']+)["']?\]|[^.[\]]+/gu)].map(([whole, inner]) => inner ?? whole);
}

/** Whether a pattern takes out a field, what it lies in, or something in it. */
function covers(pattern: readonly string[], path: readonly string[]): boolean {
  const shared = Math.min(pattern.length, path.length);
  return pattern.slice(0, shared).every((name, i) => name === '*' || name === path[i]);
}

/** Whether any file of the package that makes a logger redacts: for loggers of requests and injected ones, whose creation is elsewhere. */
function redactsAnywhere(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return false;
  const folders = surveyed(project);
  const known = folders.get(folder) ?? project.filesOf(folder).some((path) => {
    const text = project.text(path) ?? '';
    return text.includes('redact') && isSaidIn(text, MAY_CREATE_LOGGER);
  });
  folders.set(folder, known);
  return known;
}

const surveyed: (project: Project) => Map<string, boolean> = memo(() => new Map());
