import type { Node, SourceFile } from '../../ast/source-file.ts';
import { memo } from '../../core/memo.ts';

/** What bundlers write above the modules they put into one file: `// ../../node_modules/some-package/index.js`. */
const SECTION = /^\/\/ (?:\.\.?\/|src\/|node_modules\/)\S+\.[cm]?[jt]sx?$/gm;
const OF_PACKAGE = /^\/\/ (?:\.\.?\/)*node_modules\//;

/** Whether a place stands in a package that a bundler has put into the file. */
export function isOfBundledPackage(file: SourceFile, node: Node): boolean {
  return sectionsOf(file).findLast(({ index }) => index <= node.range[0])?.isOfPackage ?? false;
}

// A bundle is megabytes long and asked about for each of its calls.
const sectionsOf = memo((file: SourceFile) => (file.text.includes('node_modules/') ? Array.from(file.text.matchAll(SECTION), ({ index, 0: section }) => ({ index, isOfPackage: OF_PACKAGE.test(section) })) : []));
