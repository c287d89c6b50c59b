import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, keyName, memberChain, stringValue, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import { Environments } from '../migrations/environments.ts';
import { environmentOf } from './environment.ts';
import { SAYS_ENVIRONMENT } from './reads.ts';

/** The environment as a whole where others see it: in a log, in an answer, in the code of browsers. */
export interface EnvDump {
  readonly node: Node;
  readonly to: 'log' | 'answer' | 'bundle';
}

const WHOLE = /\bprocess\b[^;]{0,40}?\benv\b(?!\s*(?:\?\.|\.|\[))|\b(?:Bun|Deno)\.env\b(?!\s*(?:\?\.|\.|\[))|\bDeno\.env\.toObject\b|\benv\b[^;\n]*['"](?:node:)?process['"]/u;
/** Functions after which the values are still there. */
const KEEPS_VALUES: ReadonlySet<string> = new Set(['JSON.stringify', 'Object.entries', 'Object.values', 'Object.fromEntries', 'Object.assign', 'structuredClone', 'String'].map((name) => `global#${name}`).concat(['util#inspect', 'util#format']));
const LEVELS: ReadonlySet<string> = new Set(['log', 'trace', 'debug', 'info', 'verbose', 'http', 'silly', 'notice', 'warn', 'warning', 'error', 'fatal', 'dir', 'table']);
const LOGGERS = /^(?:new )?(?:pino|winston|bunyan|log4js|loglevel|consola|tslog|signale|npmlog|@nestjs\/common#(?:Logger|ConsoleLogger)|nestjs-pino|debug)\b|^(?:new )?fastify#.*\.log\b/u;

/** Where the linted file hands the whole environment to a log, an answer or a bundle, in production too. */
export const envDumpsOf = perFile((context): readonly EnvDump[] => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_ENVIRONMENT) || !WHOLE.test(host.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const environments = new Environments(project, false);
  return wholeReads(file).flatMap((node): EnvDump[] => {
    const to = destination(context, file, node, project);
    return to && environments.mayRunInProduction(file, node) ? [{ node, to }] : [];
  });
});

/** Expressions that are the environment, and no member of it. */
function wholeReads(file: SourceFile): Node[] {
  const members = file.nodes('MemberExpression').filter((node) => keyName(node) === 'env' && environmentOf(file, node) === 'process');
  const names = file.nodes('Identifier').filter((node) => {
    const parent = file.parent(node);
    if (node.name === 'process' || parent?.type === 'MemberExpression' || parent?.type === 'ImportSpecifier' || parent?.type === 'VariableDeclarator' || (parent?.type === 'Property' && parent.key === node && !parent.shorthand)) return false;
    const variable = file.variableOf(node);
    return variable !== null && variable.defs[0]?.type !== 'Parameter' && environmentOf(file, node) === 'process';
  });
  return [...members, ...names].sort((a, b) => a.range[0] - b.range[0]);
}

function destination(context: RuleContext, file: SourceFile, node: Node, project: Project): EnvDump['to'] | null {
  let inner = node;
  for (let outer = file.parent(inner); outer; inner = outer, outer = file.parent(outer)) {
    switch (outer.type) {
      case 'Property': {
        if (outer.value !== inner) return null;
        // `define: { 'process.env': process.env }`
        if (stringValue(outer.key) === 'process.env') return 'bundle';
        break;
      }
      case 'CallExpression': {
        if (outer.callee === inner) return null;
        if (isLog(context, file, outer.callee, project)) return 'log';
        if (isAnswer(context, file, outer, inner)) return 'answer';
        if (!KEEPS_VALUES.has(project.symbol(originOf(file, outer.callee)) ?? '')) return null;
        break;
      }
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'TemplateLiteral':
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AwaitExpression':
        break;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
      case 'AssignmentExpression':
        return isAnswer(context, file, outer, inner) ? 'answer' : null;
      default:
        if (unwrap(outer) === outer) return null;
    }
  }
  return null;
}

function isLog(context: RuleContext, file: SourceFile, written: Node, project: Project): boolean {
  const callee = unwrap(written);
  if (callee.type !== 'MemberExpression' || !LEVELS.has(keyName(callee) ?? '')) return false;
  const symbol = project.symbol(originOf(file, callee)) ?? '';
  if (symbol.startsWith('global#console.') || LOGGERS.test(symbol)) return true;
  const { root, path } = memberChain(callee);
  const named = settingsOf(context).loggers ?? [];
  return root.type === 'Identifier' && [root.name, path.at(-2)].some((name) => name !== undefined && name !== null && named.includes(name));
}

/** Whether an expression is the body of an answer that a handler sends. */
function isAnswer(context: RuleContext, file: SourceFile, outer: Node, inner: Node): boolean {
  return httpModel(context).writes.some(({ handler, body, node }) => handler.file === file && body !== null && contains(body, inner) && contains(outer, node));
}
