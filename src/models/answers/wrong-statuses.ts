import { contains } from '../../ast/syntax.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit, RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { answersOf } from './answers.ts';
import type { Answer } from './answers.ts';
import { missingCredential } from './authentication.ts';
import { conditionOf } from './conditions.ts';
import { statusEdit } from './edits.ts';
import { findsDuplicate, isFailedRead } from './failures.ts';
import { findsNoRow, readsBefore } from './missing-rows.ts';

/** An answer whose status says something else than the condition it is given on. */
export interface WrongStatus {
  readonly node: Node;
  readonly found: 'unauthenticated' | 'missing' | 'duplicate' | 'failed';
  readonly status: number;
  readonly expected: number;
  /** Sets the expected status; null where the form of the answer does not tell how. */
  readonly edit: Edit | null;
}

const EXPECTED = { unauthenticated: 401, missing: 404, duplicate: 409, failed: 500 } as const;
const NOT_UNAUTHENTICATED: ReadonlySet<number> = new Set([400, 403, 404, 422, 500]);
const NOT_MISSING: ReadonlySet<number> = new Set([400, 422, 500]);
const DUPLICATE: ReadonlySet<number> = new Set([400, 409, 422]);

/** Answers of handlers with a status that their condition contradicts (RFC 9110, section 15.5). */
export const wrongStatuses = perFile((context): readonly WrongStatus[] => {
  const answers = answersOf(context);
  if (answers.length === 0) return [];
  const file = sourceFileOf(context);
  return answers.flatMap((answer): WrongStatus[] => {
    const { status, node, write, handler } = answer;
    // What a page shows, and what error handlers make of an error, is judged elsewhere.
    if (status < 400 || handler.kind === 'error' || write?.form?.page || (write === null && isCaughtAgain(file, answer))) return [];
    const found = findingOf(context, answer);
    return found ? [{ node, found, status, expected: EXPECTED[found], edit: write && statusEdit(file, write, EXPECTED[found]) }] : [];
  });
});

function findingOf(context: RuleContext, { status, at, handler }: Answer): WrongStatus['found'] | null {
  const file = sourceFileOf(context);
  const condition = conditionOf(file, handler.fn, at);
  if (!condition) return null;
  if (NOT_UNAUTHENTICATED.has(status)) {
    const credential = missingCredential(file, httpModel(context), handler, condition);
    // Behind a guard, a principal that is missing is a mistake of the server.
    if (credential && !(credential === 'principal' && status === 500)) return 'unauthenticated';
  }
  // After another read the row was there: that it is gone is a failure.
  if (NOT_MISSING.has(status) && findsNoRow(context, condition) && !(status === 500 && readsBefore(context, handler.fn, at) > 1)) return 'missing';
  if (!DUPLICATE.has(status) && findsDuplicate(context, handler, condition)) return 'duplicate';
  return status < 500 && isFailedRead(context, handler, condition) ? 'failed' : null;
}

/** Whether an exception is thrown inside a `try` of the handler, whose `catch` may answer with another status. */
function isCaughtAgain(file: SourceFile, { at, handler }: Answer): boolean {
  return file.nodesIn(handler.fn, 'TryStatement').some(({ block, handler: clause }) => clause !== null && contains(block, at));
}
