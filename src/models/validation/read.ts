import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, propertyOf, returnedExpressions, stringValue, unwrap, unwrapAwait } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { definedSchema } from './definitions.ts';
import { composed, fieldsIn, isNamed, keysIn } from './objects.ts';
import jsonSchema from './json-schema.ts';
import { derived, ReadSchema, withStep } from './schema.ts';
import type { Made } from './schema.ts';
import { stepAt, stepsOfOptions } from './steps.ts';
import type { Combination, Presence, Schema, Step, UnknownKeys, ValidationLibrary, ValueType } from './types.ts';

const libraries: readonly ValidationLibrary[] = adapters;
const byPackage = new Map(libraries.flatMap((library) => library.packages.map((name) => [name, library] as const)));
const MAX_DEPTH = 24;

/** The library a symbol belongs to; undefined for any other package. */
export function libraryOf(symbol: string): ValidationLibrary | undefined {
  return byPackage.get(packageOf(symbol));
}

const readers = memo((project: Project) => new Reader(project));

/** The schema an expression is, whatever file it is written in; null where it is none that can be read. */
export function schemaAt(project: Project, file: SourceFile, node: Node): Schema | null {
  return readers(project).at(file, node);
}

class Reader {
  readonly #project: Project;
  readonly #known = new WeakMap<Node, Schema | null>();
  readonly #active = new Set<Node>();

  constructor(project: Project) {
    this.#project = project;
  }

  at(file: SourceFile, node: Node): Schema | null {
    const inner = unwrapAwait(node);
    const known = this.#known.get(inner);
    if (known !== undefined) return known;
    // A schema that holds itself, or a chain as long as nobody writes one.
    if (this.#active.has(inner) || this.#active.size > MAX_DEPTH) return null;
    this.#active.add(inner);
    try {
      const found = this.#read(file, inner);
      this.#known.set(inner, found);
      return found;
    } finally {
      this.#active.delete(inner);
    }
  }

  #read(file: SourceFile, node: Node): Schema | null {
    switch (node.type) {
      case 'Identifier':
      case 'MemberExpression':
        return this.#named(file, node);
      case 'CallExpression':
        return this.#call(file, node);
      case 'ObjectExpression':
        return this.#json(file, node);
      case 'ArrowFunctionExpression':
        return node.body.type === 'BlockStatement' ? null : this.at(file, node.body);
      default:
        return null;
    }
  }

