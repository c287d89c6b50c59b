import type { FileProblem, RulesConfig, SourceLocation, SourceRange, TextSourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { DirectiveType } from '@eslint/plugin-kit';
import type { SqlCommentNode, SqlFileNode, SqlStatementNode } from '../../sql/file.ts';

type SqlNode = SqlFileNode | SqlStatementNode | SqlCommentNode;

export const VISITOR_KEYS: Record<string, string[]> = { SqlFile: ['body'] };

/** What ESLint's types want to know of the language. */
export interface SqlLanguageTypes {
  LangOptions: Record<never, never>;
  RootNode: SqlFileNode;
  SyntaxElementWithLoc: SqlNode;
  ConfigNode: SqlCommentNode;
}

const directives = new ConfigCommentParser();
/** `/** eslint-disable` too: some editors write it. */
const DIRECTIVE = /^\*?\s*eslint(?:-|\s)/u;

/** A file of SQL as rules see it. */
export class SqlSourceCode extends TextSourceCodeBase<SqlLanguageTypes> implements TextSourceCode<SqlLanguageTypes> {
  readonly visitorKeys = VISITOR_KEYS;
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

  /** Nodes carry a range only: lines are counted where they are asked for. From the whole file's the others are found. */
  override getLoc(node: SqlNode): SourceLocation {
    if (node.type === 'SqlFile') return { start: { line: 1, column: 0 }, end: { line: this.lines.length, column: this.lines.at(-1)?.length ?? 0 } };
    const [start, end] = node.range;
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
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
    const found = this.#written().flatMap(({ node, label, value, justification }) => {
      const type = /^eslint-((?:disable|enable)(?:-next-line|-line)?)$/u.exec(label)?.[1];
      return type ? [new Directive({ type: type as DirectiveType, node, value, justification })] : [];
    });
    return { problems: this.#syntaxErrors(), directives: found };
  }

  applyInlineConfig(): { configs: { config: { rules: RulesConfig }; loc: SourceLocation }[]; problems: FileProblem[] } {
    const configs: { config: { rules: RulesConfig }; loc: SourceLocation }[] = [];
    const problems: FileProblem[] = [];
    for (const { node, label, value } of this.#written()) {
      if (label !== 'eslint') continue;
      const loc = this.getLoc(node);
      const read = directives.parseJSONLikeConfig(value);
      if (read.ok) configs.push({ config: { rules: read.config }, loc });
      else problems.push({ ruleId: null, message: read.error.message, loc });
    }
    return { configs, problems };
  }

  #written(): { node: SqlCommentNode; label: string; value: string; justification: string }[] {
    return this.getInlineConfigNodes().flatMap((node) => {
      const parsed = directives.parseDirective(node.value.replace(/^\*/u, ''));
      return parsed ? [{ node, label: parsed.label, value: parsed.value, justification: parsed.justification }] : [];
    });
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
