import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, decoratorsOf, isClass, keyName, propertyOf } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { isBounded, patternOf } from './regexps.ts';
import type { AccessPath } from './reaching.ts';
import { ANY, KEY } from './reaching.ts';
import { CONVERTING_TYPES, TEXT_DECORATORS, VALIDATING_DECORATORS } from './tables.ts';

const MAX_DEPTH = 10;

/** Whether all parts of a union have to be closed, or one is enough to say what is meant. */
type Union = 'every' | 'some';

function isEmptyType({ type }: TSESTree.TypeNode): boolean {
  return type === 'TSNullKeyword' || type === 'TSUndefinedKeyword' || type === 'TSVoidKeyword';
}

/**
 * Whether a type, or what lies below a path in it, has only harmless texts: numbers, booleans, dates, literals and enums.
 * An annotation is a promise of the compiler, so that it counts for parameters and not for data that was cast.
 */
export function isClosedType(project: Project, file: SourceFile, type: TSESTree.TypeNode, path: AccessPath, depth = 0, union: Union = 'every'): boolean {
  if (depth > MAX_DEPTH) return false;
  const again = (inner: TSESTree.TypeNode | undefined, below: AccessPath = path): boolean => inner !== undefined && isClosedType(project, file, inner, below, depth + 1, union);
  switch (type.type) {
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSBigIntKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSNeverKeyword':
    case 'TSVoidKeyword':
      return true;
    case 'TSLiteralType':
      return type.literal.type !== 'TemplateLiteral' || type.literal.expressions.length === 0;
    case 'TSUnionType':
      return type.types[union]((t) => (union === 'every' || !isEmptyType(t)) && again(t));
    case 'TSIntersectionType':
      return type.types.some((t) => again(t));
    case 'TSArrayType':
      return again(type.elementType, path.slice(1));
    case 'TSTupleType': {
      const asked = type.elementTypes[Number(path[0])];
      return (asked ? [asked] : type.elementTypes).every((t) => again(t.type === 'TSNamedTupleMember' ? t.elementType : t, path.slice(1)));
    }
    case 'TSTypeOperator':
      return type.operator === 'keyof' ? type.typeAnnotation?.type === 'TSTypeQuery' : again(type.typeAnnotation);
    case 'TSIndexedAccessType':
      return type.objectType.type === 'TSTypeQuery';
    case 'TSTypeLiteral':
      return isClosedMember(type.members, path, again);
    case 'TSTypeReference':
      return isClosedReference(project, file, type, path, depth, union);
    default:
      return false;
  }
}

function isClosedMember(members: readonly TSESTree.TypeElement[], path: AccessPath, again: (type: TSESTree.TypeNode | undefined, path: AccessPath) => boolean): boolean {
  const [key, ...rest] = path;
  const properties = members.filter((m) => m.type === 'TSPropertySignature');
  if (key === KEY) return members.length > 0 && properties.length === members.length;
  if (key === undefined || key === ANY) return members.length > 0 && properties.length === members.length && properties.every((p) => again(p.typeAnnotation?.typeAnnotation, rest));
  const found = properties.find((p) => keyName(p) === key);
  return again(found?.typeAnnotation?.typeAnnotation, rest);
}

const NUMBERS = new Set(['Number', 'Boolean', 'Date', 'BigInt']);
const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Iterable']);
const SAME = new Set(['Promise', 'Readonly', 'Awaited', 'Partial', 'Required', 'NonNullable', 'Exclude', 'Extract']);

function isClosedReference(project: Project, file: SourceFile, type: TSESTree.TSTypeReference, path: AccessPath, depth: number, union: Union): boolean {
  const name = type.typeName;
  if (name.type !== 'Identifier') return false;
  const variable = file.variableOf(name);
  const [first, second] = type.typeArguments?.params ?? [];
  if (!variable) {
    if (NUMBERS.has(name.name)) return path.length === 0;
    if (LISTS.has(name.name)) return first !== undefined && isClosedType(project, file, first, path.slice(1), depth + 1, union);
    if (SAME.has(name.name)) return first !== undefined && isClosedType(project, file, first, path, depth + 1, union);
    if (name.name === 'Pick' || name.name === 'Omit') return first !== undefined && path.length > 0 && isClosedType(project, file, first, path, depth + 1, union);
    if (name.name === 'Record') return path[0] === KEY ? first !== undefined && isClosedType(project, file, first, [], depth + 1, union) : second !== undefined && isClosedType(project, file, second, path.slice(1), depth + 1, union);
    return false;
  }
  const declared = variable.defs[0]?.node as Node | undefined;
  return declared ? isClosedDeclaration(project, file, declared, path, depth + 1, union) : false;
}

