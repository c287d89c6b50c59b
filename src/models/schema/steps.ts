import type { Node, SourceFile } from '../../ast/source-file.ts';
import { displayName, enclosingFunction } from '../../ast/syntax.ts';
import type { SqlCommentNode } from '../../sql/file.ts';

/**
 * Which way a migration's code goes: what stands in a function or method called `up` or `down`, as every runner of
 * migrations in JavaScript has them; null outside of one.
 */
export function stepOf(file: SourceFile, node: Node): 'up' | 'down' | null {
  for (let fn = enclosingFunction(file, node); fn; fn = enclosingFunction(file, fn)) {
    const name = displayName(file, fn)?.split('.').at(-1);
    if (name === 'up' || name === 'down') return name;
  }
  return null;
}

/** dbmate `-- migrate:down`, goose `-- +goose Down`, sql-migrate `-- +migrate Down`, node-pg-migrate `-- Down Migration`, Play `# --- !Downs`. */
const MARKER = /^\s*(?:migrate:|\+goose\s+|\+migrate\s+|-+\s*!)?(up|down)s?(?:\s+migration\b.*|\s+transaction:\w+)?\s*$/iu;
/** golang-migrate `1_x.down.sql`, postgrator `1.undo.x.sql`, Flyway `U1__x.sql`, Diesel `down.sql`, sqitch `revert/x.sql`. */
const DOWN_FILE = /(?:[./_-](?:down|undo)(?:\.[^/]*)?\.sql|\/(?:down|undo)\.sql|\/U\d[\d._]*__[^/]*\.sql|\/revert\/[^/]+\.sql)$/u;

/** A comment that says which way the statements below it go. */
export interface StepMark {
  readonly step: 'up' | 'down';
  readonly range: readonly [number, number];
}

/** The marks of the tools that keep both ways in one file, in order. */
export function stepMarks(comments: readonly SqlCommentNode[]): readonly StepMark[] {
  return comments.flatMap(({ value, range }) => {
    const way = MARKER.exec(value)?.[1]?.toLowerCase();
    return way ? [{ range, step: way === 'down' ? ('down' as const) : ('up' as const) }] : [];
  });
}

/** Whether the name of a `.sql` file says that it is a way back. */
export function isDownFile(path: string): boolean {
  return DOWN_FILE.test(path);
}

/** Which way the statement at an offset of a `.sql` migration goes, by the markers of the tools that run them. */
export function sqlSteps(path: string, comments: readonly SqlCommentNode[]): (offset: number) => 'up' | 'down' {
  if (isDownFile(path)) return () => 'down';
  const marks = stepMarks(comments);
  return (offset) => marks.findLast(({ range }) => range[0] < offset)?.step ?? 'up';
}
