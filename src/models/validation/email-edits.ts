import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../ast/source-file.ts';
import { callChain, contains, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import { decoratorEdits } from './decorator-edits.ts';
import type { Schema, Step, Transform } from './types.ts';

const WANTED: readonly Transform[] = ['trim', 'lowercase'];

/** Has a schema of the linted file trim a text and put it in lower case before it is checked; null where the place is not simple. */
export function normalisingEdits(file: SourceFile, schema: Schema): readonly Edit[] | null {
  if (schema.file !== file) return null;
  const names = missing(schema);
  switch (schema.library.form) {
    case 'chain':
      return inChain(file, schema, names);
    case 'pipe':
      return inPipe(file, schema, names);
    case 'decorators':
      return decoratorEdits(file, schema, 'class-transformer', [['Transform', "({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)"]]);
    case 'options':
    case 'definitions':
      return null;
  }
}

/** The library's names of the transforms that a schema lacks. */
function missing({ library, steps }: Schema): readonly string[] {
  return WANTED.filter((is) => !steps.some((step) => step.kind === 'transform' && step.is === is)).flatMap((is) => Object.keys(library.transforms).find((name) => library.transforms[name] === is) ?? []);
}

function firstCheck({ steps, file, node }: Schema): Step | null | undefined {
  const check = steps.find(({ kind }) => kind === 'format' || kind === 'bound' || kind === 'refinement' || kind === 'values');
  return check && (check.file !== file || !contains(node, check.node)) ? undefined : (check ?? null);
}

function inChain(file: SourceFile, schema: Schema, names: readonly string[]): readonly Edit[] | null {
  const text = names.map((name) => `.${name}()`).join('');
  const check = firstCheck(schema);
  const maker = callChain(schema.node)?.first;
  if (check === undefined || !maker) return null;
  const callee = unwrap(maker.callee);
  if (check?.node === maker) {
    // `z.email()` is a format from the start: `z.string().trim().toLowerCase().pipe(z.email())`.
    return callee.type === 'MemberExpression' ? [{ range: maker.range, text: `${file.textOf(callee.object)}.string()${text}.pipe(${file.textOf(maker)})` }] : null;
  }
  const at = check ? check.range[0] : isMakerOf(schema, maker) ? maker.range[1] : null;
  return at === null ? null : [{ range: [at, at], text }];
}

/** Whether a call makes the schema itself, and wraps no other: `z.string()`, not `z.optional(z.string())`. */
function isMakerOf({ library }: Schema, { callee, arguments: given }: TSESTree.CallExpression): boolean {
  const inner = unwrap(callee);
  const name = inner.type === 'MemberExpression' && inner.property.type === 'Identifier' ? inner.property.name : inner.type === 'Identifier' ? inner.name : '';
  return library.types[name] === 'string' && given.every(({ type }) => type !== 'CallExpression');
}

function inPipe(file: SourceFile, schema: Schema, names: readonly string[]): readonly Edit[] | null {
  const check = firstCheck(schema);
  const callee = check?.node.type === 'CallExpression' ? unwrap(check.node.callee) : null;
  if (!check || callee?.type !== 'MemberExpression') return null;
  return [{ range: [check.range[0], check.range[0]], text: names.map((name) => `${file.textOf(callee.object)}.${name}(), `).join('') }];
}
