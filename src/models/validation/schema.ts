import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { Field, Schema, Step, UnknownKeys, ValidationLibrary, ValueType } from './types.ts';

/** What a schema is made of. */
export interface Made {
  readonly library: ValidationLibrary;
  readonly node: Node;
  readonly file: SourceFile;
  readonly type: ValueType;
  readonly coerces?: boolean;
  readonly steps?: readonly Step[];
  readonly fields?: readonly Field[];
  readonly complete?: Schema['complete'];
  readonly unknownKeys?: UnknownKeys;
  readonly parts?: () => readonly Schema[];
}

/** A schema whose parts are read when they are asked for. */
export class ReadSchema implements Schema {
  readonly library: ValidationLibrary;
  readonly node: Node;
  readonly file: SourceFile;
  readonly type: ValueType;
  readonly coerces: boolean;
  readonly steps: readonly Step[];
  readonly fields: readonly Field[];
  readonly complete: Schema['complete'];
  readonly unknownKeys: UnknownKeys;
  readonly #makeParts: () => readonly Schema[];
  #parts: readonly Schema[] | undefined;

  constructor(made: Made) {
    this.library = made.library;
    this.node = made.node;
    this.file = made.file;
    this.type = made.type;
    this.coerces = made.coerces ?? false;
    this.steps = made.steps ?? [];
    this.fields = made.fields ?? [];
    this.complete = made.complete ?? made.type === 'object';
    this.unknownKeys = made.unknownKeys ?? made.library.unknownKeys;
    this.#makeParts = made.parts ?? ((): readonly Schema[] => []);
  }

  get parts(): readonly Schema[] {
    return (this.#parts ??= this.#makeParts());
  }
}

/** A schema made of another, as one more call in the chain leaves it. */
export function derived(base: Schema, file: SourceFile, node: Node, change: Partial<Made>): Schema {
  return new ReadSchema({ library: base.library, type: base.type, coerces: base.coerces, steps: base.steps, fields: base.fields, complete: base.complete, unknownKeys: base.unknownKeys, parts: () => base.parts, ...change, file, node });
}

/** A field whose schema has one more step. */
export function withStep(field: Field, step: Step): Field {
  return {
    ...field,
    get schema() {
      return field.schema && derived(field.schema, field.schema.file, field.schema.node, { steps: [...field.schema.steps, step] });
    },
  };
}
