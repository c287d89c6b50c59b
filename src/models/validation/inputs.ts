import { contains } from '../../ast/syntax.ts';
import type { Node } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { schemaUses } from './uses.ts';
import type { Field, Schema, SchemaUse } from './types.ts';

/** A field of what clients send, at any depth. */
export interface InputField {
  readonly use: SchemaUse;
  readonly field: Field;
  readonly schema: Schema;
  /** The object schemas it stands in, the outermost first. */
  readonly objects: readonly Schema[];
  /** The field's schema where it is written in the linted file, else the name the schema has there. */
  readonly place: Node;
  readonly isOwn: boolean;
}

const MAX_DEPTH = 5;

/** The fields of the schemas which the linted file applies to bodies and queries, each place once. */
export const inputFields = perFile((context): readonly InputField[] => {
  const uses = schemaUses(context).filter(({ part }) => part === 'body' || part === 'query');
  if (uses.length === 0) return [];
  const file = sourceFileOf(context);
  return uses.flatMap((use) => fieldsBelow(use.schema, []).map(({ field, schema, objects }): InputField => {
    const isOwn = schema.file === file;
    return { use, field, schema, objects, isOwn, place: isOwn ? written(schema.node) : field.file === file ? field.node : use.node };
  }));
});

/** A field of a class by its name: what stands around it is its decorators. */
function written(node: Node): Node {
  return node.type === 'PropertyDefinition' ? node.key : node;
}

function fieldsBelow(schema: Schema, objects: readonly Schema[]): readonly Pick<InputField, 'field' | 'schema' | 'objects'>[] {
  if (objects.length > MAX_DEPTH) return [];
  const inside = [...objects, schema];
  if (schema.type !== 'object') return schema.parts.flatMap((part) => fieldsBelow(part, inside));
  return schema.fields.flatMap((field) => (field.schema ? [{ field, schema: field.schema, objects: inside }, ...fieldsBelow(field.schema, inside)] : []));
}

/** The handler that is given what passes a schema: the one around it, or that of the route it is part of. Null where it is not known. */
export function handlerOf(context: RuleContext, { node }: SchemaUse): RouteHandler | null {
  const http = httpModel(context);
  const around = http.handlerAround(node);
  if (around) return around;
  const routes = http.routes.filter((route) => route.file === sourceFileOf(context) && contains(route.node, node));
  const innermost = routes.toSorted((a, b) => b.node.range[0] - a.node.range[0] || a.node.range[1] - b.node.range[1])[0];
  return innermost?.handler ?? null;
}
