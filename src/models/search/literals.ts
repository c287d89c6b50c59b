import type { TSESTree } from '@typescript-eslint/utils';
import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, returnedExpressions, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { Placed } from './types.ts';

type Literal = Placed<TSESTree.ObjectExpression | TSESTree.ArrayExpression>;

/** The object and list literals an expression can stand for; `open` where it can be something else too. */
export interface Literals {
  readonly found: readonly Literal[];
  readonly open: boolean;
}

const MAX_DEPTH = 8;
const NOTHING: Literals = { found: [], open: false };
const UNKNOWN: Literals = { found: [], open: true };

/** The literals an expression stands for, through names, imports, conditions and the functions that make it. */
export function literalsOf(file: SourceFile, node: Node, project: Project, depth = 0): Literals {
  const inner = unwrapAwait(node);
  if (depth > MAX_DEPTH) return UNKNOWN;
  switch (inner.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
      return { found: [{ node: inner, file }], open: false };
    case 'ConditionalExpression':
      return joined([literalsOf(file, inner.consequent, project, depth + 1), literalsOf(file, inner.alternate, project, depth + 1)]);
    case 'LogicalExpression':
      return inner.operator === '&&' ? literalsOf(file, inner.right, project, depth + 1) : joined([literalsOf(file, inner.left, project, depth + 1), literalsOf(file, inner.right, project, depth + 1)]);
    case 'Literal':
      return NOTHING;
    case 'CallExpression': {
      const made = ofList(file, inner, project, depth);
      if (made) return made;
      break;
    }
    case 'Identifier':
      if (inner.name === 'undefined') return NOTHING;
  }
  return ofOrigin(project.follow(originOf(file, inner)), project, depth + 1);
}

/** `clauses.filter(Boolean)`, `fields.map((field) => ({ … }))`. */
function ofList(file: SourceFile, { callee, arguments: given }: TSESTree.CallExpression, project: Project, depth: number): Literals | null {
  if (callee.type !== 'MemberExpression') return null;
  const name = keyName(callee);
  if (name === 'filter') return literalsOf(file, callee.object, project, depth + 1);
  const [callback] = given;
  if ((name !== 'map' && name !== 'flatMap') || !isFunction(callback)) return null;
  return joined(returnedExpressions(file, callback).map((returned) => literalsOf(file, returned, project, depth + 1)));
}

function ofOrigin(origin: Origin, project: Project, depth: number): Literals {
  if (origin.kind === 'either') return joined(origin.of.map((one) => ofOrigin(project.follow(one), project, depth + 1)));
  if (origin.kind !== 'value' || depth > MAX_DEPTH) return UNKNOWN;
  const { node, file } = origin;
  return node.type === 'ObjectExpression' || node.type === 'ArrayExpression' ? { found: [{ node, file }], open: false } : UNKNOWN;
}

function joined(all: readonly Literals[]): Literals {
  return { found: all.flatMap(({ found }) => found), open: all.some(({ open }) => open) };
}

/** The only object literal an expression stands for; null for several or something else. */
export function onlyObject(file: SourceFile, node: Node, project: Project): Placed<TSESTree.ObjectExpression> | null {
  const { found, open } = literalsOf(file, node, project);
  const [only] = found;
  return only?.node.type === 'ObjectExpression' && found.length === 1 && !open ? { node: only.node, file: only.file } : null;
}

/** The only string an expression is; null for several or something else. */
export function onlyText(file: SourceFile, node: Node, project: Project): string | null {
  const values = project.constants(file, node);
  return values?.length === 1 && typeof values[0] === 'string' ? values[0] : null;
}

/** The strings of one string (a list with commas) or of a list of strings; null when one is not known. */
export function namesIn(file: SourceFile, node: Node, project: Project): readonly string[] | null {
  const single = onlyText(file, node, project);
  if (single !== null) return single.split(',');
  const { found, open } = literalsOf(file, node, project);
  const [list] = found;
  if (open || found.length !== 1 || list?.node.type !== 'ArrayExpression') return null;
  const names = list.node.elements.map((element) => (element && element.type !== 'SpreadElement' ? onlyText(list.file, element, project) : null));
  return names.every((name) => name !== null) ? names : null;
}
