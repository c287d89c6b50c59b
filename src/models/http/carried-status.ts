import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, originOfTypeName, packageOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, displayName, enclosingClass, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { STATUS_FIELDS, STATUS_WORD, isStatusException, isStatusName, statusOfSymbol } from './exceptions.ts';

const MAX_SUPERCLASSES = 8;

/**
 * Where an error has its HTTP status from: the package of a framework's exception, or the class and field of an own one, as
 * in `ApiError.statusCode`. Null for a value that carries none.
 */
export function carriedStatus(origin: Origin, project: Project): string | null {
  const symbol = project.symbol(origin);
  if (symbol !== null && isStatusException(symbol)) return packageOf(symbol);
  const found = project.follow(origin);
  return found.kind === 'instance' ? statusOfClass(found.of, found.node && givenBy(found.file, found.node, project), project, 0) : null;
}

/** A field that holds a status, and whether an error may be made without one. */
interface StatusField {
  readonly name: string;
  readonly isOptional: boolean;
}

/** Whether what a constructor is given holds a status, and may: a spread or a variable is not looked into. */
function givenBy(file: SourceFile, node: { readonly arguments: readonly Node[] }, project: Project): boolean {
  return node.arguments.some((argument) => {
    const inner = unwrap(argument);
    if (inner.type !== 'ObjectExpression') return isStatusCode(file, inner, project);
    return inner.properties.some((p) => p.type === 'Property' && isStatusField(file, keyName(p), p.value, project));
  });
}

/**
 * The status code of an exception as it is thrown: said by the name of a package's class, by the number it is made with, or by the
 * number an own class hands to the class it extends. Null where none of them is known.
 */
export function statusOfException(file: SourceFile, node: Node, project: Project): number | null {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') return null;
  const origin = originOf(file, inner);
  const symbol = project.symbol(origin);
  if (symbol !== null && isStatusException(symbol)) {
    const [first] = inner.arguments;
    return statusOfSymbol(symbol) ?? (first ? codeOf(file, first, project) : null);
  }
  const found = project.follow(origin);
  return found.kind === 'instance' ? codeOfClass(found.of, project, 0) : null;
}

function codeOfClass(origin: Origin, project: Project, depth: number): number | null {
  const found = project.follow(origin);
  if (found.kind !== 'class' || depth > MAX_SUPERCLASSES || carriedStatus({ kind: 'instance', of: found, node: null, typeArguments: [], file: found.file }, project) === null) return null;
  for (const member of found.node.body.body) {
    if (member.type === 'PropertyDefinition' && member.value && isStatusField(found.file, keyName(member), member.value, project)) return codeOf(found.file, member.value, project);
  }
  const [call] = found.file.nodesIn(found.node, 'CallExpression').filter(({ callee }) => callee.type === 'Super');
  const code = call?.arguments.map((argument) => codeOf(found.file, argument, project)).find((one) => one !== null);
  if (code !== undefined && code !== null) return code;
  const parent = found.node.superClass ? originOf(found.file, found.node.superClass) : null;
  const symbol = parent && project.symbol(parent);
  return symbol ? statusOfSymbol(`new ${symbol}`) : parent && codeOfClass(parent, project, depth + 1);
}

/** A number from 400 to 599 that an expression is; null where it is none, or more than one. */
function codeOf(file: SourceFile, node: Node, project: Project): number | null {
  const values = project.constants(file, node);
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'number' && only >= 400 && only <= 599 ? only : null;
}

/** Whether a field by this name holding this value is an HTTP status. */
export function isStatusField(file: SourceFile, name: string | null, value: Node | null, project: Project): boolean {
  if (name === null) return false;
  return STATUS_FIELDS.has(name) ? value === null || !isOrdinary(value) : name === STATUS_WORD && value !== null && isStatusCode(file, value, project);
}

/** Whether an expression is a number from 400 to 599, or the name of one. */
export function isStatusCode(file: SourceFile, node: Node, project: Project): boolean {
  const values = project.constants(file, node);
  if (values && values.length > 0) return values.every((value) => typeof value === 'number' && value >= 400 && value <= 599);
  const symbol = project.symbol(originOf(file, node));
  return symbol !== null && isStatusName(symbol);
}

