import { exportsOf } from '../../ast/exports.ts';
import { memberOf, originOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';

export interface FoundFunction {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
}

const MAX_DEPTH = 6;

/**
 * The functions an expression hands over as handlers: itself, by name, bound, wrapped in a call (`asyncHandler(fn)`), given by a
 * factory (`login({ … })`), or each of a list. Empty where nothing is known of it.
 */
export function functionsIn(file: SourceFile, node: Node, project: Project, depth = 0): readonly FoundFunction[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  if (isFunction(inner)) return [{ fn: inner, file }];
  switch (inner.type) {
    case 'ArrayExpression':
      return inner.elements.flatMap((e) => (e ? functionsIn(file, e.type === 'SpreadElement' ? e.argument : e, project, depth + 1) : []));
    case 'ConditionalExpression':
      return [...functionsIn(file, inner.consequent, project, depth + 1), ...functionsIn(file, inner.alternate, project, depth + 1)];
    case 'LogicalExpression':
      return [...functionsIn(file, inner.left, project, depth + 1), ...functionsIn(file, inner.right, project, depth + 1)];
    case 'CallExpression': {
      const callee = unwrap(inner.callee);
      if (callee.type === 'MemberExpression' && keyName(callee) === 'bind') return functionsIn(file, callee.object, project, depth + 1);
      const handed = inner.arguments.flatMap((a) => (mayHold(a) ? functionsIn(file, a, project, depth + 1) : []));
      return handed.length > 0 ? handed : named(file, inner, project, depth);
    }
    case 'Identifier':
    case 'MemberExpression':
      return named(file, inner, project, depth);
    default:
      return [];
  }
}

function mayHold(node: Node): boolean {
  const inner = unwrap(node);
  return isFunction(inner) || inner.type === 'Identifier' || inner.type === 'MemberExpression' || inner.type === 'CallExpression';
}

/** By name: what the name stands for, in this file or where it is imported from. */
function named(file: SourceFile, node: Node, project: Project, depth: number): readonly FoundFunction[] {
  return functionsOfOrigin(ownExport(file, node) ?? originOf(file, node), project, depth, node);
}

/** `exports.remove` inside the module that sets it; null for anything else. */
export function ownExport(file: SourceFile, node: Node): Origin | null {
  const inner = unwrap(node);
  if (inner.type !== 'MemberExpression' || inner.object.type !== 'Identifier' || inner.object.name !== 'exports' || file.variableOf(inner.object)) return null;
  const name = keyName(inner);
  return name === null ? null : (exportsOf(file).names.get(name) ?? null);
}

/**
 * The functions an origin is. A call is looked into before it is followed: `catchAsync(fn)` runs `fn`, and only a factory,
 * which is given no function, runs what it returns.
 */
export function functionsOfOrigin(origin: Origin, project: Project, depth = 0, asked: Node | null = null): readonly FoundFunction[] {
  if (depth > MAX_DEPTH) return [];
  const written = definition(origin, project, 0);
  switch (written.kind) {
    case 'function':
      return [{ fn: written.node, file: written.file }];
    case 'value':
      return written.node !== asked && written.node.type === 'ArrayExpression' ? functionsIn(written.file, written.node, project, depth + 1) : [];
    case 'either':
      return written.of.flatMap((one) => functionsOfOrigin(one, project, depth + 1, asked));
    case 'call': {
      if (written.node.type !== 'CallExpression') return [];
      if (written.node !== asked) return functionsIn(written.file, written.node, project, depth + 1);
      const factory = project.follow(written.callee);
      if (factory.kind !== 'function') return [];
      return returnedExpressions(factory.file, factory.node).flatMap((r) => (mayHold(r) ? functionsIn(factory.file, r, project, depth + 2) : []));
    }
    default: {
      const followed = project.follow(written);
      if (followed.kind === 'function') return [{ fn: followed.node, file: followed.file }];
      if (followed.kind === 'call') return functionsOfOrigin(followed, project, depth + 1, asked);
      return written.kind === 'member' && written.property !== null ? assignedLater(project.follow(written.object), written.property, project, depth) : [];
    }
  }
}

/** `const users = {}; users.list = …; return users;`: what the only assignment to a property of an object that begins without it gives. */
function assignedLater(object: Origin, property: string, project: Project, depth: number): readonly FoundFunction[] {
  if (object.kind !== 'value' || object.node.type !== 'ObjectExpression') return [];
  const { file, node } = object;
  const declared = file.parent(node);
  const variable = declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' ? file.variableOf(declared.id) : null;
  const given = (variable?.references ?? []).flatMap(({ identifier }) => {
    const member = file.parent(identifier);
    const assignment = member?.type === 'MemberExpression' && member.object === identifier && keyName(member) === property ? file.parent(member) : null;
    return assignment?.type === 'AssignmentExpression' && assignment.left === member && assignment.operator === '=' ? [assignment.right] : [];
  });
  const [only] = given;
  return only && given.length === 1 ? functionsIn(file, only, project, depth + 1) : [];
}

/** What an origin is written as: imports of the project's own files replaced by what those export, calls left as they are. */
export function definition(origin: Origin, project: Project, depth = 0): Origin {
  if (depth > MAX_DEPTH) return origin;
  if (origin.kind === 'import') {
    const path = project.resolve(origin.file, origin.from);
    const file = path === null ? null : project.file(path);
    if (!file) return origin;
    const { names, stars } = exportsOf(file);
    const found = names.get(origin.name);
    if (found) return definition(found, project, depth + 1);
    for (const from of origin.name === '*' || origin.name === 'default' ? [] : stars) {
      const starred = definition({ kind: 'import', from, name: origin.name, typeOnly: false, file }, project, depth + 1);
      if (starred.kind !== 'import') return starred;
    }
    return origin;
  }
  if (origin.kind !== 'member' || origin.property === null) return origin;
  const object = definition(origin.object, project, depth + 1);
  const member = memberOf(object, origin.property);
  return member.kind === 'member' ? origin : definition(member, project, depth + 1);
}

/** The functions an object holds, some levels down, as in maps of resolvers and tasks; with a name, only under that key. */
export function functionsBelow(file: SourceFile, node: Node, project: Project, name: string | null, depth = 0): readonly FoundFunction[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  if (isFunction(inner) && inner.body?.type !== 'BlockStatement' && inner.body) return functionsBelow(file, inner.body, project, name, depth + 1);
  if (inner.type === 'CallExpression' && name !== null) return inner.arguments.flatMap((a) => functionsBelow(file, a, project, name, depth + 1));
  if (inner.type !== 'ObjectExpression') {
    const origin = inner.type === 'Identifier' || inner.type === 'MemberExpression' ? project.follow(originOf(file, inner)) : null;
    return origin?.kind === 'value' && origin.node !== inner ? functionsBelow(origin.file, origin.node, project, name, depth + 1) : [];
  }
  const direct = name === null ? null : propertyOf(inner, name);
  if (direct) return functionsIn(file, direct.value, project, depth + 1);
  return inner.properties.flatMap((p) => {
    if (p.type === 'SpreadElement') return functionsBelow(file, p.argument, project, name, depth + 1);
    const value = unwrap(p.value);
    if (name === null && (isFunction(value) || value.type === 'Identifier')) {
      const found = functionsIn(file, value, project, depth + 1);
      if (found.length > 0) return found;
    }
    return functionsBelow(file, value, project, name, depth + 1);
  });
}
