import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { enclosingFunction, isFunction, wrapped } from '../../ast/syntax.ts';
import { calls } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { finallyEdits, statementsBehind } from '../release/finally-edits.ts';
import { outcomeOf } from '../release/paths.ts';
import type { Manners } from '../release/uses.ts';
import { usesOf } from '../release/uses.ts';
import type { OpenSpan } from './types.ts';

/** Passed by a file that may start a span. */
export const STARTS_SPAN = calls('startSpan', 'startActiveSpan');
const MAY_START = /\bstart(?:Active)?Span\s*\(/u;
const STARTS = /^(?:@opentelemetry\/api#(?:default\.)?trace\.getTracer\(\)|new @opentelemetry\/api#Tracer)\.(startSpan|startActiveSpan)$/u;
/** What OpenTelemetry's own functions are given, they use and hand back. */
const OWN = /^(?:new )?@opentelemetry\//u;
const CALM: ReadonlySet<Node> = new Set();

/** The spans of OpenTelemetry that the linted file starts and does not end, in source order. */
export const openSpans = perFile((context): readonly OpenSpan[] => {
  if (!says(context, STARTS_SPAN)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  return file.nodes('CallExpression').flatMap((node): readonly OpenSpan[] => {
    const symbol = MAY_START.test(`${file.textOf(node.callee)}(`) ? project.symbol(originOf(file, node.callee)) : null;
    const method = symbol === null ? undefined : STARTS.exec(symbol)?.[1];
    const held = method === undefined ? null : method === 'startSpan' ? kept(file, node) : handed(file, node);
    const open = held && left(file, project, node, held);
    return open ? [open] : [];
  });
});

interface Held {
  readonly fn: FunctionNode;
  readonly variable: Variable;
  readonly taken: Node | null;
}

/** `const span = tracer.startSpan('name')` */
function kept(file: SourceFile, call: TSESTree.CallExpression): Held | null {
  const value = wrapped(file, call);
  const declarator = file.parent(value);
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== value || declarator.id.type !== 'Identifier') return null;
  const declaration = file.parent(declarator);
  const fn = enclosingFunction(file, call);
  const variable = file.variableOf(declarator.id);
  if (!fn || !variable || declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') return null;
  return { fn, variable, taken: value };
}

/** `tracer.startActiveSpan('name', (span) => …)`: the span is held from the function's start. */
function handed(file: SourceFile, call: TSESTree.CallExpression): Held | null {
  const fn = call.arguments.at(-1);
  if (!isFunction(fn)) return null;
  const [parameter] = fn.params;
  const variable = parameter?.type === 'Identifier' ? file.variableOf(parameter) : null;
  return variable && { fn, variable, taken: null };
}

function left(file: SourceFile, project: Project, node: TSESTree.CallExpression, { fn, variable, taken }: Held): OpenSpan | null {
  const manners: Manners = {
    methods: ['end'],
    handed: (at, call) => {
      const symbol = project.symbol(originOf(at, call.callee));
      return symbol !== null && OWN.test(symbol) ? 'used' : null;
    },
  };
  const { given, isGivenLater, escapes } = usesOf(file, variable, fn, manners, project);
  if (escapes || isGivenLater) return null;
  const outcome = outcomeOf({ file, fn, taken, variable, given, calm: CALM });
  if (outcome.kind === 'always') return null;
  // From the function's start on.
  const rest = taken ? statementsBehind(file, taken) : fn.body?.type === 'BlockStatement' ? fn.body.body : null;
  const edits = rest && outcome.kind !== 'leaves' ? finallyEdits(file, rest, given, `${variable.name}.end()`) : null;
  const at = outcome.kind === 'leaves' || outcome.kind === 'fails' ? outcome.at : null;
  const line = at ? file.lineOf(at) : file.text.slice(0, fn.range[1]).split('\n').length;
  return { node, kind: outcome.kind, line: outcome.kind === 'never' ? null : line, edits };
}
