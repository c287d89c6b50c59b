import { originOf } from '../ast/origin.ts';
import type { Node, SourceFile } from '../ast/source-file.ts';
import { keyName, unwrap } from '../ast/syntax.ts';
import type { Project } from './types.ts';

/** The options an expression holds. `isOpen`: there may be others. */
export interface Options {
  readonly properties: ReadonlyMap<string, { readonly node: Node; readonly file: SourceFile }>;
  readonly isOpen: boolean;
}

const MAX_DEPTH = 5;
const OPEN: Options = { properties: new Map(), isOpen: true };

/** The options that are written, spread and imported objects included; null stands for none given. */
export function optionsOf(file: SourceFile, node: Node | null, project: Project, depth = 0): Options {
  if (!node) return { properties: new Map(), isOpen: false };
  if (depth > MAX_DEPTH) return OPEN;
  const inner = unwrap(node);
  if (inner.type !== 'ObjectExpression') {
    const origin = project.follow(originOf(file, inner));
    const value = origin.kind === 'value' ? unwrap(origin.node) : null;
    if (origin.kind !== 'value' || value?.type !== 'ObjectExpression' || isChanged(origin.file, origin.node, project)) return OPEN;
    return optionsOf(origin.file, value, project, depth + 1);
  }
  const properties = new Map<string, { readonly node: Node; readonly file: SourceFile }>();
  let open = false;
  for (const property of inner.properties) {
    if (property.type === 'SpreadElement') {
      const spread = optionsOf(file, property.argument, project, depth + 1);
      // What is unknown may say again, and otherwise, what was said before it.
      if (spread.isOpen) properties.clear();
      open ||= spread.isOpen;
      for (const [name, said] of spread.properties) properties.set(name, said);
      continue;
    }
    const name = keyName(property);
    if (name === null) {
      properties.clear();
      open = true;
    } else properties.set(name, { node: property.value, file });
  }
  return { properties, isOpen: open };
}

/** Whether an argument is a text that cannot be options: an address, written or taken from the environment. */
export function isAddress(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  if (inner.type === 'Literal' || inner.type === 'TemplateLiteral') return true;
  return inner.type !== 'ObjectExpression' && (project.symbol(originOf(file, inner))?.startsWith('global#process.env.') ?? false);
}

/** Whether the variable that holds an object literal is written to or handed on whole: `options.secure = true`, `Object.assign(options, …)`. */
export function isChanged(file: SourceFile, object: Node, project: Project): boolean {
  let at = file.parent(object);
  while (at && unwrap(at) === unwrap(object)) at = file.parent(at);
  if (at?.type !== 'VariableDeclarator' || at.id.type !== 'Identifier') return true;
  return (file.variableOf(at.id)?.references ?? []).some((reference) => {
    const parent = file.parent(reference.identifier as Node);
    const around = parent ? file.parent(parent) : null;
    if (parent?.type === 'MemberExpression') return around?.type === 'AssignmentExpression' && around.left === parent;
    return parent?.type === 'CallExpression' && parent.arguments[0] === reference.identifier && mayChange(project.symbol(originOf(file, parent.callee)));
  });
}

/** Whether a function may write to its first argument: one of the project's own, `Object.assign` and its like. Those of packages read it. */
function mayChange(symbol: string | null): boolean {
  return symbol === null || /[.#](?:assign|defaults|defaultsDeep|defineProperties|defineProperty|extend|merge|mergeWith|set|setPrototypeOf)$/.test(symbol);
}
