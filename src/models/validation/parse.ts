import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { keyName } from '../../ast/syntax.ts';
import { libraryOf } from './read.ts';

/** A call that reads a value through a schema: the schema, the value, and where the result holds what passed. */
export interface SchemaParse {
  readonly schema: Node;
  readonly value: Node;
  /** Name under which the result holds the value: `data` of `safeParse`; null when the result is the value. */
  readonly under: string | null;
}

/** What a call parses, when it is the parse of a known schema library; null otherwise. `symbol` is the callee's. */
export function schemaParseOf(call: TSESTree.CallExpression, symbol: string): SchemaParse | null {
  const library = libraryOf(symbol);
  if (!library) return null;
  const path = symbol.slice(symbol.indexOf('#') + 1);
  const known = library.functions && Object.hasOwn(library.functions, path) ? library.functions[path] : undefined;
  if (known) {
    const schema = call.arguments[known.schema ?? -1];
    const value = call.arguments[known.value ?? -1];
    return schema && value ? { schema, value, under: known.under } : null;
  }
  const [given] = call.arguments;
  if (library.callable && given && path.endsWith('()')) return { schema: call.callee, value: given, under: null };
  if (call.callee.type !== 'MemberExpression' || !path.includes('()')) return null;
  const name = keyName(call.callee) ?? '';
  const form = Object.hasOwn(library.parsers, name) ? library.parsers[name] : undefined;
  const [value] = call.arguments;
  return form && value ? { schema: call.callee.object, value, under: form.under } : null;
}
