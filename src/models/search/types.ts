import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';

/** The vocabulary of search engines: requests with the clauses of their queries, and mappings with their fields. */

/** An expression with the file it stands in. */
export interface Placed<T extends Node = Node> {
  readonly node: T;
  readonly file: SourceFile;
}

/** Whether a clause says how well a document fits, or only whether it does. */
export type ClauseContext = 'scoring' | 'filter';

/** A field that a clause names. */
export interface NamedField {
  readonly name: string;
  /** `title^3`. */
  readonly boosted: boolean;
  /** The element or key that names it. */
  readonly node: Node;
}

/** One leaf of a query: `match`, `multi_match`, `term`, … */
export interface SearchClause {
  readonly kind: string;
  readonly context: ClauseContext;
  /** The key of the clause. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Where the linted file says it: the clause's key, or the expression that names it where it stands in another file. */
  readonly at: Node;
  /** Null when one of them is not known. */
  readonly fields: readonly NamedField[] | null;
  /** What is searched for; null when it is not written. */
  readonly text: Placed | null;
  /** The object that holds the options; null where the text stands alone (`match: { title: q }`). */
  readonly options: TSESTree.ObjectExpression | null;
  /** An option may be there that is not seen. */
  readonly open: boolean;
}

/** One query that is sent to the engine. */
export interface SearchRequest {
  readonly node: TSESTree.CallExpression;
  readonly file: SourceFile;
  /** Names or patterns of the indices; null when one of them is not known. */
  readonly indices: readonly string[] | null;
  readonly clauses: readonly SearchClause[];
  /** A part that scores documents is not known. */
  readonly open: boolean;
  /** Whether it gives the documents it finds; else it counts, changes or deletes them. */
  readonly hits: boolean;
  /** Whether the hits come in the order of their scores; null when unknown. */
  readonly scored: boolean | null;
  /** Misspellings are answered with suggestions. */
  readonly suggests: boolean;
}

/** A field of a mapping. */
export interface MappedField {
  /** From the top of the document: `author.name`. */
  readonly path: string;
  /** Null when it is not known. */
  readonly type: string | null;
  /** The value of `type`. */
  readonly node: Node;
  readonly file: SourceFile;
  /** The object that defines the field, in whose `fields` a sub-field belongs. */
  readonly definition: TSESTree.ObjectExpression;
  /** The same value in other ways, `fields: { keyword: { type: 'keyword' } }`: names with types; null when there may be others. */
  readonly subFields: readonly { readonly name: string; readonly type: string | null }[] | null;
  /** Options that are written. */
  readonly options: ReadonlySet<string>;
  /** Name of the analyzer that is written; null without one, or when it is not known. */
  readonly analyzer: string | null;
  /** `index: false`, `enabled: false`: nothing is searched by it. */
  readonly unsearched: boolean;
  /** An option may be there that is not seen. */
  readonly open: boolean;
}

/** What a mapping or an index template says of the documents of some indices. */
export interface SearchMapping {
  /** Names or patterns of the indices; null when they are not known. */
  readonly indices: readonly string[] | null;
  readonly fields: readonly MappedField[];
  readonly file: SourceFile;
}

/** One client library. What it sends is the same for all: the engine's own REST interface. */
export interface SearchClient {
  readonly name: string;
  readonly packages: readonly string[];
  /** Exported classes whose instances are clients. */
  readonly clients: readonly string[];
}
