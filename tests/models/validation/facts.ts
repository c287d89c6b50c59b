import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { httpModelOf } from '../../../src/models/http/model.ts';
import { schemasIn } from '../../../src/models/validation/model.ts';
import type { Field, Schema, SchemaUse, Step } from '../../../src/models/validation/types.ts';
import { schemaUsesIn } from '../../../src/models/validation/uses.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';

const MAX_DEPTH = 3;

/** The named schemas of every file of a folder with their fields and steps, and where they are applied, a line each. */
export function factsOf(folder: string): string {
  const project = projectFor(folder);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .flatMap((path) => {
      const file = parseFile(join(folder, path), readFileSync(join(folder, path), 'utf8'));
      if (!file) throw new Error(`does not parse: ${path}`);
      const named = schemasIn(file, project).filter(({ node }) => node.parent?.type === 'VariableDeclarator' || node.type === 'ClassDeclaration');
      const uses = schemaUsesIn(file, project, () => httpModelOf(file, project));
      return [`# ${path}`, ...named.flatMap((schema) => [`${nameOf(schema)}: ${printed(schema)}`, ...fields(schema, 1)]), ...uses.map(used), ''];
    })
    .join('\n');
}

function nameOf({ node, file }: Schema): string {
  const declared = node.type === 'ClassDeclaration' ? node.id : node.parent?.type === 'VariableDeclarator' ? node.parent.id : null;
  return declared ? file.textOf(declared) : '?';
}

function printed({ type, coerces, steps, complete, unknownKeys, parts }: Schema, depth = 0): string {
  const inner = depth < MAX_DEPTH && parts.length > 0 ? `<${parts.map((part) => printed(part, depth + 1)).join(', ')}>` : '';
  return [`${coerces ? 'coerced ' : ''}${type}${inner}`, ...(type === 'object' ? [`(${[complete === true ? 'all fields' : complete === 'handed' ? 'fields handed in' : 'some fields', unknownKeys].join(', ')})`] : []), ...steps.map(stepText)].join(' ');
}

function stepText({ kind, is, name, file, range }: Step): string {
  return `${kind}${is === null ? '' : `:${is}`}=${name}[${file.text.slice(...range).replace(/\s+/g, ' ').slice(0, 40)}]`;
}

function fields(schema: Schema, depth: number): readonly string[] {
  return schema.fields.flatMap(({ name, schema: inner }: Field) => [`${'  '.repeat(depth)}${name}: ${inner ? printed(inner) : 'unknown'}`, ...(inner && depth < MAX_DEPTH ? fields(inner, depth + 1) : [])]);
}

function used({ schema, part }: SchemaUse): string {
  return `${part} is ${schema.type} of ${schema.library.name}: ${schema.fields.map(({ name }) => name).join(', ')}`;
}
