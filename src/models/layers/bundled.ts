import type { Node, SourceFile } from '../../ast/source-file.ts';

/** What bundlers write above the modules they put into one file: `// ../../node_modules/some-package/index.js`. */
const SECTION = /^\/\/ (?:\.\.?\/|src\/|node_modules\/)\S+\.[cm]?[jt]sx?$/gm;
const OF_PACKAGE = /^\/\/ (?:\.\.?\/)*node_modules\//;

/** Whether a place stands in a package that a bundler has put into the file. */
export function isOfBundledPackage(file: SourceFile, node: Node): boolean {
  if (!file.text.includes('node_modules/')) return false;
  let last = '';
  for (const { index, 0: section } of file.text.matchAll(SECTION)) {
    if (index > node.range[0]) break;
    last = section;
  }
  return OF_PACKAGE.test(last);
}
