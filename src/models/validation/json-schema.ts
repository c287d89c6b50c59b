import type { ValidationLibrary } from './types.ts';

/**
 * JSON Schema as object literals: https://json-schema.org/draft/2020-12/json-schema-validation. Ajv converts text as its
 * `coerceTypes` says, which Fastify turns on.
 */
export default {
  name: 'json-schema',
  packages: [],
  form: 'options',
  namespaces: [],
  ordered: false,
  converts: true,
  unknownKeys: 'unknown',
  types: { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'empty', array: 'array', object: 'object' },
  formats: { email: 'email', 'idn-email': 'email', uuid: 'uuid', uri: 'url', url: 'url', date: 'date', 'date-time': 'date-time', time: 'time', ipv4: 'ip', ipv6: 'ip', pattern: 'pattern' },
  bounds: { minimum: 'minimum', exclusiveMinimum: 'minimum', minLength: 'minimum', minItems: 'minimum', maximum: 'maximum', exclusiveMaximum: 'maximum', maxLength: 'maximum', maxItems: 'maximum', multipleOf: 'integer' },
  values: ['enum', 'const'],
  transforms: {},
  refinements: ['if', 'dependentRequired', 'dependentSchemas', 'not', 'oneOf', 'anyOf', 'allOf'],
  presence: { default: 'default' },
  composition: {},
  parsers: {},
} satisfies ValidationLibrary;
