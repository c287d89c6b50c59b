import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, propertyOf } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { literalsOf, onlyObject, onlyText } from './literals.ts';
import { LEAVES } from './requests.ts';
import type { NamedField, Placed, SearchClause } from './types.ts';

/** Keys beside the field that are no field. */
const OPTIONS: ReadonlySet<string> = new Set(['boost', '_name']);

/** What the value of a leaf's key says: the fields, the text and the options. More than one where it names several objects. */
export function readClause(found: Pick<SearchClause, 'kind' | 'context' | 'node' | 'file' | 'at'>, value: Node, project: Project): readonly SearchClause[] {
  const { found: literals } = literalsOf(found.file, value, project);
  return literals.flatMap((literal): readonly SearchClause[] => {
    if (literal.node.type !== 'ObjectExpression') return [];
    const one: Placed<TSESTree.ObjectExpression> = { node: literal.node, file: literal.file };
    return LEAVES[found.kind] === 'list' ? [{ ...found, ...ofList(one, project) }] : byKey(one, project).map((clause) => ({ ...found, ...clause }));
  });
}

type Said = Pick<SearchClause, 'fields' | 'text' | 'options' | 'open'>;

function ofList({ node, file }: Placed<TSESTree.ObjectExpression>, project: Project): Said {
  const fields = propertyOf(node, 'fields');
  const text = propertyOf(node, 'query');
  return { fields: fields ? listed(file, fields.value, project) : null, text: text && { node: text.value, file }, options: node, open: isOpen(node) };
}

function listed(file: SourceFile, value: Node, project: Project): readonly NamedField[] | null {
  const { found, open } = literalsOf(file, value, project);
  const [list] = found;
  if (open || found.length !== 1 || list?.node.type !== 'ArrayExpression') return null;
  const fields = list.node.elements.map((element) => (element && element.type !== 'SpreadElement' ? field(list.file, element, project) : null));
  return fields.every((one) => one !== null) ? fields : null;
}

function field(file: SourceFile, node: Node, project: Project): NamedField | null {
  const written = onlyText(file, node, project);
  if (written === null) return null;
  const [name = '', boost] = written.split('^');
  return { name, boosted: boost !== undefined, node };
}

function byKey({ node, file }: Placed<TSESTree.ObjectExpression>, project: Project): readonly Said[] {
  return node.properties.flatMap((property): readonly Said[] => {
    if (property.type === 'SpreadElement') return [];
    const name = keyName(property) ?? onlyText(file, property.key, project);
    if (name !== null && OPTIONS.has(name)) return [];
    const fields = name === null ? null : [{ name, boosted: false, node: property.key }];
    const options = onlyObject(file, property.value, project);
    if (!options) return [{ fields, text: { node: property.value, file }, options: null, open: false }];
    const text = propertyOf(options.node, 'query') ?? propertyOf(options.node, 'value');
    return [{ fields, text: text && { node: text.value, file: options.file }, options: options.node, open: isOpen(options.node) }];
  });
}
