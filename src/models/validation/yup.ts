import type { ValidationLibrary } from './types.ts';

/** Yup casts and transforms before it tests, whatever the order: https://github.com/jquense/yup#parsing-transforms */
export default {
  name: 'yup',
  packages: ['yup'],
  form: 'chain',
  namespaces: [],
  ordered: false,
  converts: true,
  unknownKeys: 'unknown',
  types: { string: 'string', number: 'number', boolean: 'boolean', bool: 'boolean', date: 'date', array: 'array', tuple: 'tuple', object: 'object', mixed: 'unknown' },
  formats: { email: 'email', uuid: 'uuid', url: 'url', datetime: 'date-time', matches: 'pattern' },
  bounds: { min: 'minimum', moreThan: 'minimum', positive: 'minimum', max: 'maximum', lessThan: 'maximum', negative: 'maximum', length: 'exact', integer: 'integer' },
  values: ['oneOf', 'equals'],
  transforms: { trim: 'trim', lowercase: 'lowercase', uppercase: 'uppercase', transform: 'custom', truncate: 'custom', round: 'custom' },
  refinements: ['test', 'when'],
  presence: { optional: 'optional', notRequired: 'optional', required: 'required', defined: 'required', nullable: 'nullable', default: 'default' },
  composition: { shape: 'extend', concat: 'extend', pick: 'pick', omit: 'omit', partial: 'optional', deepPartial: 'optional', noUnknown: 'strict', exact: 'strict', stripUnknown: 'strip' },
  combinations: { of: 'element' },
  shape: 'fields',
  wrappers: { lazy: 'same' },
  parsers: { validate: { under: null, options: 1 }, validateSync: { under: null, options: 1 }, cast: { under: null } },
  stopsBy: 'abortEarly',
  faults: ['errors', 'inner'],
} satisfies ValidationLibrary;
