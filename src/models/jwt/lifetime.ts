import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Expiry, Unit } from './types.ts';

const MAX_DEPTH = 12;
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** Beginnings of the units' names, in milliseconds, as the packages ms and jose read them; without a unit ms takes milliseconds. */
const UNITS: readonly (readonly [name: RegExp, milliseconds: number])[] = [
  [/^(?:milliseconds?|msecs?|ms|)$/, 1],
  [/^(?:seconds?|secs?|s)$/, SECOND],
  [/^(?:minutes?|mins?|m)$/, 60 * SECOND],
  [/^(?:hours?|hrs?|h)$/, 3600 * SECOND],
  [/^(?:days?|d)$/, DAY],
  [/^(?:weeks?|w)$/, 7 * DAY],
  [/^(?:years?|yrs?|y)$/, 365.25 * DAY],
];

/** A time span as text in seconds: `15m`, `7 days`, `1h from now`; null for what is none. */
export function secondsOf(text: string): number | null {
  const [, count = '', unit = ''] = /^\+?\s*(\d+(?:\.\d+)?)\s*([a-z]*)(?:\s+from now)?$/i.exec(text.trim()) ?? [];
  const milliseconds = UNITS.find(([name]) => name.test(unit.toLowerCase()))?.[1];
  return count === '' || milliseconds === undefined ? null : (Number(count) * milliseconds) / SECOND;
}

/** A lifetime in words: `7 days`, `15 minutes`. */
export function timeSpan(seconds: number): string {
  for (const [name, size] of [['day', 86_400], ['hour', 3600], ['minute', 60]] as const) {
    const count = seconds / size;
    if (count >= 1 && Number.isInteger(count * 2)) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return `${Math.round(seconds)} seconds`;
}

/** The expiry that the value of an option says: `expiresIn: '15m'`. A value that comes from elsewhere sets one of unknown length. */
export function expiryOfOption(file: SourceFile, node: Node, unit: Unit, project: Project): Expiry {
  const values = project.constants(file, node);
  const [only] = values ?? [];
  if (values?.every((value) => value === null)) return { kind: 'unknown' };
  const seconds = typeof only === 'number' ? (unit === 'seconds' ? only : only / SECOND) : typeof only === 'string' ? secondsOf(only) : null;
  return values?.length === 1 && seconds !== null ? { kind: 'lifetime', seconds, at: { node, file } } : { kind: 'set' };
}

/** The expiry that a time says: of the claim `exp`, in seconds since the epoch, or of a date. */
export function expiryOfTime(file: SourceFile, node: Node, unit: Unit, project: Project): Expiry {
  const time = timeOf(file, node, project, 0);
  if (!time || time.now === 0) return { kind: 'set' };
  const size = unit === 'seconds' ? SECOND : 1;
  if (isNear(time.now * size, 1)) return { kind: 'lifetime', seconds: unit === 'seconds' ? time.more : time.more / SECOND, at: { node, file } };
  return unit === 'seconds' && isNear(time.now, 1) ? { kind: 'milliseconds', at: { node, file } } : { kind: 'set' };
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 1e-9;
}

/** A number that may hold the present: so many times the milliseconds since the epoch, and so much more. */
interface Time {
  readonly now: number;
  readonly more: number;
}

const ROUNDINGS: ReadonlySet<string> = new Set(['global#Math.floor', 'global#Math.round', 'global#Math.ceil', 'global#Math.trunc', 'global#Number', 'global#parseInt', 'new global#Date']);

function timeOf(file: SourceFile, wrapped: Node, project: Project, depth: number): Time | null {
  if (depth > MAX_DEPTH) return null;
  const node = unwrap(wrapped);
  const of = (inner: Node): Time | null => timeOf(file, inner, project, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? { now: 0, more: node.value } : null;
    case 'BinaryExpression': {
      const left = of(node.left);
      const right = left && of(node.right);
      return right && combined(node.operator, left, right);
    }
    case 'UnaryExpression':
      return node.operator === '+' ? of(node.argument) : null;
    case 'CallExpression':
    case 'NewExpression': {
      const [first] = node.arguments;
      const symbol = symbolOf(originOf(file, node.callee));
      if (symbol === 'global#Date.now' || (symbol === 'global#Date' && node.type === 'NewExpression' && !first)) return { now: 1, more: 0 };
      if (symbol !== null && first && node.arguments.length === 1 && ROUNDINGS.has(node.type === 'NewExpression' ? `new ${symbol}` : symbol)) return of(first);
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' && /^(?:getTime|valueOf)$/.test(keyName(callee) ?? '') ? of(callee.object) : null;
    }
    case 'Identifier':
    case 'MemberExpression': {
      const values = project.constants(file, node);
      if (values) return values.length === 1 && typeof values[0] === 'number' ? { now: 0, more: values[0] } : null;
      const origin = project.follow(originOf(file, node));
      if (origin.kind !== 'value' && origin.kind !== 'call' && origin.kind !== 'instance') return null;
      return origin.node && (origin.file !== file || origin.node !== node) ? timeOf(origin.file, origin.node, project, depth + 1) : null;
    }
    default:
      return null;
  }
}

function combined(operator: string, left: Time, right: Time): Time | null {
  if (operator === '+') return { now: left.now + right.now, more: left.more + right.more };
  if (operator === '-') return { now: left.now - right.now, more: left.more - right.more };
  if (operator === '*' && right.now === 0) return { now: left.now * right.more, more: left.more * right.more };
  if (operator === '*' && left.now === 0) return { now: right.now * left.more, more: right.more * left.more };
  return operator === '/' && right.now === 0 && right.more !== 0 ? { now: left.now / right.more, more: left.more / right.more } : null;
}
