import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../ast/source-file.ts';
import { contains, isOpen, keyName, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { clientCalls, mayUseSearch } from './calls.ts';
import { literalsOf, onlyObject, onlyText } from './literals.ts';
import { indicesOf } from './queries.ts';
import { FIELD_TYPES } from './requests.ts';
import type { MappedField, Placed, SearchMapping } from './types.ts';

type ObjectNode = TSESTree.ObjectExpression;

const MAX_DEPTH = 8;

/**
 * The mappings that a file sends, and those it says: an object whose `properties` have types that only a mapping has. A
 * mapping that stands in another file is a part of the call that sends it.
 */
export function mappingsOf(file: SourceFile, project: Project): readonly SearchMapping[] {
  if (!mayUseSearch(file, project)) return [];
  const sent = clientCalls(file, project).flatMap(({ node, form }): readonly (SearchMapping & { readonly roots: readonly Placed[] })[] => {
    const [first] = node.arguments;
    const request = first && form.mapping && first.type !== 'SpreadElement' ? onlyObject(file, first, project) : null;
    if (!request || !form.mapping) return [];
    const inner = propertyOf(request.node, 'body');
    const body = (inner && onlyObject(request.file, inner.value, project)) ?? request;
    const roots = form.mapping.reduce<readonly Placed<ObjectNode>[]>((at, key) => at.flatMap((one) => below(one, key, project)), [body]);
    const fields = roots.flatMap((root) => fieldsOf(root, '', project, 0));
    const indices = indicesOf([request, body], project);
    const aliases = below(body, 'aliases', project).flatMap((one) => one.node.properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? onlyText(one.file, property.key, project) ?? []) : [])));
    return fields.length > 0 ? [{ indices: indices && [...indices, ...aliases], fields, file, roots }] : [];
  });
  const said = writtenMappings(file).filter((root) => !sent.some(({ roots }) => roots.some((one) => one.file === file && contains(one.node, root))));
  return [...sent.map(({ indices, fields }) => ({ indices, fields, file })), ...said.map((root) => ({ indices: null, fields: fieldsOf({ node: root, file }, '', project, 0), file }))];
}

/** Objects of a file that are mappings by what they hold, the outermost. */
function writtenMappings(file: SourceFile): readonly ObjectNode[] {
  const found: ObjectNode[] = [];
  for (const property of file.nodes('Property')) {
    const around = keyName(property) === 'properties' ? file.parent(property) : null;
    const properties = unwrap(property.value);
    if (around?.type !== 'ObjectExpression' || properties.type !== 'ObjectExpression' || found.some((one) => contains(one, around))) continue;
    if (isMapping(properties)) found.push(around);
  }
  return found;
}

function isMapping({ properties }: ObjectNode): boolean {
  const fields = properties.flatMap((property) => {
    const value = property.type === 'Property' ? unwrap(property.value) : null;
    return value?.type === 'ObjectExpression' ? [value] : [];
  });
  const types = fields.map((field) => stringValue(propertyOf(field, 'type')?.value));
  if (!types.every((type) => type === null || FIELD_TYPES.has(type))) return false;
  // form definitions and JSON Schemas have neither
  return types.includes('keyword') || fields.some((field, i) => types[i] === 'text' && (propertyOf(field, 'analyzer') !== null || propertyOf(field, 'fields') !== null));
}

function below(one: Placed<ObjectNode>, key: string, project: Project): readonly Placed<ObjectNode>[] {
  const property = propertyOf(one.node, key);
  return property ? objects(one.file, property, project) : [];
}

function objects(file: SourceFile, { value }: TSESTree.Property, project: Project): readonly Placed<ObjectNode>[] {
  return literalsOf(file, value, project).found.flatMap(({ node, file: in_ }) => (node.type === 'ObjectExpression' ? [{ node, file: in_ }] : []));
}

/** The fields below an object with `properties`, those of objects in it by their path. */
function fieldsOf(owner: Placed<ObjectNode>, path: string, project: Project, depth: number): readonly MappedField[] {
  if (depth > MAX_DEPTH) return [];
  return below(owner, 'properties', project).flatMap((one) => listed(one, path, project, depth));
}

function listed({ node, file }: Placed<ObjectNode>, path: string, project: Project, depth: number): readonly MappedField[] {
  if (depth > MAX_DEPTH) return [];
  return node.properties.flatMap((property): readonly MappedField[] => {
    if (property.type === 'SpreadElement') {
      const spread = onlyObject(file, property.argument, project);
      return spread ? listed(spread, path, project, depth + 1) : [];
    }
    const name = keyName(property) ?? onlyText(file, property.key, project);
    const definition = name === null ? null : onlyObject(file, property.value, project);
    if (!definition) return [];
    const own = fieldOf(definition, `${path}${name}`, project);
    return [...(own ? [own] : []), ...fieldsOf(definition, `${path}${name}.`, project, depth + 1)];
  });
}

function fieldOf({ node, file }: Placed<ObjectNode>, path: string, project: Project): MappedField | null {
  const type = propertyOf(node, 'type');
  if (!type) return null;
  const analyzer = propertyOf(node, 'analyzer');
  return {
    path,
    type: onlyText(file, type.value, project),
    node: type.value,
    file,
    definition: node,
    subFields: subFieldsOf(node, file, project),
    options: new Set(node.properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? []) : []))),
    analyzer: analyzer && onlyText(file, analyzer.value, project),
    unsearched: ['index', 'enabled'].some((key) => {
      const said = propertyOf(node, key);
      return said !== null && project.constants(file, said.value)?.includes(false) === true;
    }),
    open: isOpen(node),
  };
}

function subFieldsOf(node: ObjectNode, file: SourceFile, project: Project): MappedField['subFields'] {
  const said = propertyOf(node, 'fields');
  if (!said) return isOpen(node) ? null : [];
  const fields = onlyObject(file, said.value, project);
  if (!fields || isOpen(fields.node)) return null;
  return fields.node.properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const definition = onlyObject(fields.file, property.value, project);
    const type = definition && propertyOf(definition.node, 'type');
    return [{ name: keyName(property) ?? '', type: type && definition ? onlyText(definition.file, type.value, project) : null }];
  });
}
