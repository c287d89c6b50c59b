import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { all, any, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { loggerAt } from './loggers.ts';
import { loggersCreatedBy, MAY_CREATE_LOGGER } from './model.ts';
import type { LoggerCreated } from './types.ts';

/** A setting of a logger that is written into the code. */
export interface FixedSetting {
  readonly node: Node;
  /** What is set, as the code says it. */
  readonly text: string;
}

/** Levels that nobody wants in production, in any library. */
const VERBOSE: ReadonlySet<string> = new Set(['trace', 'debug', 'silly', 'verbose', 'all']);
/** Passed by a file that may give a logger a verbose level. */
export const SAYS_VERBOSE = all(words(new RegExp(`^(?:${[...VERBOSE].join('|')})$`, 'i')), any(MAY_CREATE_LOGGER, words('level', 'setLevel')));
/** Passed by a file that may make logs pretty. */
export const SAYS_PRETTY = all(MAY_CREATE_LOGGER, words('pretty', 'prettyPrint', 'colorize', 'cli', 'bunyan'));
const LEVEL_KEYS: ReadonlySet<string> = new Set(['level', 'defaultLevel']);
/** Formats of winston that are for terminals. */
const PRETTY_FORMATS = /^(?:winston|logform)#(?:format\.)?(?:colorize|prettyPrint|cli)$/;
const PRETTY_STREAMS: ReadonlySet<string> = new Set(['pino-pretty#default', 'pino-pretty#pretty', 'pino-pretty#build', 'bunyan-format#default']);

/** Verbose levels that are written where a logger is made, or set on one, whatever the environment says. */
export const fixedLevelsOf = perFile((context): readonly FixedSetting[] => {
  const { text } = context.sourceCode;
  if (!says(context, SAYS_VERBOSE) || !/['"](?:trace|debug|silly|verbose|all)['"]/i.test(text)) return [];
  const file = sourceFileOf(context);
  const said = loggersCreatedBy(context).flatMap(({ options }) => (options ? levelsIn(file, options) : []));
  const [project, settings] = [projectOf(context), settingsOf(context)];
  const set = file.nodes('AssignmentExpression').flatMap(({ left, right }) => (left.type === 'MemberExpression' && keyName(left) === 'level' && isVerbose(right) && loggerAt(file, left.object, project, settings) ? [right] : []));
  const called = file.nodes('CallExpression').flatMap(({ callee, arguments: [level] }) => (callee.type === 'MemberExpression' && keyName(callee) === 'setLevel' && level && isVerbose(level) && loggerAt(file, callee.object, project, settings) ? [level] : []));
  const all = new Map([...said, ...set, ...called].flatMap((one) => ('text' in one ? [one] : [{ node: one, text: file.textOf(one) }])).filter(({ node }) => !isConditional(file, node)).map((one) => [one.node, one]));
  return [...all.values()];
});

function levelsIn(file: SourceFile, options: Node): readonly FixedSetting[] {
  return file.nodesIn(options, 'Property').flatMap((property) => (LEVEL_KEYS.has(keyName(property) ?? '') && isVerbose(property.value) ? [{ node: property.value, text: file.textOf(property.value) }] : []));
}

function isVerbose(node: Node): boolean {
  const text = stringValue(node);
  return text !== null && VERBOSE.has(text.toLowerCase());
}

/** What makes a log pretty, in the options of loggers that are made without a condition. */
export const prettyLogsOf = perFile((context): readonly FixedSetting[] => {
  if (!says(context, SAYS_PRETTY)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = loggersCreatedBy(context).flatMap((created) => (isConditional(file, created.node) ? [] : prettyIn(file, created, project)));
  return [...new Map(found.filter(({ node }) => !isConditional(file, node)).map((one) => [one.node, one])).values()];
});

function prettyIn(file: SourceFile, { node, options }: LoggerCreated, project: Project): readonly FixedSetting[] {
  const targets = options ? file.nodesIn(options, 'Property').filter((property) => keyName(property) === 'target' && stringValue(property.value) === 'pino-pretty').map(({ value }) => value) : [];
  const flags = options ? file.nodesIn(options, 'Property').filter((property) => keyName(property) === 'prettyPrint' && isTrue(property.value)) : [];
  const calls = file.nodesIn(node, 'CallExpression').filter((call) => {
    const symbol = project.symbol(originOf(file, call.callee)) ?? '';
    return call !== node && (PRETTY_FORMATS.test(symbol) || PRETTY_STREAMS.has(symbol));
  });
  // `pino(options, stream)`, the stream having a name.
  const streams = node.type === 'CallExpression' ? node.arguments.filter((argument) => argument.type === 'Identifier' && PRETTY_STREAMS.has(project.symbol(originOf(file, argument))?.replace(/\(\)$/u, '') ?? '') && isMadeAlways(file, argument)) : [];
  return [...targets, ...flags, ...calls, ...streams].map((one) => ({ node: one, text: file.textOf(one) }));
}

/** Whether what a name holds is made in this file, whatever the environment. */
function isMadeAlways(file: SourceFile, name: Node): boolean {
  const origin = originOf(file, name);
  return origin.kind === 'call' && origin.node !== null && origin.file === file && !isConditional(file, origin.node);
}

/** Whether a condition decides that a node counts. */
function isConditional(file: SourceFile, node: Node): boolean {
  for (let at = node, parent = file.parent(node); parent; at = parent, parent = file.parent(parent)) {
    switch (parent.type) {
      case 'ConditionalExpression':
      case 'IfStatement':
        if (at !== parent.test) return true;
        break;
      case 'LogicalExpression':
      case 'SwitchCase':
        return true;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        // A function that is left early, or made for one environment, may be called in it alone.
        if (parent.body && contains(parent.body, node) && /\b(?:NODE_ENV|development|production|isDev|isProd)\b/i.test(file.textOf(parent.body))) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

function isTrue(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Literal' && inner.value === true;
}
