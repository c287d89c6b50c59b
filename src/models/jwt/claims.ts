import { originOf } from '../../ast/origin.ts';
import type { TypeShape } from '../../ast/origin.ts';
import type { ClassNode, Node, SourceFile } from '../../ast/source-file.ts';
import { annotationOf, keyName, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { isChanged } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { callersOf } from '../flow/callers.ts';

const MAX_DEPTH = 6;

/**
 * Whether a value has no property of a name, as far as its literal, its type or every caller says: `{ id }`, `payload: { id: string }`.
 * False where it has one or where that is not known.
 */
export function lacksProperty(file: SourceFile, node: Node, name: string, project: Project, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = unwrapAwait(node);
  const lacks = (other: Node): boolean => lacksProperty(file, other, name, project, depth + 1);
  switch (inner.type) {
    case 'ObjectExpression':
      return inner.properties.every((p) => (p.type === 'SpreadElement' ? lacks(p.argument) : keyName(p) !== null && keyName(p) !== name));
    case 'ConditionalExpression':
      return lacks(inner.consequent) && lacks(inner.alternate);
    case 'LogicalExpression':
      // A spread of false or null adds nothing.
      return lacks(inner.right) && (inner.operator === '&&' || lacks(inner.left));
    case 'Literal':
      return true;
    default:
      return ofOrigin(file, inner, name, project, depth);
  }
}

function ofOrigin(file: SourceFile, node: Node, name: string, project: Project, depth: number): boolean {
  const origin = project.follow(originOf(file, node));
  switch (origin.kind) {
    case 'value': {
      const value = unwrap(origin.node);
      return value !== node && value.type === 'ObjectExpression' && !isChanged(origin.file, origin.node, project) && lacksProperty(origin.file, value, name, project, depth + 1);
    }
    case 'instance': {
      const of = project.follow(origin.of);
      if (of.kind === 'type') return shapeLacks(of.node, name);
      return of.kind === 'class' && classLacks(of.node, name);
    }
    case 'parameter': {
      if (origin.path.length > 0) return false;
      const { function: fn, index } = origin;
      const parameter = fn.params[index];
      const type = parameter && annotationOf(parameter);
      if (type?.type === 'TSTypeLiteral') return shapeLacks(type, name);
      const callers = callersOf(origin.file, fn);
      return callers !== null && callers.length > 0 && callers.every((binding) => {
        const given = binding(index);
        return given.length > 0 && given.every((argument) => argument.node !== null && argument.path.length === 0 && lacksProperty(argument.file, argument.node, name, project, depth + 1));
      });
    }
    default:
      return false;
  }
}

/** Whether a written-out type lists its properties, and none of a name. */
function shapeLacks(shape: TypeShape, name: string): boolean {
  if (shape.type === 'TSInterfaceDeclaration') return shape.extends.length === 0 && listed(shape.body.body, name);
  if (shape.type === 'TSTypeLiteral') return listed(shape.members, name);
  return shape.typeAnnotation.type === 'TSTypeLiteral' && listed(shape.typeAnnotation.members, name);
}

function listed(members: readonly Node[], name: string): boolean {
  return members.length > 0 && members.every((member) => (member.type === 'TSPropertySignature' || member.type === 'TSMethodSignature') && keyName(member) !== null && keyName(member) !== name);
}

function classLacks(owner: ClassNode, name: string): boolean {
  return !owner.superClass && owner.body.body.every((member) => member.type !== 'TSIndexSignature' && (!('key' in member) || keyName(member as never) !== name));
}
