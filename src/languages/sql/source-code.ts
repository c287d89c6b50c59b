import { withBodies } from '../../sql/bodies.ts';
import { commentNode } from '../../sql/file.ts';
import type { SqlFileNode } from '../../sql/file.ts';
import { FileSourceCode } from '../source-code.ts';
import type { CommentNode, VisitorKeys } from '../source-code.ts';

export const VISITOR_KEYS: VisitorKeys = { SqlFile: ['body'] };

/** A file of SQL as rules see it. */
export class SqlSourceCode extends FileSourceCode<SqlFileNode> {
  constructor(text: string, ast: SqlFileNode) {
    super(text, ast, VISITOR_KEYS);
  }

  /** Those between the dollars of a body too. */
  protected override commentsForEslint(): readonly CommentNode[] {
    if (!this.text.includes('eslint')) return [];
    const inside = this.ast.body.flatMap(({ statement }) => withBodies(statement).flatMap(({ body }) => (body?.comments ?? []).map(commentNode)));
    const byPlace = new Map([...this.comments, ...inside].map((comment) => [comment.range[0], comment]));
    return [...byPlace.values()].sort((one, other) => one.range[0] - other.range[0]);
  }

  /** What PostgreSQL's grammar rejects, statement by statement. */
  protected override syntaxErrors(): readonly { readonly message: string; readonly offset: number }[] {
    return this.ast.body.flatMap(({ statement: { syntaxError } }) => syntaxError ?? []);
  }
}
