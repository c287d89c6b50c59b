import { memberOf, originOf } from '../../ast/origin.ts';
import type { Origin, TypeShape } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import { filesByName } from '../../project/named-files.ts';
import type { Project } from '../../project/types.ts';

/** A function of the project. */
export interface Target {
  readonly fn: FunctionNode;
  readonly file: SourceFile;
}

const MAX_IMPLEMENTATIONS = 8;
const IMPLEMENTS = /\bclass\s+[\w$]+[^{]*?\b(?:implements|extends)\s+([\w$.,\s<>[\]|&]+?)\s*\{/g;

/** The project's functions a callee stands for; with `constructed`, the constructor of a class. */
export function functionsOf(origin: Origin, constructed: boolean): readonly Target[] {
  switch (origin.kind) {
    case 'function':
      return origin.node.body ? [{ fn: origin.node, file: origin.file }] : [];
    case 'class': {
      const fn = constructed ? methodOf(origin.node, 'constructor') : null;
      return fn ? [{ fn, file: origin.file }] : [];
    }
    case 'either':
      return origin.of.flatMap((one) => functionsOf(one, constructed));
    default:
      return [];
  }
}

/**
 * The same for a callee as it is written, and where it is the method of an interface or an abstract class: the methods of the classes of the
 * package that implement it. Which of those runs is not known.
 */
export function targetsOf(file: SourceFile, callee: Node, project: Project): readonly Target[] {
  const found = functionsOf(project.follow(originOf(file, callee)), false);
  const member = unwrap(callee);
  const name = member.type === 'MemberExpression' ? keyName(member) : null;
  if (found.length > 0 || member.type !== 'MemberExpression' || name === null) return found;
  const receiver = project.follow(originOf(file, member.object));
  const type = receiver.kind === 'instance' ? receiver.of : null;
  if (type?.kind !== 'type' && !(type?.kind === 'class' && type.node.abstract)) return found;
  return implementationsOf(type, project).flatMap(({ node, file: at }) => {
    const inherited = project.follow(memberOf({ kind: 'instance', of: { kind: 'class', node, file: at }, node: null, typeArguments: [], file: at }, name));
    return functionsOf(inherited, false);
  });
}

function methodOf(node: ClassNode, name: string): FunctionNode | null {
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && !member.static && keyName(member) === name && isFunction(member.value) && member.value.body) return member.value;
    if (member.type === 'PropertyDefinition' && !member.static && keyName(member) === name && isFunction(member.value)) return member.value;
  }
  return null;
}

interface Implementation {
  readonly node: ClassNode;
  readonly file: SourceFile;
}

const known: (project: Project) => WeakMap<TypeShape | ClassNode, readonly Implementation[]> = memo(() => new WeakMap());

/** The classes of a type's package that say they are one of it. */
function implementationsOf(type: Origin & { kind: 'type' | 'class' }, project: Project): readonly Implementation[] {
  const before = known(project).get(type.node);
  if (before) return before;
  const name = 'id' in type.node ? type.node.id?.name : undefined;
  const folder = project.packageOf(type.file)?.folder;
  const found = name === undefined || folder === undefined ? [] : (heirsIn(project, folder).get(name) ?? []).slice(0, MAX_IMPLEMENTATIONS).flatMap((path) => ofType(type, path, project));
  known(project).set(type.node, found);
  return found;
}

function ofType(type: Origin & { kind: 'type' | 'class' }, path: string, project: Project): Implementation[] {
  const file = project.file(path);
  if (!file) return [];
  return [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')].filter((node) => namesOf(node).some((name) => {
    const named = project.follow(originOf(file, name));
    return (named.kind === 'type' || named.kind === 'class') && named.node === type.node;
  })).map((node) => ({ node, file }));
}

function namesOf(node: ClassNode): Node[] {
  const implemented: Node[] = (node.implements ?? []).map((heritage) => heritage.expression);
  return node.superClass ? [...implemented, node.superClass] : implemented;
}

/** The files of a package by the names that classes in them implement or extend. */
const heirsIn = filesByName((text) => Array.from(text.matchAll(IMPLEMENTS)).flatMap(([, list]) => list?.match(/[\w$]+/g) ?? []));