function isClosedDeclaration(project: Project, file: SourceFile, declared: Node, path: AccessPath, depth: number, union: Union): boolean {
  switch (declared.type) {
    case 'TSEnumDeclaration':
      return true;
    case 'TSTypeAliasDeclaration':
      return isClosedType(project, file, declared.typeAnnotation, path, depth, union);
    case 'TSInterfaceDeclaration':
      return path.length > 0 && isClosedMember(declared.body.body, path, (inner, below) => inner !== undefined && isClosedType(project, file, inner, below, depth, union));
    case 'ImportSpecifier': {
      const home = importedFile(project, file, declared);
      const name = declared.imported.type === 'Identifier' ? declared.imported.name : String(declared.imported.value);
      const there = home && (['TSTypeAliasDeclaration', 'TSInterfaceDeclaration', 'TSEnumDeclaration'] as const).flatMap((t): Node[] => home.nodes(t).filter((d) => d.id.name === name)).find((d) => d.parent?.type === 'ExportNamedDeclaration');
      return home && there ? isClosedDeclaration(project, home, there, path, depth + 1, union) : isClosedClass(project, file, declared, path, depth, union);
    }
    default:
      return isClosedClass(project, file, declared, path, depth, union);
  }
}

function importedFile(project: Project, file: SourceFile, specifier: TSESTree.ImportSpecifier): SourceFile | null {
  const declaration = file.parent(specifier);
  if (declaration?.type !== 'ImportDeclaration') return null;
  const path = project.resolve(file, String(declaration.source.value));
  return path === null ? null : project.file(path);
}

function isClosedClass(project: Project, file: SourceFile, declared: Node, path: AccessPath, depth: number, union: Union): boolean {
  const [key, ...rest] = path;
  const found = classOf(project, file, declared);
  if (!found || key === undefined || depth > MAX_DEPTH) return false;
  const member = found.node.body.body.find((m) => m.type === 'PropertyDefinition' && keyName(m) === key);
  const type = member && annotationOf(member);
  return type ? isClosedType(project, found.file, type, rest, depth + 1, union) : false;
}

/** The class a type's declaration is, or is imported from. */
function classOf(project: Project, file: SourceFile, declared: Node): { readonly node: ClassNode; readonly file: SourceFile } | null {
  if (isClass(declared)) return { node: declared, file };
  if (declared.type !== 'ImportSpecifier' && declared.type !== 'ImportDefaultSpecifier') return null;
  const origin = project.follow(originOf(file, declared.local));
  return origin.kind === 'class' ? { node: origin.node, file: origin.file } : null;
}

/**
 * Whether a field of a class-validator or class-transformer class only takes harmless values: `@IsInt()`, `@IsUUID()`,
 * `@IsIn([…])`, `@Type(() => Number)`. `type` is the annotation of the parameter that holds the request data.
 * With `texts`, any text is harmless: `@IsString()`.
 */
export function isValidatedField(project: Project, file: SourceFile, type: TSESTree.TypeNode, path: AccessPath, texts = false, depth = 0): boolean {
  const [key, ...rest] = path;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || key === undefined || depth > MAX_DEPTH) return false;
  const declared = file.variableOf(type.typeName)?.defs[0]?.node as Node | undefined;
  const found = declared && classOf(project, file, declared);
  const member = found?.node.body.body.find((m) => m.type === 'PropertyDefinition' && keyName(m) === key);
  if (!found || member?.type !== 'PropertyDefinition') return false;
  const inner = member.typeAnnotation?.typeAnnotation;
  if (rest.length > 0 && rest[0] !== ANY) return inner !== undefined && isValidatedField(project, found.file, inner, rest, texts, depth + 1);
  return decoratorsOf(member).some((d) => isValidatingDecorator(project, found.file, d, texts));
}

function isValidatingDecorator(project: Project, file: SourceFile, decorator: TSESTree.Decorator, texts: boolean): boolean {
  const call = decorator.expression;
  if (call.type !== 'CallExpression') return false;
  const symbol = project.symbol(originOf(file, call.callee));
  if (symbol === null) return false;
  if (VALIDATING_DECORATORS.has(symbol) || (texts && TEXT_DECORATORS.has(symbol))) return true;
  const [first] = call.arguments;
  if (symbol === 'class-validator#Matches') {
    const pattern = first && patternOf(first);
    return pattern ? isBounded(pattern) : false;
  }
  if (symbol !== 'class-transformer#Type' || first?.type !== 'ArrowFunctionExpression' || first.body.type === 'BlockStatement') return false;
  const to = symbolOf(originOf(file, first.body));
  return to !== null && CONVERTING_TYPES.has(to);
}

/** A property of an options object by name, through nothing but the literal itself. */
export function optionOf(node: Node | undefined, name: string): Node | null {
  return node?.type === 'ObjectExpression' ? (propertyOf(node, name)?.value ?? null) : null;
}
