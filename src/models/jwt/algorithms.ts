import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { builders, isTokenPackage, SAYS_JWT } from './libraries.ts';
import { readingsOf } from './readings.ts';
import type { TokenReading, UnsaidAlgorithms, UnsignedAlgorithm } from './types.ts';

const SAYS_NONE = words(/^none$/i);
const KEYS: ReadonlySet<string> = new Set(['algorithm', 'algorithms', 'alg']);

/** The places of the linted file that sign or accept tokens without a signature (RFC 7519, section 6). */
export const unsignedAlgorithms = perFile((context): readonly UnsignedAlgorithm[] => {
  if (!says(context, SAYS_JWT)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const made = file.nodes('NewExpression').flatMap((node): UnsignedAlgorithm[] => {
    const symbol = project.symbol(originOf(file, node.callee));
    return symbol !== null && builders.get(symbol)?.form.unsigned ? [{ node, edit: null }] : [];
  });
  if (!says(context, SAYS_NONE)) return made;
  const said = file.nodes('Property').flatMap((property): UnsignedAlgorithm[] => {
    if (!KEYS.has(keyName(property) ?? '')) return [];
    const found = noneIn(property.value);
    return found && file.parent(property)?.type === 'ObjectExpression' && isOption(file, property, project) ? [found] : [];
  });
  return [...made, ...said];
});

function noneIn(value: Node): UnsignedAlgorithm | null {
  const isNone = (node: Node | null): boolean => stringValue(node)?.toLowerCase() === 'none';
  const inner = unwrap(value);
  if (isNone(inner)) return { node: inner, edit: { range: inner.range, text: "'HS256'" } };
  if (inner.type !== 'ArrayExpression') return null;
  const at = inner.elements.findIndex(isNone);
  const element = inner.elements[at];
  return element ? { node: element, edit: withoutElement(inner.elements, at, element) } : null;
}

function withoutElement(elements: readonly (Node | null)[], at: number, element: Node): Edit {
  const [before, after] = [elements[at - 1], elements[at + 1]];
  if (before) return { range: [before.range[1], element.range[1]], text: '' };
  return after ? { range: [element.range[0], after.range[0]], text: '' } : { range: element.range, text: "'HS256'" };
}

/** Whether a property stands among the options of a call of such a library, also through a constant. */
function isOption(file: SourceFile, property: Node, project: Project): boolean {
  let at: Node = property;
  for (let parent = file.parent(at); parent && (parent.type === 'ObjectExpression' || parent.type === 'Property' || unwrap(parent) !== parent); parent = file.parent(at)) at = parent;
  const around = file.parent(at);
  if (around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' && around.init === at) {
    return (file.variableOf(around.id)?.references ?? []).some(({ identifier }) => {
      const use = file.parent(identifier as Node);
      const spread = use?.type === 'SpreadElement' ? use : null;
      return spread ? isOption(file, spread, project) : isGivenToLibrary(file, use, identifier as Node, project);
    });
  }
  return isGivenToLibrary(file, around, at, project);
}

function isGivenToLibrary(file: SourceFile, call: Node | null, argument: Node, project: Project): boolean {
  if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || !call.arguments.includes(argument as TSESTree.CallExpressionArgument)) return false;
  const isOfLibrary = (node: Node): boolean => {
    const symbol = project.symbol(originOf(file, node));
    return symbol !== null && isTokenPackage(packageOf(symbol));
  };
  if (call.callee.type === 'Super') {
    const base = enclosingClass(file, call)?.superClass;
    return base?.type === 'CallExpression' && base.arguments.some((a) => a.type !== 'SpreadElement' && isOfLibrary(a));
  }
  return isOfLibrary(call.callee) || call.arguments.some((other) => other !== argument && other.type !== 'SpreadElement' && isOfLibrary(other));
}

/** The verifications of the linted file that leave the algorithm to the token. */
export const unsaidAlgorithms = perFile((context): readonly UnsaidAlgorithms[] => {
  if (!says(context, SAYS_JWT)) return [];
  const project = projectOf(context);
  return readingsOf(sourceFileOf(context), project).flatMap((reading) => {
    const version = unsafeVersion(reading, project);
    return version === null ? [] : [{ reading, package: `${reading.library} ${version}` }];
  });
});

/** The version that the package of the file asks for, where it is one that takes what the token says and no algorithms are said. */
function unsafeVersion({ node, file, kind, library, form }: TokenReading, project: Project): string | null {
  if (kind !== 'verifies' || !form.safeSince || form.options === undefined) return null;
  const range = project.packageOf(file)?.dependencies.get(library) ?? '';
  const [version, ...numbers] = /(\d+)\.(\d+)\.(\d+)/.exec(range) ?? [];
  const given = node.arguments[form.options];
  if (version === undefined || given?.type === 'SpreadElement' || !isBelow(numbers.map(Number), form.safeSince)) return null;
  const options = optionsOf(file, given ?? null, project);
  return options.isOpen || options.properties.has('algorithms') ? null : version;
}

function isBelow(version: readonly number[], limit: readonly number[]): boolean {
  const at = limit.findIndex((part, i) => version[i] !== part);
  return at >= 0 && (version[at] ?? 0) < (limit[at] ?? 0);
}
