import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { Schema } from './types.ts';

/** Puts decorators of a package, with the text of their arguments, in front of those of a field, and imports them where that is missing. */
export function decoratorEdits(file: SourceFile, { node }: Schema, from: string, decorators: readonly (readonly [name: string, argument: string])[]): readonly Edit[] | null {
  const [first] = decoratorsOf(node);
  const names = imported(file, from, decorators.map(([name]) => name));
  if (!first || !names || decorators.length === 0) return null;
  const [start] = first.range;
  const indent = /[ \t]*$/u.exec(file.text.slice(0, start))?.[0] ?? '';
  return [...names.edits, { range: [start, start], text: decorators.map(([name, argument]) => `@${names.local(name)}(${argument})\n${indent}`).join('') }];
}

function imported(file: SourceFile, from: string, names: readonly string[]): { readonly local: (name: string) => string; readonly edits: readonly Edit[] } | null {
  const imports = file.nodes('ImportDeclaration').filter(({ source, importKind }) => source.value === from && importKind !== 'type');
  const specifiers = imports.flatMap((one) => one.specifiers.filter(({ type }) => type === 'ImportSpecifier'));
  const known = new Map(specifiers.flatMap((specifier) => {
    const origin = originOf(file, specifier.local);
    return origin.kind === 'import' ? [[origin.name, specifier.local.name] as const] : [];
  }));
  const local = (name: string): string => known.get(name) ?? name;
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return { local, edits: [] };
  const last = specifiers.at(-1);
  if (last) return { local, edits: [{ range: [last.range[1], last.range[1]], text: missing.map((name) => `, ${name}`).join('') }] };
  const [first] = file.nodes('ImportDeclaration');
  return first ? { local, edits: [{ range: [first.range[0], first.range[0]], text: `import { ${missing.join(', ')} } from '${from}';\n` }] } : null;
}
