/**
 * The subset of JSON Schema that options and settings of this plugin are written in, the TypeScript type of such a
 * schema, and a check of a value against it.
 */
export type Schema = BooleanSchema | IntegerSchema | StringSchema | ListSchema | ObjectSchema | MapSchema;

interface Described {
  readonly description: string;
}
export interface BooleanSchema extends Described {
  readonly type: 'boolean';
}
export interface IntegerSchema extends Described {
  readonly type: 'integer';
  readonly minimum?: number;
}
export interface StringSchema extends Described {
  readonly type: 'string';
  readonly enum?: readonly string[];
}
export interface ListSchema extends Described {
  readonly type: 'array';
  readonly items: { readonly type: 'string'; readonly enum?: readonly string[] };
  readonly uniqueItems?: boolean;
}
export interface ObjectSchema extends Partial<Described> {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly properties: Readonly<Record<string, Schema>>;
}
/** Free keys, each with a list of strings. */
export interface MapSchema extends Described {
  readonly type: 'object';
  readonly propertyNames: { readonly enum: readonly string[] };
  readonly additionalProperties: ListSchema;
}

/** The value a schema describes; every property is optional. */
export type FromSchema<S> = S extends { readonly type: 'boolean' }
  ? boolean
  : S extends { readonly type: 'integer' }
    ? number
    : S extends { readonly type: 'string'; readonly enum: readonly (infer E)[] }
      ? E
      : S extends { readonly type: 'string' }
        ? string
        : S extends { readonly type: 'array'; readonly items: { readonly enum: readonly (infer E)[] } }
          ? readonly E[]
          : S extends { readonly type: 'array' }
            ? readonly string[]
            : S extends { readonly propertyNames: { readonly enum: readonly (infer K extends string)[] } }
              ? { readonly [P in K]?: readonly string[] }
              : S extends { readonly properties: infer P }
                ? { readonly [K in keyof P]?: FromSchema<P[K]> }
                : never;

/**
 * What is wrong with a value, as one sentence that names the key and what is allowed there; null when nothing is.
 * `at` is the key's path, for the sentence.
 */
export function violation(schema: Schema, value: unknown, at: string): string | null {
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : `${at} must be true or false`;
    case 'integer': {
      const minimum = schema.minimum ?? 0;
      return Number.isInteger(value) && (value as number) >= minimum ? null : `${at} must be a whole number of at least ${minimum}`;
    }
    case 'string':
      return stringViolation(schema.enum, value, at);
    case 'array': {
      if (!Array.isArray(value)) return `${at} must be a list of strings`;
      for (const [i, item] of value.entries()) {
        const found = stringViolation(schema.items.enum, item, `${at}[${i}]`);
        if (found) return found;
      }
      return null;
    }
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} must be an object`;
      for (const [key, item] of Object.entries(value)) {
        const inner = memberSchema(schema, key);
        if (!inner) return `${at}.${key} is not known. Allowed keys: ${keysOf(schema).join(', ')}`;
        if (item === undefined) continue;
        const found = violation(inner, item, `${at}.${key}`);
        if (found) return found;
      }
      return null;
    }
  }
}

function memberSchema(schema: ObjectSchema | MapSchema, key: string): Schema | undefined {
  if ('properties' in schema) return Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
  return schema.propertyNames.enum.includes(key) ? schema.additionalProperties : undefined;
}

function keysOf(schema: ObjectSchema | MapSchema): readonly string[] {
  return 'properties' in schema ? Object.keys(schema.properties) : schema.propertyNames.enum;
}

function stringViolation(allowed: readonly string[] | undefined, value: unknown, at: string): string | null {
  if (typeof value !== 'string') return `${at} must be a string`;
  return !allowed || allowed.includes(value) ? null : `${at} is '${value}'. Allowed values: ${allowed.join(', ')}`;
}
