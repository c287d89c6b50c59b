import { type Anchors, stringContent } from './anchors.ts';
import { isNoCall } from './keywords.ts';
import type { CallFact, CastFact, LikeFact } from './types.ts';

/** What a set operation says about all of its arms. */
export interface SetTail {
  readonly limit: boolean;
  readonly offset: boolean;
  readonly order: boolean;
}

export const NO_TAIL: SetTail = { limit: false, offset: false, order: false };

export const joinTails = (a: SetTail, b: SetTail): SetTail => ({ limit: a.limit || b.limit, offset: a.offset || b.offset, order: a.order || b.order });

/** LIKE at a token, with the literal pattern as written; null when no LIKE stands there. */
export function likeFact(anchors: Anchors, at: number, written: string | null, any: boolean): LikeFact | null {
  const word = anchors.word(at);
  if (word !== 'like' && word !== 'ilike') return null;
  const pattern = written !== null && written.includes("'") ? stringContent(written) : null;
  const op = word === 'ilike' ? 'ILIKE' : 'LIKE';
  return { k: 'like', at, op: anchors.word(at - 1) === 'not' ? `NOT ${op}` : op, pattern, leadingWildcard: pattern !== null && /^[%_]/.test(pattern), any };
}

/** The call whose name starts at a token; null for special forms such as COALESCE, which each parser sees otherwise. */
export function callFact(anchors: Anchors, at: number): CallFact | null {
  const call = anchors.call(at);
  return call === null || isNoCall(call.name) ? null : { k: 'call', at, name: call.name, schema: call.schema };
}

/** The cast whose type starts at a token; a typed literal such as `date '2024-01-01'` is none. */
export function castFact(anchors: Anchors, at: number): CastFact | null {
  if (anchors.text(at - 1) !== '::' && anchors.word(at - 1) !== 'as') return null;
  const found = anchors.type(at);
  return found && { k: 'cast', at, type: found.type };
}
