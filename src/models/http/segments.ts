import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { stringValue } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { segmentKind } from '../words/addresses.ts';
import type { SegmentKind } from '../words/addresses.ts';
import { answersPrograms } from './audience.ts';
import { httpModel, httpModelOf } from './model.ts';
import type { Route } from './types.ts';

/** A segment of an address of our own server that the linted file writes. */
export interface Segment {
  readonly text: string;
  readonly kind: SegmentKind;
  /** The expression it is written in. */
  readonly node: Node;
  /** What says the text: the same for all addresses that take it from one constant. */
  readonly said: Node;
  /** Its own place inside a literal; null where the text comes from elsewhere. */
  readonly range: readonly [number, number] | null;
  /** What stands around it, the parts of other files included; what is unknown on either side is left out. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** A route that is reached by it. */
  readonly route: Route;
}

/** Below these, names are somebody else's: a protocol, a scheduler, procedures. */
const FOREIGN: ReadonlySet<string> = new Set(['oauth', 'oauth2', 'saml', 'scim', 'odata', 'rpc', 'trpc', 'graphql', 'cron', 'crons', 'webhook', 'webhooks', 'callback', 'callbacks', 'hooks', 'internal', '.well-known', 'mcp']);

/** Segments of the addresses of routes that programs call, once for each place they are written at with each way they go on. */
export const segmentsIn: (context: RuleContext) => readonly Segment[] = perFile((context) => {
  const found: Segment[] = [];
  for (const { part, index, address, route } of httpModel(context).places) {
    if (part.text === null || !part.node || !answersPrograms(route, projectOf(context))) continue;
    const before = address.slice(0, index).flatMap(({ text }) => segmentsOf(text));
    const after = address.slice(index + 1).flatMap(({ text }) => segmentsOf(text));
    const own = segmentsOf(part.text);
    if (isForeign([...before, ...own])) continue;
    const pieces = piecesOf(part.file, part.node, projectOf(context));
    let from = 0;
    for (const [i, text] of own.entries()) {
      const at = part.text.indexOf(text, from);
      from = at + text.length;
      const piece = pieces.find((one) => one.from <= at && from <= one.from + one.length);
      const start = piece ? piece.start : literalStart(part.file, part.node);
      const offset = at - (piece?.from ?? 0);
      found.push({ text, kind: segmentKind(text), node: part.node, said: piece?.said ?? part.node, range: start === null ? null : [start + offset, start + offset + text.length], before: [...before, ...own.slice(0, i)], after: [...own.slice(i + 1), ...after], route });
    }
  }
  return found;
});

/** Whether segments lead to what somebody else has named: a protocol, a scheduler, a webhook. */
export function isForeign(segments: readonly string[]): boolean {
  return segments.some((text) => FOREIGN.has(text));
}

/** The segments of an address as it is written. */
export function segmentsOf(text: string | null): readonly string[] {
  return (text ?? '').split('/').filter((segment) => segment !== '');
}

/** A stretch of an address: where it begins in it, where it is written here, and what says it. */
interface Piece {
  readonly from: number;
  readonly length: number;
  readonly start: number | null;
  readonly said: Node;
}

/** The stretches of an address that a template is made of; none for anything else, or where a hole is not one text. */
function piecesOf(file: SourceFile, node: Node, project: Project): readonly Piece[] {
  if (node.type !== 'TemplateLiteral' || node.expressions.length === 0) return [];
  const found: Piece[] = [];
  let from = 0;
  for (const [i, quasi] of node.quasis.entries()) {
    const text = quasi.value.cooked ?? '';
    const start = i === 0 ? node.range[0] + 1 : quasi.range[0] + 1;
    found.push({ from, length: text.length, start: file.text.startsWith(text, start) ? start : null, said: quasi });
    from += text.length;
    const hole = node.expressions[i];
    if (!hole) continue;
    const [value, ...others] = project.constants(file, hole) ?? [];
    if (typeof value !== 'string' || others.length > 0) return [];
    const origin = project.follow(originOf(file, hole));
    found.push({ from, length: value.length, start: null, said: origin.kind === 'value' ? origin.node : hole });
    from += value.length;
  }
  return found;
}

/** Where the text of a literal begins; null where it is none, or written otherwise than it reads. */
function literalStart(file: SourceFile, node: Node): number | null {
  const written = file.textOf(node).slice(1, -1);
  return (node.type === 'Literal' || node.type === 'TemplateLiteral') && stringValue(node) === written ? node.range[0] + 1 : null;
}

/** Names of what a link in an e-mail carries, or a scheduler is known by. */
const CREDENTIAL = /^(?:token|code|key|hash|signature|sig|otp|secret|authorization)$|(?:Token|Code|Hash|Secret|_token|_code|_hash)$/u;

/** Whether a handler reads a token from the address or a header of authorization: a link in an e-mail, or a scheduler's call. */
export function readsCredentials(route: Route, project: ReturnType<typeof projectOf>): boolean {
  const { handler } = route;
  return handler !== null && httpModelOf(handler.file, project).reads.some((read) => read.handler.fn === handler.fn && ['query', 'params', 'headers'].includes(read.part) && CREDENTIAL.test(read.path[0] ?? ''));
}
