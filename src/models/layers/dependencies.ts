import type { TSESTree } from '@typescript-eslint/utils';
import { exportsOf } from '../../ast/exports.ts';
import { ofType, originOf, requiredModule } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, decoratorsOf, keyName, patternNames, unwrap, wrapped } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { isWiring } from './wiring.ts';
import type { Dependency } from './types.ts';

interface Candidate {
  readonly node: Node;
  readonly name: string;
  readonly how: Dependency['how'];
  readonly origin: Origin;
}

const known: (project: Project) => WeakMap<SourceFile, readonly Dependency[]> = memo(() => new WeakMap());

/**
 * The files a file uses when it runs, in source order: imports of any form whose names are used as values, re-exports, and what
 * its classes are given. Types are none, nor are things that are only made and handed on to others. What cannot be followed is
 * left out.
 */
export function dependenciesOf(file: SourceFile, project: Project): readonly Dependency[] {
  const before = known(project).get(file);
  if (before) return before;
  const injected = injections(file);
  const taken = new Set(injected.map(({ name }) => name));
  const all = [...injected, ...imports(file).filter(({ name }) => !taken.has(name)), ...exported(file), ...required(file), ...loaded(file)];
  const found = all.flatMap((candidate): Dependency[] => {
    if (isForeign(candidate.origin)) return [];
    const origin = project.follow(candidate.origin);
    const defining = fileOf(origin, project);
    return defining && defining !== file ? [{ ...candidate, origin, file: defining }] : [];
  });
  const sorted = found.toSorted((a, b) => a.node.range[0] - b.node.range[0]);
  known(project).set(file, sorted);
  return sorted;
}

/** A package by its name, as far as the specifier tells: aliases are followed. */
function isForeign(origin: Origin): boolean {
  return origin.kind === 'import' && origin.from.startsWith('node:');
}

/** The file that defines what an origin is, followed; null where that is none of the project's. */
function fileOf(origin: Origin, project: Project): SourceFile | null {
  switch (origin.kind) {
    case 'import': {
      const path = project.resolve(origin.file, origin.from);
      return path === null ? null : project.file(path);
    }
    case 'instance':
      return origin.of.kind === 'class' || origin.of.kind === 'type' ? origin.of.file : origin.node ? origin.file : null;
    case 'class':
    case 'function':
    case 'type':
    case 'enum':
    case 'value':
    case 'call':
      return origin.file;
    case 'member':
      return fileOf(origin.object, project);
    case 'either':
      return origin.of.map((one) => fileOf(one, project)).find((one) => one !== null) ?? null;
    default:
      return null;
  }
}

