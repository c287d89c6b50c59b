import type { FileProblem, RulesConfig, SourceRange, TextSourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { DirectiveType } from '@eslint/plugin-kit';
import type { SqlCommentNode, SqlFileNode, SqlStatementNode } from '../../sql/file.ts';

type SqlNode = SqlFileNode | SqlStatementNode | SqlCommentNode;

/** What ESLint's types want to know of the language. */
export interface SqlLanguageTypes {
  LangOptions: Record<never, never>;
  RootNode: SqlFileNode;
  SyntaxElementWithLoc: SqlNode;
  ConfigNode: SqlCommentNode;
}

const directives = new ConfigCommentParser();
/** `/** eslint-disable *\/` too: some editors write it. */
const DIRECTIVE = /^\*?\s*eslint(?:-|\s)/u;

/** A file of SQL as rules see it. */
export class SqlSourceCode extends TextSourceCodeBase<SqlLanguageTypes> implements TextSourceCode<SqlLanguageTypes> {
  readonly visitorKeys: Record<string, string[]> = { SqlFile: ['body'] };
  /** Rules of other languages look into it. */
  readonly parserServices: Readonly<Record<string, unknown>> = {};
  readonly comments: readonly SqlCommentNode[];
  #steps: readonly TraversalStep[] | undefined;

  constructor(text: string, ast: SqlFileNode) {
    super({ text, ast });
    this.comments = ast.comments;
  }

  override getParent(node: SqlNode): SqlNode | undefined {
    return node.type === 'SqlFile' ? undefined : this.ast;
  }

  override getRange(node: SqlNode): SourceRange {
    return [node.range[0], node.range[1]];
  }

  /** Rules of ESLint itself ask for it on any language. */
  getAllComments(): readonly SqlCommentNode[] {
    return this.comments;
  }

  getInlineConfigNodes(): SqlCommentNode[] {
    return this.comments.filter(({ value }) => DIRECTIVE.test(value));
  }

  /** Directives of comments, and as problems what PostgreSQL's grammar rejects: one bad statement hides no other. */
  getDisableDirectives(): { problems: FileProblem[]; directives: Directive[] } {
    const found = this.getInlineConfigNodes().flatMap((node) => {
      const parsed = directives.parseDirective(node.value.replace(/^\*/u, ''));
      const type = parsed && /^eslint-((?:disable|enable)(?:-next-line|-line)?)$/u.exec(parsed.label)?.[1];
      return parsed && type ? [new Directive({ type: type as DirectiveType, node, value: parsed.value, justification: parsed.justification })] : [];
    });
    return { problems: this.#syntaxErrors(), directives: found };
  }

  applyInlineConfig(): { configs: { config: { rules: RulesConfig }; loc: SqlNode['loc'] }[]; problems: FileProblem[] } {
    const configs: { config: { rules: RulesConfig }; loc: SqlNode['loc'] }[] = [];
    const problems: FileProblem[] = [];
    for (const { value, loc } of this.getInlineConfigNodes()) {
      const parsed = directives.parseDirective(value.replace(/^\*/u, ''));
      if (parsed?.label !== 'eslint') continue;
      const read = directives.parseJSONLikeConfig(parsed.value);
      if (read.ok) configs.push({ config: { rules: read.config }, loc });
      else problems.push({ ruleId: null, message: read.error.message, loc });
    }
    return { configs, problems };
  }

  override traverse(): Iterable<TraversalStep> {
    this.#steps ??= this.#visits();
    return this.#steps;
  }

  #visits(): TraversalStep[] {
    const { ast } = this;
    const visit = (target: SqlNode, phase: 1 | 2, parent: SqlNode | null): TraversalStep => new VisitNodeStep({ target, phase, args: [target, parent] });
    return [visit(ast, 1, null), ...ast.body.flatMap((node) => [visit(node, 1, ast), visit(node, 2, ast)]), visit(ast, 2, null)];
  }

  #syntaxErrors(): FileProblem[] {
    return this.ast.body.flatMap(({ statement: { syntaxError } }) => {
      if (!syntaxError) return [];
      const start = this.getLocFromIndex(Math.min(syntaxError.offset, this.text.length));
      return [{ ruleId: null, message: syntaxError.message, loc: { start, end: start } }];
    });
  }
}
