import type { FileProblem, RulesConfig, SourceLocation, SourceRange, TextSourceCode, TraversalStep } from '@eslint/core';
import { ConfigCommentParser, Directive, TextSourceCodeBase, VisitNodeStep } from '@eslint/plugin-kit';
import type { DirectiveType } from '@eslint/plugin-kit';

/** A node of a tree of our own. */
export interface TextNode {
  readonly type: string;
  readonly range: readonly [number, number];
}

export interface CommentNode extends TextNode {
  /** What stands between its marks. */
  readonly value: string;
}

export interface RootNode extends TextNode {
  readonly comments: readonly CommentNode[];
}

/** What ESLint's types want to know of a language. */
export interface TextLanguageTypes<Root extends RootNode = RootNode> {
  LangOptions: Record<never, never>;
  RootNode: Root;
  SyntaxElementWithLoc: TextNode;
  ConfigNode: CommentNode;
}

export type VisitorKeys = Record<string, string[]>;

const directives = new ConfigCommentParser();
/** Comments for documentation, `/**` and `///`, may hold one too: some editors write them. */
const DIRECTIVE = /^[*/]?\s*eslint(?:-|\s)/u;

/** A file of a language of ours as rules see it: comments of ESLint, places, and a walk over the tree. */
export abstract class FileSourceCode<Root extends RootNode> extends TextSourceCodeBase<TextLanguageTypes<Root>> implements TextSourceCode<TextLanguageTypes<Root>> {
  readonly visitorKeys: VisitorKeys;
  /** Rules of other languages look into it. */
  readonly parserServices: Readonly<Record<string, unknown>> = {};
  readonly comments: readonly CommentNode[];
  #steps: readonly TraversalStep[] | undefined;
  #parents: ReadonlyMap<TextNode, TextNode> | undefined;

  constructor(text: string, ast: Root, visitorKeys: VisitorKeys) {
    super({ text, ast });
    this.visitorKeys = visitorKeys;
    this.comments = ast.comments;
  }

  /** Comments that may hold directives, in order. */
  protected commentsForEslint(): readonly CommentNode[] {
    return this.comments;
  }

  /** What the text does wrong, by offset: one mistake hides no other. */
  protected abstract syntaxErrors(): readonly { readonly message: string; readonly offset: number }[];

  override getParent(node: TextNode): TextNode | undefined {
    this.#walk();
    return node === this.ast ? undefined : (this.#parents?.get(node) ?? this.ast);
  }

  override getRange(node: TextNode): SourceRange {
    return [node.range[0], node.range[1]];
  }

  /** Nodes carry a range only: lines are counted where they are asked for. From the whole file's the others are found. */
  override getLoc(node: TextNode): SourceLocation {
    if (node === this.ast) return { start: { line: 1, column: 0 }, end: { line: this.lines.length, column: this.lines.at(-1)?.length ?? 0 } };
    const [start, end] = node.range;
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  /** Rules of ESLint itself ask for it on any language. */
  getAllComments(): readonly CommentNode[] {
    return this.comments;
  }

  getInlineConfigNodes(): CommentNode[] {
    return this.commentsForEslint().filter(({ value }) => DIRECTIVE.test(value));
  }

  /** Directives of comments, and as problems the mistakes of the text. */
  getDisableDirectives(): { problems: FileProblem[]; directives: Directive[] } {
    const found = this.#written().flatMap(({ node, label, value, justification }) => {
      const type = /^eslint-((?:disable|enable)(?:-next-line|-line)?)$/u.exec(label)?.[1];
      return type ? [new Directive({ type: type as DirectiveType, node, value, justification })] : [];
    });
    return { problems: this.#problems(), directives: found };
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

  #written(): { node: CommentNode; label: string; value: string; justification: string }[] {
    return this.getInlineConfigNodes().flatMap((node) => {
      const parsed = directives.parseDirective(node.value.replace(/^[*/]/u, ''));
      return parsed ? [{ node, label: parsed.label, value: parsed.value, justification: parsed.justification }] : [];
    });
  }

  override traverse(): Iterable<TraversalStep> {
    return this.#walk();
  }

  #walk(): readonly TraversalStep[] {
    if (this.#steps) return this.#steps;
    const steps: TraversalStep[] = [];
    const parents = new Map<TextNode, TextNode>();
    const visit = (target: TextNode, parent: TextNode | null): void => {
      if (parent) parents.set(target, parent);
      steps.push(new VisitNodeStep({ target, phase: 1, args: [target, parent] }));
      for (const key of this.visitorKeys[target.type] ?? []) {
        for (const child of (target as unknown as Record<string, readonly TextNode[]>)[key] ?? []) visit(child, target);
      }
      steps.push(new VisitNodeStep({ target, phase: 2, args: [target, parent] }));
    };
    visit(this.ast, null);
    this.#parents = parents;
    return (this.#steps = steps);
  }

  #problems(): FileProblem[] {
    return this.syntaxErrors().map(({ message, offset }) => {
      const start = this.getLocFromIndex(Math.min(offset, this.text.length));
      return { ruleId: null, message, loc: { start, end: start } };
    });
  }
}
