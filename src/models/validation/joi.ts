import type { ValidationLibrary } from './types.ts';

/** Joi converts and transforms before it checks, whatever the order: https://joi.dev/api/#anyvalidatevalue-options (`convert`). */
export default {
  name: 'joi',
  packages: ['joi', '@hapi/joi', 'celebrate'],
  form: 'chain',
  namespaces: ['Joi'],
  ordered: false,
  converts: true,
  unknownKeys: 'strict',
  types: { string: 'string', number: 'number', boolean: 'boolean', bool: 'boolean', date: 'date', array: 'array', object: 'object', alternatives: 'union', alt: 'union', types: 'unknown', any: 'unknown', binary: 'file', valid: 'enum', equal: 'enum' },
  formats: { email: 'email', guid: 'uuid', uuid: 'uuid', uri: 'url', domain: 'text', hostname: 'text', isoDate: 'date', isoDuration: 'time', ip: 'ip', alphanum: 'characters', hex: 'characters', token: 'characters', base64: 'text', creditCard: 'text', dataUri: 'text', pattern: 'pattern', regex: 'pattern' },
  bounds: { min: 'minimum', greater: 'minimum', positive: 'minimum', max: 'maximum', less: 'maximum', negative: 'maximum', length: 'exact', integer: 'integer', multiple: 'integer', port: 'range', precision: 'range' },
  now: "'now'",
  values: ['valid', 'equal', 'only'],
  transforms: { trim: 'trim', lowercase: 'lowercase', uppercase: 'uppercase', normalize: 'custom', replace: 'custom', truncate: 'custom' },
  refinements: ['custom', 'external', 'assert', 'when', 'with', 'without', 'and', 'nand', 'or', 'xor', 'oxor', 'has', 'invalid', 'disallow', 'not'],
  presence: { optional: 'optional', required: 'required', exist: 'required', default: 'default', failover: 'default' },
  settings: ['options', 'prefs', 'preferences'],
  composition: { keys: 'extend', append: 'extend', concat: 'extend', unknown: 'keep', pattern: 'keep' },
  combinations: { items: 'element', ordered: 'element', try: 'option' },
  parsers: { validate: { under: 'value', options: 1 }, validateAsync: { under: null, options: 1 } },
  functions: { attempt: { schema: 1, value: 0, under: null }, assert: { schema: 1, value: 0, under: null } },
  stopsBy: 'abortEarly',
  middlewares: { celebrate: 1 },
  faults: ['details'],
} satisfies ValidationLibrary;
