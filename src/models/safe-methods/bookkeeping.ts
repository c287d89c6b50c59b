import type { DataOperation } from '../sql/types.ts';
import { singularOf, wordsOf } from '../words/model.ts';

/**
 * Tables that keep what a service did, and not what a client asked it to change. RFC 9110 allows it: what counts for a safe
 * method is the meaning of the request.
 */
const KEPT: ReadonlySet<string> = new Set([
  'access', 'activity', 'analytic', 'audit', 'cache', 'counter', 'event', 'heartbeat', 'history', 'hit', 'impression', 'job', 'limit', 'lock', 'log', 'login', 'metric', 'nonce', 'notification', 'outbox', 'queue', 'request', 'seen', 'session', 'snapshot', 'stat', 'statistic', 'task', 'telemetry', 'token', 'trace', 'tracking', 'usage', 'view', 'visit', 'visitor',
]);
/** The same of columns: `last_seen_at`, `loginCount`, `viewed_at`. */
const COLUMN = /^(?:last_?|latest_?)|(?:_?(?:seen|views?|viewed|hits?|visits?|count(?:er)?|used|accessed|opened|read|downloads?|clicks?)(?:_?at|_?count|_?on)?)$|cache|token|^updated_?at$/i;

/** Whether a write only notes that something was asked for, seen or made ready. */
export function isBookkeeping(operation: DataOperation): boolean {
  const { table, action } = operation;
  if (table !== null && wordsOf(table).some((word) => KEPT.has(singularOf(word)))) return true;
  const columns = action === 'update' || action === 'upsert' ? columnsWritten(operation) : [];
  return columns.length > 0 && columns.every((column) => COLUMN.test(column));
}

/** The columns an operation writes; none where there may be more of them. */
function columnsWritten({ query, data, openData, whole }: DataOperation): readonly string[] {
  const ofText = query?.statements.flatMap(({ facts }) => facts.flatMap((fact) => (fact.k === 'update' ? fact.columns : []))) ?? [];
  if (ofText.length > 0) return ofText;
  return openData || whole !== null ? [] : data.map(({ column }) => column);
}