/** `isGiven`: whether the error is made with a status; null where that is not seen. */
function statusOfClass(origin: Origin, isGiven: boolean | null, project: Project, depth: number): string | null {
  if (depth > MAX_SUPERCLASSES) return null;
  const symbol = project.symbol(origin);
  if (symbol !== null) return isStatusException(`new ${symbol}`) ? packageOf(symbol) : null;
  const found = project.follow(origin);
  if (found.kind !== 'class' || !found.node.superClass) return null;
  const parent = originOf(found.file, found.node.superClass);
  const field = isErrorClass(parent, project, depth + 1) ? statusField(found.file, found.node, project) : null;
  if (field === null) return statusOfClass(parent, isGiven || passesOn(found.file, found.node, project), project, depth + 1);
  return field.isOptional && isGiven !== true ? null : `${displayName(found.file, found.node) ?? 'its class'}.${field.name}`;
}

/** `super(message, 404)` in the constructor of a class. */
function passesOn(file: SourceFile, node: ClassNode, project: Project): boolean {
  return file.nodesIn(node, 'CallExpression').some((call) => call.callee.type === 'Super' && enclosingClass(file, call) === node && givenBy(file, call, project));
}

function isErrorClass(origin: Origin, project: Project, depth: number): boolean {
  if (depth > MAX_SUPERCLASSES) return false;
  const symbol = project.symbol(origin);
  if (symbol !== null) return /#(?:\w*Error|\w*Exception)$/.test(symbol);
  const found = project.follow(origin);
  return found.kind === 'class' && found.node.superClass !== null && isErrorClass(originOf(found.file, found.node.superClass), project, depth + 1);
}

function statusField(file: SourceFile, node: ClassNode, project: Project): StatusField | null {
  for (const member of node.body.body) {
    const name = statusMember(file, member, project);
    if (name !== null) return { name, isOptional: isOptional(member) };
  }
  for (const a of file.nodesIn(node, 'AssignmentExpression')) {
    const left = unwrap(a.left);
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression' || enclosingClass(file, a) !== node) continue;
    const name = keyName(left);
    if (name !== null && isStatusField(file, name, a.right, project)) return { name, isOptional: false };
  }
  return null;
}

/** `statusCode?: number;`, `constructor(readonly statusCode?: number)`: an error of another kind has none. */
function isOptional(member: TSESTree.ClassElement): boolean {
  if (member.type === 'PropertyDefinition' || member.type === 'TSAbstractPropertyDefinition') return member.optional && member.value === null;
  if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') return false;
  return member.value.params.some((p) => p.type === 'TSParameterProperty' && p.parameter.type === 'Identifier' && STATUS_FIELDS.has(p.parameter.name) && p.parameter.optional);
}

function statusMember(file: SourceFile, member: TSESTree.ClassElement, project: Project): string | null {
  switch (member.type) {
    case 'PropertyDefinition':
    case 'TSAbstractPropertyDefinition':
      return isNumber(file, member.typeAnnotation?.typeAnnotation ?? null) && isStatusField(file, keyName(member), member.value, project) ? keyName(member) : null;
    case 'MethodDefinition': {
      if (member.kind === 'get') return isStatusField(file, keyName(member), null, project) ? keyName(member) : null;
      for (const p of member.kind === 'constructor' ? member.value.params : []) {
        if (p.type === 'TSParameterProperty' && p.parameter.type === 'Identifier' && isNumber(file, annotationOf(p)) && isStatusField(file, p.parameter.name, null, project)) return p.parameter.name;
      }
      return null;
    }
    default:
      return null;
  }
}

/** Whether an annotation, if any, is a number's: `statusCode?: string` is a code of another kind. */
function isNumber(file: SourceFile, type: TSESTree.TypeNode | null): boolean {
  if (type === null || type.type === 'TSNumberKeyword' || type.type === 'TSLiteralType') return true;
  if (type.type === 'TSUnionType') return type.types.some((one) => isNumber(file, one));
  const symbol = type.type === 'TSTypeReference' ? symbolOf(originOfTypeName(file, type)) : null;
  return symbol !== null && isStatusName(`${symbol}.`);
}

/** A literal that is no status: a name, a code of a store. */
function isOrdinary(value: Node): boolean {
  const inner = unwrap(value);
  return inner.type === 'Literal' && (typeof inner.value !== 'number' || inner.value < 100 || inner.value > 599);
}
