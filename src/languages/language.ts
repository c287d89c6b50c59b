import type { File, Language, OkParseResult } from '@eslint/core';
import type { FileSourceCode, RootNode, TextLanguageTypes, TextNode, VisitorKeys } from './source-code.ts';

interface Types<Root extends RootNode> extends TextLanguageTypes<Root> {
  Code: FileSourceCode<Root>;
  Node: TextNode;
}

export interface Reading<Root extends RootNode> {
  /** Reads any text: what is wrong with it is a problem of the file and hides nothing. */
  readonly read: (text: string) => Root;
  readonly sourceCode: (text: string, ast: Root) => FileSourceCode<Root>;
  readonly visitorKeys: VisitorKeys;
}

/** A language of text files for ESLint. Source: ESLint docs, Languages. */
export function textLanguage<Root extends RootNode>({ read, sourceCode, visitorKeys }: Reading<Root>): Language<Types<Root>> {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: 'type',
    visitorKeys,
    // Configurations for all files name a parser or globals: those are for JavaScript, and no mistake here.
    validateLanguageOptions: () => undefined,
    normalizeLanguageOptions: () => ({}),
    parse: (file: File): OkParseResult<Root> => ({ ok: true, ast: read(textOf(file)) }),
    createSourceCode: (file: File, { ast }: OkParseResult<Root>): FileSourceCode<Root> => sourceCode(textOf(file), ast),
  };
}

function textOf({ body }: File): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
