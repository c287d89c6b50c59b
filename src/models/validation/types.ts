import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { RequestPart } from '../http/types.ts';

/** What a value is, as a schema says it. `unknown`: the schema does not tell, or it could not be read. */
export type ValueType = 'string' | 'number' | 'boolean' | 'bigint' | 'date' | 'enum' | 'literal' | 'array' | 'tuple' | 'object' | 'record' | 'union' | 'intersection' | 'file' | 'empty' | 'unknown';

/** What the text of a string has to look like. `characters`: a few harmless ones, as hexadecimal digits. */
export type Format = 'email' | 'uuid' | 'identifier' | 'url' | 'date' | 'date-time' | 'time' | 'ip' | 'characters' | 'pattern' | 'number' | 'boolean' | 'text';

export type Bound = 'minimum' | 'maximum' | 'range' | 'exact' | 'integer' | 'past' | 'future';

/** What becomes of a value. `custom`: a function of the project's own. `email`: trimmed and in lower case where it has to be. */
export type Transform = 'trim' | 'lowercase' | 'uppercase' | 'email' | 'number' | 'boolean' | 'date' | 'custom';

export type Presence = 'optional' | 'required' | 'nullable' | 'default';

/** What becomes of the keys an object schema does not name. `unknown`: the library leaves it to whoever validates. */
export type UnknownKeys = 'strip' | 'strict' | 'keep' | 'unknown';

/** How a method or function makes an object schema of others. `optional` and `required` are said of its fields. */
export type Composition = 'extend' | 'pick' | 'omit' | 'optional' | 'required' | 'strip' | 'strict' | 'keep';

/**
 * How a method or function makes a schema of others that is no object. `list`: an array of it; `element`, `option`, `part`: it
 * adds one to an array, union or intersection; `then`: one schema after the other; `preprocess`: a function before the schema.
 */
export type Combination = 'list' | 'element' | 'option' | 'part' | 'then' | 'preprocess' | 'keys';

/** One call of a chain, one action of a pipe, one decorator, one option: what it does to the value, in the order written. */
export type Step = StepOf<'format', Format> | StepOf<'bound', Bound> | StepOf<'values', null> | StepOf<'transform', Transform> | StepOf<'refinement', null> | StepOf<'presence', Presence> | StepOf<'setting', null>;

interface StepOf<K extends string, V> {
  readonly kind: K;
  readonly is: V;
  /** As written: `email`, `IsEmail`. */
  readonly name: string;
  readonly node: Node;
  readonly file: SourceFile;
  readonly arguments: readonly Node[];
  /** Text that goes with the step when it moves: `.email()` with its dot, `v.email()`. */
  readonly range: readonly [number, number];
}

/** What a validator lets pass, and what it makes of it. */
export interface Schema {
  readonly library: ValidationLibrary;
  readonly node: Node;
  readonly file: SourceFile;
  readonly type: ValueType;
  /** Text is turned into the type before it is checked: `z.coerce.number()`. */
  readonly coerces: boolean;
  /** In the order in which they run. */
  readonly steps: readonly Step[];
  /** Of an object. */
  readonly fields: readonly Field[];
  /** Whether every field the object schema names is among them. `handed`: but for those a function's caller hands in. */
  readonly complete: boolean | 'handed';
  readonly unknownKeys: UnknownKeys;
  /** Element of an array, value of a record (its key first), places of a tuple, options of a union, parts of an intersection. */
  readonly parts: readonly Schema[];
}

export interface Field {
  readonly name: string;
  /** The property, or the class's field. */
  readonly node: Node;
  readonly file: SourceFile;
  /** Null where the value is no schema that can be read. */
  readonly schema: Schema | null;
}

/** Where a schema meets the request. */
export interface SchemaUse {
  /** The expression in the linted file that names or is the schema. */
  readonly node: Node;
  readonly schema: Schema;
  readonly part: RequestPart;
}

/** How a call reads a value through a schema. `under`: the result's property that holds what passed; null for the result itself. */
export interface ParseForm {
  readonly under: string | null;
  /** Places of schema and value; a method has its schema in front of it and the value first. */
  readonly schema?: number;
  readonly value?: number;
  /** Place of the options that say how it goes on behind the first fault. */
  readonly options?: number;
}

/** What a word of a library's own language for schemas says. */
export interface Keyword {
  readonly type: ValueType;
  readonly format?: Format;
  readonly bound?: Bound;
  readonly transform?: Transform;
  /** The value is made of a text. */
  readonly coerces?: true;
}

/**
 * A library of validators, as data. `definitions`: texts and objects in a language of its own, `chain`: methods on a schema, `pipe`: functions in a list, `options`: an object after
 * the schema, `decorators`: on the fields of a class.
 */
export interface ValidationLibrary {
  readonly name: string;
  readonly packages: readonly string[];
  readonly form: 'chain' | 'pipe' | 'options' | 'decorators' | 'definitions';
  /** Names that the makers stand below: `z.string`, `Type.String`. */
  readonly namespaces: readonly string[];
  /** Whether steps run in the order written; else what changes a value comes before what checks it. */
  readonly ordered: boolean;
  /** Whether text becomes a number, boolean or date without being asked to. */
  readonly converts: boolean;
  readonly unknownKeys: UnknownKeys;
  /** Makers of schemas. */
  readonly types: Readonly<Record<string, ValueType>>;
  /** Words of the language of definitions, and the maker that is given one. */
  readonly keywords?: Readonly<Record<string, Keyword>>;
  readonly definer?: string;
  /** Makers of schemas that turn text into their type first. */
  readonly coercions?: Readonly<Record<string, ValueType>>;
  /** Formats: methods, actions, decorators, and makers of strings of that format. */
  readonly formats: Readonly<Record<string, Format>>;
  /** Methods that tell the type of what they are called on; the names in their options are bounds. */
  readonly typing?: Readonly<Record<string, ValueType>>;
  readonly bounds: Readonly<Record<string, Bound>>;
  /** What a bound of moments is given for the time of the check. */
  readonly now?: string;
  /** Steps that leave a list of values. */
  readonly values: readonly string[];
  readonly transforms: Readonly<Record<string, Transform>>;
  /** Conditions of the project's own. */
  readonly refinements: readonly string[];
  readonly presence: Readonly<Record<string, Presence>>;
  /** Methods that say how values are read through the schema, in an object of options. */
  readonly settings?: readonly string[];
  readonly composition: Readonly<Record<string, Composition>>;
  readonly combinations?: Readonly<Record<string, Combination>>;
  /** Makers of objects that differ from the library's in what becomes of other keys. */
  readonly objects?: Readonly<Record<string, UnknownKeys>>;
  /** Property of an object schema that holds its fields: `shape`. */
  readonly shape?: string;
  /** Functions around a schema that leave what it is. */
  readonly wrappers?: Readonly<Record<string, Presence | 'same'>>;
  /** Methods that read a value through the schema, and functions that do. */
  readonly parsers: Readonly<Record<string, ParseForm>>;
  readonly functions?: Readonly<Record<string, ParseForm>>;
  /** A schema is a function that gives what passed. */
  readonly callable?: true;
  /** The option whose `false` has a parse go on behind the first fault, where it does not by itself. */
  readonly stopsBy?: string;
  /** Makers of the validator of one value of a request that they name first, and the part it is in. */
  readonly fields?: Readonly<Record<string, RequestPart>>;
  /** Makers of middlewares that parse the request, and the place of their options. */
  readonly middlewares?: Readonly<Record<string, number>>;
  /** What holds the faults of a value that was refused: `issues` of its error. */
  readonly faults?: readonly string[];
}
