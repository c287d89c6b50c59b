import type { SqlFileNode } from '../../sql/file.ts';
import { FileSourceCode } from '../source-code.ts';
import type { VisitorKeys } from '../source-code.ts';

export const VISITOR_KEYS: VisitorKeys = { SqlFile: ['body'] };

/** A file of SQL as rules see it. */
export class SqlSourceCode extends FileSourceCode<SqlFileNode> {
  constructor(text: string, ast: SqlFileNode) {
    super(text, ast, VISITOR_KEYS);
  }

  /** What PostgreSQL's grammar rejects, statement by statement. */
  protected override syntaxErrors(): readonly { readonly message: string; readonly offset: number }[] {
    return this.ast.body.flatMap(({ statement: { syntaxError } }) => syntaxError ?? []);
  }
}
