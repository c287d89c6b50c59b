import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Step, Transform, ValidationLibrary } from './types.ts';

type Table = 'formats' | 'bounds' | 'values' | 'transforms' | 'refinements' | 'presence' | 'settings';

/** The step one call of a chain or pipe is. */
export function stepAt(library: ValidationLibrary, table: Table, name: string, call: TSESTree.CallExpression, file: SourceFile, project: Project): Step {
  const callee = unwrap(call.callee);
  const start = library.form === 'chain' && callee.type === 'MemberExpression' ? callee.object.range[1] : call.range[0];
  return step(library, table, name, { name, node: call, file, arguments: call.arguments, range: [start, call.range[1]] }, project);
}

/** The step a name stands for in a table of a library. */
export function step(library: ValidationLibrary, table: Table, name: string, at: Pick<Step, 'name' | 'node' | 'file' | 'arguments' | 'range'>, project: Project | null): Step {
  switch (table) {
    case 'formats':
      return { ...at, kind: 'format', is: library.formats[name] ?? 'text' };
    case 'bounds':
      return { ...at, kind: 'bound', is: library.bounds[name] ?? 'range' };
    case 'values':
      return { ...at, kind: 'values', is: null };
    case 'transforms': {
      const is = library.transforms[name] ?? 'custom';
      const [made] = at.arguments;
      return { ...at, kind: 'transform', is: is === 'custom' && made && project ? conversionOf(at.file, made, project) : is };
    }
    case 'refinements':
      return { ...at, kind: 'refinement', is: null };
    case 'settings':
      return { ...at, kind: 'setting', is: null };
    case 'presence':
      return { ...at, kind: 'presence', is: library.presence[name] ?? 'optional' };
  }
}

/** Where a report on a step stands: `email()` of a chain, without what is in front of it. */
export function placeOf({ node, range }: Step): readonly [number, number] {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' && callee.object.range[1] === range[0] ? [callee.property.range[0], range[1]] : range;
}

/** The steps that the options of a schema say: `{ format: 'email', maxLength: 200 }`. */
export function stepsOfOptions(library: ValidationLibrary, options: TSESTree.ObjectExpression, file: SourceFile): readonly Step[] {
  return options.properties.flatMap((property): readonly Step[] => {
    const name = property.type === 'Property' ? keyName(property) : null;
    if (property.type !== 'Property' || name === null) return [];
    const at = { node: property, file, arguments: [property.value], range: property.range };
    const format = name === 'format' ? stringValue(property.value) : null;
    if (format !== null && Object.hasOwn(library.formats, format)) return [step(library, 'formats', format, { ...at, name: format }, null)];
    const table = name === 'pattern' ? 'formats' : (['bounds', 'presence'] as const).find((one) => Object.hasOwn(library[one], name)) ?? (library.values.includes(name) ? 'values' : library.refinements.includes(name) ? 'refinements' : null);
    return table ? [step(library, table, name, { ...at, name }, null)] : [];
  });
}

const METHODS: ReadonlyMap<string, Transform> = new Map([
  ['trim', 'trim'],
  ['toLowerCase', 'lowercase'],
  ['toLocaleLowerCase', 'lowercase'],
  ['toUpperCase', 'uppercase'],
  ['toLocaleUpperCase', 'uppercase'],
]);
const CONVERSIONS: ReadonlyMap<string, Transform> = new Map([
  ['global#Number', 'number'],
  ['global#parseInt', 'number'],
  ['global#parseFloat', 'number'],
  ['global#BigInt', 'number'],
  ['global#Boolean', 'boolean'],
  ['new global#Date', 'date'],
]);

/** What a function of the project's own does to a value, where it is one thing: `(v) => v.trim()`, `Number`. */
function conversionOf(file: SourceFile, node: Node, project: Project): Transform {
  const fn = unwrap(node);
  const symbol = (at: Node): string | null => project.symbol(originOf(file, at));
  if (!isFunction(fn)) return CONVERSIONS.get(symbol(fn) ?? '') ?? 'custom';
  if (!fn.body || fn.body.type === 'BlockStatement') return 'custom';
  const body = unwrap(fn.body);
  if (body.type === 'NewExpression') return CONVERSIONS.get(`new ${symbol(body.callee) ?? ''}`) ?? 'custom';
  if (body.type !== 'CallExpression') return 'custom';
  const callee = unwrap(body.callee);
  if (callee.type !== 'MemberExpression') return CONVERSIONS.get(symbol(callee) ?? '') ?? 'custom';
  const [parameter] = fn.params;
  const receiver = unwrap(callee.object);
  const isParameter = parameter?.type === 'Identifier' && receiver.type === 'Identifier' && file.variableOf(receiver) === file.variableOf(parameter);
  return isParameter ? (METHODS.get(keyName(callee) ?? '') ?? 'custom') : 'custom';
}
