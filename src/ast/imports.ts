import type { TSESTree } from '@typescript-eslint/utils';
import { memo } from '../core/memo.ts';
import { requiredModule } from './origin.ts';
import type { SourceFile } from './source-file.ts';

/** A module that a file loads when it is loaded itself. */
export interface LoadedModule {
  /** As it is written, `node:` left out; `node:test` is a package of its own. */
  readonly specifier: string;
  readonly node: TSESTree.ImportDeclaration | TSESTree.ExportNamedDeclaration | TSESTree.ExportAllDeclaration | TSESTree.CallExpression;
}

/** The modules a file loads: `import`, `export … from` and `require()`. Types are none; `import()` is none. */
export const modulesLoaded: (file: SourceFile) => readonly LoadedModule[] = memo((file) => {
  const declared = file.ast.body.flatMap((node): readonly LoadedModule[] => {
    if (node.type === 'ImportDeclaration') return node.importKind === 'type' || isOfTypes(node.specifiers, (one) => one.type === 'ImportSpecifier' && one.importKind === 'type') ? [] : [{ specifier: bare(node.source.value), node }];
    if (node.type !== 'ExportAllDeclaration' && node.type !== 'ExportNamedDeclaration') return [];
    const isType = node.exportKind === 'type' || (node.type === 'ExportNamedDeclaration' && isOfTypes(node.specifiers, (one) => one.exportKind === 'type'));
    return node.source && !isType ? [{ specifier: bare(node.source.value), node }] : [];
  });
  const required = file.text.includes('require(') ? file.nodes('CallExpression') : [];
  return [
    ...declared,
    ...required.flatMap((node): readonly LoadedModule[] => {
      const specifier = requiredModule(file, node);
      return specifier === null ? [] : [{ specifier: bare(specifier), node }];
    }),
  ];
});

/** `import {} from './a'` loads the module; `import { type A } from './a'` does not for most compilers. */
function isOfTypes<T>(specifiers: readonly T[], isType: (one: T) => boolean): boolean {
  return specifiers.length > 0 && specifiers.every(isType);
}

/** A specifier without `node:`: `node:fs` and `fs` are one. */
export function bare(specifier: string): string {
  return specifier === 'node:test' ? specifier : specifier.replace(/^node:/, '');
}