  #named(file: SourceFile, node: TSESTree.Identifier | TSESTree.MemberExpression): Schema | null {
    const local = originOf(file, node);
    const origin = local.kind === 'call' ? local : this.#project.follow(local);
    if (origin.kind === 'call') return this.at(origin.file, origin.node);
    if (origin.kind === 'value' && origin.node !== node) return this.at(origin.file, origin.node);
    if (node.type !== 'MemberExpression') return null;
    // `schema.shape.id`
    const holder = unwrap(node.object);
    const base = holder.type === 'MemberExpression' ? this.at(file, holder.object) : null;
    return base && holder.type === 'MemberExpression' && base.library.shape === keyName(holder) ? (base.fields.find(({ name }) => name === keyName(node))?.schema ?? null) : null;
  }

  #call(file: SourceFile, call: TSESTree.CallExpression): Schema | null {
    const symbol = this.#project.symbol(originOf(file, call.callee));
    const library = symbol === null ? undefined : libraryOf(symbol);
    if (symbol === null || !library) return this.#own(file, call);
    const callee = unwrap(call.callee);
    const path = symbol.slice(symbol.indexOf('#') + 1);
    if (callee.type === 'MemberExpression' && (path.includes('()') || symbol.startsWith('new '))) {
      const name = keyName(callee) ?? '';
      const base = this.at(file, callee.object);
      // `Joi.defaults(…).string()`
      return base ? this.#method(base, name, call, file) : this.#maker(library, name, call, file);
    }
    const [first = '', ...below] = path.split('.');
    return this.#maker(library, below.length > 0 && library.namespaces.includes(first) ? below.join('.') : path, call, file);
  }

  /** A function of the project's own that makes a schema, of the fields it is handed too: `paged({ name: z.string() })`. */
  #own(file: SourceFile, call: TSESTree.CallExpression): Schema | null {
    const target = this.#project.follow(originOf(file, call.callee));
    if (target.kind !== 'function') return null;
    const [returned, ...more] = returnedExpressions(target.file, target.node);
    const made = returned && more.length === 0 ? this.at(target.file, returned) : null;
    const handed = call.arguments.filter((a): a is TSESTree.ObjectExpression => a.type === 'ObjectExpression');
    if (!made || made.complete !== 'handed' || handed.length === 0) return made;
    const added = handed.map((object) => fieldsIn(this.#project, file, object, (at, node) => this.at(at, node)));
    return derived(made, file, call, { fields: composed([made, ...added]), complete: added.every(({ complete }) => complete === true) });
  }

  /** A schema among the arguments of a library: an expression, or a definition in its own language. */
  #given(library: ValidationLibrary, file: SourceFile, node: Node): Schema | null {
    return library.keywords ? definedSchema(library, file, node, (inner) => this.at(file, inner)) : this.at(file, node);
  }

  #maker(library: ValidationLibrary, name: string, call: TSESTree.CallExpression, file: SourceFile): Schema | null {
    const [first, second] = call.arguments;
    if (library.definer === name && first) {
      const defined = this.#given(library, file, first);
      return defined && derived(defined, file, call, {});
    }
    const combination = own(library.combinations, name);
    if (combination === 'then' && first) return this.#pipe(library, call, file);
    if (combination === 'preprocess' && second) {
      const after = this.at(file, second);
      return after && derived(after, file, call, { coerces: true });
    }
    if (combination === 'keys') return new ReadSchema({ library, file, node: call, type: 'enum' });
    const wrapper = own(library.wrappers, name);
    if (wrapper && first) return this.#wrapped(wrapper, name, call, file);
    const composition = own(library.composition, name);
    const base = composition && first ? this.at(file, first) : null;
    if (base) return this.#compose(base, name, call, call.arguments.slice(1), file);
    const coerced = own(library.coercions, name);
    const type = coerced ?? own(library.types, name);
    if (!type) {
      const format = own(library.formats, name);
      return format ? new ReadSchema({ library, file, node: call, type: 'string', steps: [stepAt(library, 'formats', name, call, file, this.#project)] }) : null;
    }
    const options = library.form === 'options' ? call.arguments.at(-1) : undefined;
    const object = options?.type === 'ObjectExpression' && (type !== 'object' || options !== first) ? options : null;
    const steps = object ? stepsOfOptions(library, object, file) : [];
    const made: Made = { library, file, node: call, type, coerces: coerced !== undefined, steps, unknownKeys: object ? keysOf(object) : (own(library.objects, name) ?? library.unknownKeys) };
    if (type === 'object') {
      const fields = first ? fieldsIn(this.#project, file, first, (at, node) => this.at(at, node)) : { fields: [], complete: true as const };
      return new ReadSchema({ ...made, ...fields });
    }
    const bounded = own(library.bounds, name) ? [stepAt(library, 'bounds', name, call, file, this.#project)] : [];
    return new ReadSchema({ ...made, steps: [...steps, ...bounded], parts: () => this.#parts(type, call.arguments, file) });
  }

  #parts(type: ValueType, args: readonly Node[], file: SourceFile): readonly Schema[] {
    const listed = args.find((a): a is TSESTree.ArrayExpression => a.type === 'ArrayExpression');
    const nodes = type === 'array' ? args.slice(0, 1) : type === 'record' ? args.slice(0, 2) : type === 'tuple' || type === 'union' || type === 'intersection' ? (listed ? listed.elements : args) : [];
    return nodes.flatMap((node) => (node ? [this.#part(file, node)] : []));
  }

  /** A part of a schema; one that cannot be read is there, and unknown. */
  #part(file: SourceFile, node: Node): Schema {
    return this.at(file, node) ?? new ReadSchema({ library: unreadable, file, node, type: 'unknown' });
  }

  /** `pipe(string(), trim(), email())` */
  #pipe(library: ValidationLibrary, call: TSESTree.CallExpression, file: SourceFile): Schema | null {
    const [first, ...rest] = call.arguments;
    let made = first ? this.at(file, first) : null;
    for (const item of rest) {
      const action = unwrap(item);
      const symbol = action.type === 'CallExpression' ? this.#project.symbol(originOf(file, action.callee)) : null;
      const name = symbol?.slice(symbol.indexOf('#') + 1) ?? '';
      const kind = action.type === 'CallExpression' && symbol !== null && libraryOf(symbol) === library ? isNamed(library, name) : null;
      const after = kind || !made ? null : this.at(file, item);
      if (made && kind && action.type === 'CallExpression') made = derived(made, file, call, { steps: [...made.steps, stepAt(library, kind, name, action, file, this.#project)] });
      else if (made && after) made = this.#then(made, after, file, call);
    }
    return made && derived(made, file, call, {});
  }

  #then(base: Schema, after: Schema, file: SourceFile, node: Node): Schema {
    return derived(after, file, node, { coerces: base.coerces || after.coerces || base.steps.some(({ kind }) => kind === 'transform'), steps: [...base.steps, ...after.steps] });
  }

  #wrapped(wrapper: Presence | 'same', name: string, call: TSESTree.CallExpression, file: SourceFile): Schema | null {
    const [first, second] = call.arguments;
    const inner = first ? this.at(file, first) : null;
    if (!inner) return null;
    const step = (is: Presence): Step => ({ kind: 'presence', is, name, node: call, file, arguments: call.arguments, range: call.range });
    const steps = wrapper === 'same' ? [] : second && second.type !== 'SpreadElement' && inner.library.form === 'pipe' ? [step(wrapper), step('default')] : [step(wrapper)];
    return derived(inner, file, call, { steps: [...inner.steps, ...steps] });
  }

  #method(base: Schema, name: string, call: TSESTree.CallExpression, file: SourceFile): Schema | null {
    const { library } = base;
    if (own(library.parsers, name)) return null;
    const combination = own(library.combinations, name);
    if (combination) return this.#combine(base, combination, call, file);
    if (base.type === 'object' && own(library.composition, name)) return this.#compose(base, name, call, call.arguments, file);
    const kind = isNamed(library, name);
    const type = own(library.typing, name);
    if (type) return this.#typed(base, type, name, call, file);
    return derived(base, file, call, kind ? { steps: [...base.steps, stepAt(library, kind, name, call, file, this.#project)] } : {});
  }

  /** `.isInt({ min: 1 })` */
  #typed(base: Schema, type: ValueType, name: string, call: TSESTree.CallExpression, file: SourceFile): Schema {
    const { library } = base;
    const format = own(library.formats, name) ? [stepAt(library, 'formats', name, call, file, this.#project)] : [];
    const bounds = call.arguments.flatMap((argument) => (argument.type === 'ObjectExpression' ? stepsOfOptions(library, argument, file) : []));
    return derived(base, file, call, { type, steps: [...base.steps, ...format, ...bounds] });
  }

  #combine(base: Schema, combination: Combination, call: TSESTree.CallExpression, file: SourceFile): Schema | null {
    const { library } = base;
    const given = (): readonly Schema[] => call.arguments.map((a) => this.#given(library, file, a) ?? this.#part(file, a));
    switch (combination) {
      case 'list':
        return new ReadSchema({ library, file, node: call, type: 'array', parts: () => [base] });
      case 'element':
        return derived(base, file, call, { parts: given });
      case 'option':
        return base.type === 'union' && base.parts.length === 0 ? derived(base, file, call, { parts: given }) : new ReadSchema({ library, file, node: call, type: 'union', parts: () => [base, ...given()] });
      case 'part':
        return new ReadSchema({ library, file, node: call, type: 'intersection', parts: () => [base, ...given()] });
      case 'keys':
        return new ReadSchema({ library, file, node: call, type: 'enum' });
      case 'then': {
        const [next] = call.arguments;
        const after = next ? this.#given(library, file, next) : null;
        return after ? this.#then(base, after, file, call) : derived(base, file, call, {});
      }
      case 'preprocess':
        return null;
    }
  }

  #compose(base: Schema, name: string, call: TSESTree.CallExpression, args: readonly Node[], file: SourceFile): Schema {
    const composition = own(base.library.composition, name);
    const [first] = args;
    switch (composition) {
      case 'extend': {
        const added = args.map((argument) => {
          const literal = unwrap(argument).type === 'ObjectExpression';
          const schema = literal && !base.library.keywords ? null : this.#given(base.library, file, argument);
          return schema ?? fieldsIn(this.#project, file, argument, (at, node) => this.at(at, node));
        });
        const complete = [base, ...added].some((one) => one.complete === false) ? false : [base, ...added].some((one) => one.complete === 'handed') ? 'handed' : true;
        return derived(base, file, call, { fields: composed([base, ...added]), complete });
      }
      case 'pick':
      case 'omit': {
        // `pick('id', 'name')`
        const listed = args.flatMap((argument) => stringValue(argument) ?? []);
        const keys = first && listed.length === args.length ? listed : first ? keysIn(file, first) : null;
        if (!keys) return derived(base, file, call, { complete: false });
        return derived(base, file, call, { fields: base.fields.filter((field) => keys.includes(field.name) === (composition === 'pick')) });
      }
      case 'optional':
      case 'required': {
        const keys = first ? keysIn(file, first) : null;
        const step: Step = { kind: 'presence', is: composition, name, node: call, file, arguments: args, range: call.range };
        const fields = base.fields.map((field) => (keys && !keys.includes(field.name) ? field : withStep(field, step)));
        return derived(base, file, call, { fields });
      }
      case 'strip':
      case 'strict':
      case 'keep':
        if (base.library.form === 'definitions') return derived(base, file, call, { unknownKeys: own(KEY_BEHAVIOURS, stringValue(first) ?? '') ?? 'unknown' });
        return derived(base, file, call, { unknownKeys: first?.type === 'Literal' && first.value === false ? base.library.unknownKeys : composition });
      default:
        return derived(base, file, call, {});
    }
  }

  /** `{ type: 'object', properties: { limit: { type: 'integer' } } }` */
  #json(file: SourceFile, node: TSESTree.ObjectExpression): Schema | null {
    const written = propertyOf(node, 'type');
    const listed = propertyOf(node, 'enum') ?? propertyOf(node, 'const');
    const union = propertyOf(node, 'oneOf') ?? propertyOf(node, 'anyOf');
    const name = written ? stringValue(written.value) : null;
    const type = listed ? 'enum' : union ? 'union' : name === null ? undefined : own(jsonSchema.types, name);
    if (!type) return null;
    const made: Made = { library: jsonSchema, file, node, type, steps: stepsOfOptions(jsonSchema, node, file), unknownKeys: keysOf(node) };
    const inside = (key: string): Node | null => propertyOf(node, key)?.value ?? null;
    const again = (at: SourceFile, inner: Node): Schema | null => this.at(at, inner);
    if (type === 'object') {
      const properties = inside('properties');
      return new ReadSchema({ ...made, ...(properties ? fieldsIn(this.#project, file, properties, again) : {}) });
    }
    const nodes = type === 'array' ? [inside('items')] : type === 'union' && union?.value.type === 'ArrayExpression' ? union.value.elements : [];
    return new ReadSchema({ ...made, parts: () => nodes.flatMap((part) => (part ? [this.#part(file, part)] : [])) });
  }
}

/** What a method that is told what becomes of other keys calls it. */
const KEY_BEHAVIOURS: Readonly<Record<string, UnknownKeys>> = { reject: 'strict', delete: 'strip', ignore: 'keep' };

/** Stands for the library of a part that cannot be read. */
const unreadable: ValidationLibrary = { ...jsonSchema, name: 'unknown' };

function keysOf(options: TSESTree.ObjectExpression): UnknownKeys {
  const value = propertyOf(options, 'additionalProperties')?.value;
  return value?.type === 'Literal' ? (value.value === false ? 'strict' : 'keep') : 'unknown';
}

/** An entry of a table, and nothing that every object inherits. */
function own<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
