import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';

/** Classes that describe tables by decorators: what the adapters of such libraries read in the same way. */

/** A decorator of a library: `@Column({ … })`, or `@Column` alone. */
export interface LibraryDecorator {
  /** Its name in the library. */
  readonly name: string;
  /** What stands before the parentheses. */
  readonly callee: Node;
  readonly arguments: readonly Node[];
  /** The whole of it, without the `@`. */
  readonly node: Node;
}

/** A property of a class with its decorators of a library. */
export interface DecoratedProperty {
  readonly key: string;
  readonly node: TSESTree.PropertyDefinition;
  readonly decorators: readonly LibraryDecorator[];
}

/** The decorators of a class or property that come from one of the packages, which `from` recognises by their names. */
export function decoratorsFrom(file: SourceFile, node: Node, from: RegExp, project: Project): readonly LibraryDecorator[] {
  return decoratorsOf(node).flatMap((decorator) => {
    const expression = unwrap(decorator.expression);
    const call = expression.type === 'CallExpression' ? expression : null;
    const callee = call?.callee ?? expression;
    const [origin, name, more] = (project.symbol(originOf(file, callee)) ?? '').split('#');
    return origin && name && more === undefined && from.test(origin) ? [{ name, callee, arguments: call?.arguments ?? [], node: expression }] : [];
  });
}

/** The properties of a class that carry decorators of a library. */
export function decoratedProperties(file: SourceFile, node: ClassNode, from: RegExp, project: Project): readonly DecoratedProperty[] {
  return node.body.body.flatMap((member) => {
    if (member.type !== 'PropertyDefinition') return [];
    const key = keyName(member);
    const decorators = decoratorsFrom(file, member, from, project);
    return key !== null && decorators.length > 0 ? [{ key, node: member, decorators }] : [];
  });
}

const MAX_ANCESTORS = 5;

/** Whether all columns of a class stand in it: none of its superclasses has any. `base` is the symbol of the library's own superclass. */
export function holdsAllColumns(file: SourceFile, node: ClassNode, from: RegExp, base: RegExp, project: Project, depth = 0): boolean {
  if (!node.superClass) return true;
  const origin = originOf(file, node.superClass);
  if (base.test(project.symbol(origin) ?? '')) return true;
  const above = project.follow(origin);
  return above.kind === 'class' && depth < MAX_ANCESTORS && decoratedProperties(above.file, above.node, from, project).length === 0 && holdsAllColumns(above.file, above.node, from, base, project, depth + 1);
}

/** The classes of a file; none where nothing is decorated. */
export function decoratedClasses(file: SourceFile): readonly ClassNode[] {
  return file.has('Decorator') ? [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')] : [];
}
