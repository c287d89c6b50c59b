import { adapters } from './adapters.ts';
import type { SchemaLibrary } from './types.ts';

/** Every library whose code describes or changes a schema. */
export const libraries: readonly SchemaLibrary[] = adapters;
