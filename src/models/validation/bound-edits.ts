import type { TSESTree } from '@typescript-eslint/utils';
import { propertyAdded } from '../../ast/edits.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { callChain, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import { decoratorEdits } from './decorator-edits.ts';
import type { SenselessField } from './semantic-bounds.ts';
import type { Schema, ValidationLibrary } from './types.ts';

/** Has the schema of a field refuse what makes no sense; null where it stands in another file, or the place is not simple. */
export function boundEdits(file: SourceFile, { input: { schema }, sense, lacks }: SenselessField): readonly Edit[] | null {
  if (schema.file !== file) return null;
  const bounds = lacks.flatMap((bound) => (bound === 'past' ? [] : [{ bound, value: bound === 'minimum' ? sense.least : sense.most }]));
  const { library } = schema;
  const name = (bound: 'minimum' | 'maximum'): string => nameOf(library, bound);
  switch (library.form) {
    case 'decorators':
      return decoratorEdits(file, schema, 'class-validator', lacks[0] === 'past' ? (schema.type === 'date' ? [['MaxDate', '() => new Date()']] : []) : bounds.map(({ bound, value }) => [name(bound), String(value)]));
    case 'options':
      return inOptions(schema, bounds.map(({ bound, value }) => `${bound}: ${value}`));
    case 'pipe':
      return inPipe(file, schema, lacks[0] === 'past' ? [['check', pastCheck(schema)]] : bounds.map(({ bound, value }) => [name(bound), String(value)]));
    case 'definitions':
      return null;
    case 'chain': {
      const text = lacks[0] === 'past' ? pastText(schema) : bounds.map(({ bound, value }) => `.${name(bound)}(${value})`).join('');
      const maker = makerOf(schema);
      return text === null || !maker ? null : [{ range: [maker.range[1], maker.range[1]], text }];
    }
  }
}

/** The library's name of a bound of numbers: those of lengths and of exclusive bounds come behind it. */
function nameOf({ bounds }: ValidationLibrary, bound: 'minimum' | 'maximum'): string {
  const names = Object.keys(bounds).filter((name) => bounds[name] === bound);
  return names.find((name) => /value$/iu.test(name)) ?? names.find((name) => /^m(?:in|ax)$/iu.test(name)) ?? bound;
}

/** Today is asked at each check: a date that a schema is made with grows old. */
function pastCheck({ type }: Schema): string {
  return type === 'date' ? '(date) => date <= new Date()' : '(text) => new Date(text) <= new Date()';
}

function pastText(schema: Schema): string | null {
  const { library, steps } = schema;
  if (library.now !== undefined) return `.${nameOf(library, 'maximum')}(${library.now})`;
  if (!library.ordered || steps.some(({ kind }) => kind === 'bound')) return null;
  return schema.type === 'date' ? `.refine(${pastCheck(schema)})` : null;
}

/** The call that makes a schema by itself, and wraps no other. */
function makerOf({ node, library, type }: Schema): TSESTree.CallExpression | null {
  const maker = callChain(node)?.first;
  const callee = maker && unwrap(maker.callee);
  const name = callee?.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee?.type === 'Identifier' ? callee.name : '';
  return maker && library.types[name] === type && maker.arguments.every((argument) => argument.type !== 'CallExpression') ? maker : null;
}

function inOptions({ node }: Schema, texts: readonly string[]): readonly Edit[] | null {
  if (texts.length === 0) return null;
  if (node.type === 'CallExpression') {
    const [options, ...more] = node.arguments;
    if (!options) return [{ range: [node.range[1] - 1, node.range[1] - 1], text: `{ ${texts.join(', ')} }` }];
    return more.length === 0 && options.type === 'ObjectExpression' ? [propertyAdded(options, texts.join(', '))] : null;
  }
  return node.type === 'ObjectExpression' ? [propertyAdded(node, texts.join(', '))] : null;
}

/** `v.number()` as `v.pipe(v.number(), v.minValue(0))`; in a pipe behind what makes the schema. */
function inPipe(file: SourceFile, { node }: Schema, actions: readonly (readonly [string, string])[]): readonly Edit[] | null {
  const call = unwrap(node);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  const library = file.textOf(callee.object);
  const text = actions.map(([name, value]) => `, ${library}.${name}(${value})`).join('');
  const [first] = call.arguments;
  if (callee.property.name === 'pipe') return first ? [{ range: [first.range[1], first.range[1]], text }] : null;
  return first ? null : [{ range: call.range, text: `${library}.pipe(${file.textOf(call)}${text})` }];
}
