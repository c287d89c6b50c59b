import type { PrismaFileNode, PrismaProblem } from '../../prisma/types.ts';
import { FileSourceCode } from '../source-code.ts';
import type { VisitorKeys } from '../source-code.ts';

export const VISITOR_KEYS: VisitorKeys = { PrismaFile: ['body'], PrismaBlock: ['body'], PrismaField: ['attributes'], PrismaEnumValue: ['attributes'] };

/** A Prisma schema as rules see it. */
export class PrismaSourceCode extends FileSourceCode<PrismaFileNode> {
  constructor(text: string, ast: PrismaFileNode) {
    super(text, ast, VISITOR_KEYS);
  }

  protected override syntaxErrors(): readonly PrismaProblem[] {
    return this.ast.problems;
  }
}