function imports(file: SourceFile): Candidate[] {
  return file.nodes('ImportDeclaration').flatMap((node) =>
    node.importKind === 'type'
      ? []
      : node.specifiers.flatMap((specifier): Candidate[] => {
          if ((specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') || !isUsed(file, specifier.local)) return [];
          return [{ node: specifier, name: specifier.local.name, how: 'import', origin: originOf(file, specifier.local) }];
        }),
  );
}

/** Whether a name is used as a value, for more than handing on what it makes. */
function isUsed(file: SourceFile, name: TSESTree.Identifier): boolean {
  const uses = (file.variableOf(name)?.references ?? []).filter((reference) => (reference.isValueReference as boolean | undefined) !== false);
  return uses.some((reference) => !isWiring(file, reference.identifier as Node));
}

function exported(file: SourceFile): Candidate[] {
  const named = file.nodes('ExportNamedDeclaration').flatMap((node) => {
    const from = node.source?.value;
    if (from === undefined || node.exportKind === 'type') return [];
    return node.specifiers.flatMap((specifier): Candidate[] => {
      if (specifier.exportKind === 'type' || specifier.local.type !== 'Identifier') return [];
      return [{ node: specifier, name: specifier.local.name, how: 'import', origin: { kind: 'import', from, name: specifier.local.name, typeOnly: false, file } }];
    });
  });
  const whole = file.nodes('ExportAllDeclaration').flatMap((node): Candidate[] => {
    if (node.exportKind === 'type') return [];
    return [{ node, name: node.source.value, how: 'import', origin: { kind: 'import', from: node.source.value, name: '*', typeOnly: false, file } }];
  });
  return [...named, ...whole];
}

function required(file: SourceFile): Candidate[] {
  if (!file.text.includes('require(')) return [];
  return file.nodes('CallExpression').flatMap((node) => (requiredModule(file, node) === null ? [] : bound(file, node)));
}

function loaded(file: SourceFile): Candidate[] {
  return file.nodes('ImportExpression').flatMap((node) => bound(file, node));
}

/** The names a module is taken apart into; the call itself where it is used in place. */
function bound(file: SourceFile, call: TSESTree.CallExpression | TSESTree.ImportExpression): Candidate[] {
  let outer = wrapped(file, call);
  const awaiting = file.parent(outer);
  if (awaiting?.type === 'AwaitExpression') outer = wrapped(file, awaiting);
  const parent = file.parent(outer);
  if (parent?.type === 'VariableDeclarator' && parent.init === outer) {
    return patternNames(parent.id).flatMap((name): Candidate[] => (isUsed(file, name) ? [{ node: name, name: name.name, how: 'import', origin: originOf(file, name) }] : []));
  }
  if (parent?.type === 'ExpressionStatement') return [];
  const used = parent?.type === 'MemberExpression' ? parent : call;
  return [{ node: call, name: file.textOf(call), how: 'import', origin: originOf(file, used) }];
}

/** What a class is given: parameters of its constructor, and fields with a decorator. */
function injections(file: SourceFile): Candidate[] {
  const parameters = file.nodes('MethodDefinition').flatMap((method) => (method.kind === 'constructor' ? method.value.params : []));
  const fields = file.nodes('PropertyDefinition').filter((field) => decoratorsOf(field).length > 0);
  return [...parameters, ...fields].flatMap((node): Candidate[] => {
    const type = annotationOf(node);
    const origin = type && ofType(file, type);
    return type && origin?.kind === 'instance' ? [{ node: type, name: file.textOf(type).replace(/<[\s\S]*$/, ''), how: 'injected', origin }] : [];
  });
}

/**
 * Whether a dependency is something that acts: a function, a class or instance with methods, an object or module that holds
 * such. Constants, enums, types, errors and shapes are none.
 */
export function isActing(origin: Origin, project: Project, depth = 0): boolean {
  if (depth > 3) return false;
  switch (origin.kind) {
    case 'function':
      return true;
    case 'class':
      return hasMethods(origin, project);
    case 'instance':
      return origin.of.kind === 'class' ? hasMethods(origin.of, project) : origin.of.kind === 'type' && hasSignatures(origin.of.node);
    case 'either':
      return origin.of.some((one) => isActing(one, project, depth + 1));
    case 'value': {
      const node = unwrap(origin.node);
      return node.type === 'ObjectExpression' && node.properties.some((p) => p.type === 'Property' && isActing(project.follow(originOf(origin.file, p.value)), project, depth + 1));
    }
    case 'import': {
      const path = origin.name === '*' ? project.resolve(origin.file, origin.from) : null;
      const file = path === null ? null : project.file(path);
      return file !== null && [...exportsOf(file).names.values()].some((one) => isActing(project.follow(one), project, depth + 1));
    }
    default:
      return false;
  }
}

function hasMethods({ node, file }: Origin & { kind: 'class' }, project: Project): boolean {
  const base = node.superClass ? project.symbol(originOf(file, node.superClass)) : null;
  if (base !== null && /#\w*(?:Error|Exception)$/.test(base)) return false;
  return node.body.body.some((member) => (member.type === 'MethodDefinition' && member.kind === 'method') || member.type === 'TSAbstractMethodDefinition' || (member.type === 'PropertyDefinition' && member.value?.type === 'ArrowFunctionExpression'));
}

function hasSignatures(node: Node): boolean {
  const members = node.type === 'TSInterfaceDeclaration' ? node.body.body : node.type === 'TSTypeAliasDeclaration' && node.typeAnnotation.type === 'TSTypeLiteral' ? node.typeAnnotation.members : [];
  return members.some((member) => member.type === 'TSMethodSignature' || (member.type === 'TSPropertySignature' && keyName(member) !== null && member.typeAnnotation?.typeAnnotation.type === 'TSFunctionType'));
}
