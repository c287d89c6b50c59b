import type { TSESTree } from '@typescript-eslint/utils';
import type { Exports } from '../ast/exports.ts';
import { exportsOf } from '../ast/exports.ts';
import type { Origin } from '../ast/origin.ts';
import { UNKNOWN, along, declaredResult, either, memberOf, ofAnnotation, ofType, originOf, ownMember, symbolOf } from '../ast/origin.ts';
import type { ClassNode, FunctionNode, Node, SourceFile } from '../ast/source-file.ts';
import { annotationOf, isClass, keyName, returnedExpressions, unwrap } from '../ast/syntax.ts';
import { debug } from '../core/debug.ts';
import { memo } from '../core/memo.ts';

/** What following asks of the files around. */
export interface Files {
  /** The file a specifier names, absolute path; null for what is none of the project. */
  resolve(from: SourceFile, specifier: string): string | null;
  /** Whether a specifier is the project's own, readable or not. */
  isOwn(from: SourceFile, specifier: string): boolean;
  /** A file of the project, parsed; null when it cannot be. */
  file(path: string): SourceFile | null;
}

export interface Bounds {
  readonly maxHops: number;
  readonly maxFiles: number;
}

type Of<K extends Origin['kind']> = Extract<Origin, { kind: K }>;

/** An answer about one export, with what it took: it is used again only where working it out again would give the same. */
interface Known {
  readonly origin: Origin | null;
  readonly hops: number;
  readonly steps: number;
  readonly files: ReadonlySet<string>;
}

/** The working out of one export. */
interface Frame {
  readonly files: Set<string>;
  hops: number;
  /** False where a bound had a say. */
  isComplete: boolean;
}

const MAX_STEPS = 5000;
const MAX_ANCESTORS = 10;
/** Unknown because the question came back to itself. */
const CIRCLE: Origin = { kind: 'unknown' };
const exportsIn = memo(exportsOf);

/**
 * Follows origins through the files of a project as one linted file sees them. Bounds count for each question, files that
 * are already read included, so that no answer depends on what was asked before.
 */
export class Follower {
  readonly #files: Files;
  readonly #bounds: Bounds;
  readonly #known = new Map<SourceFile, Map<string, Known>>();
  readonly #followed = new WeakMap<Origin, Origin>();
  readonly #symbols = new WeakMap<Origin, { readonly symbol: string | null }>();
  /** What is being worked out, with its depth. */
  readonly #active = new Map<object | string, number>();
  /** The least depth that a circle has come back to since the innermost began. */
  #reach = Infinity;
  #frames: Frame[] = [];
  #read = new Set<string>();
  #steps = 0;

  constructor(files: Files, bounds: Bounds) {
    this.#files = files;
    this.#bounds = bounds;
  }

  follow(origin: Origin): Origin {
    const before = this.#followed.get(origin);
    if (before && this.#isFirst()) return before;
    return this.#question(
      () => this.#follow(origin, this.#bounds.maxHops),
      (followed) => this.#followed.set(origin, followed),
    );
  }

  /** The name in a package of what an origin is, an instance of a class being one of its superclass; null for none. */
  symbol(origin: Origin): string | null {
    const before = this.#symbols.get(origin);
    if (before && this.#isFirst()) return before.symbol;
    return this.#question(
      () => {
        const followed = this.#follow(origin, this.#bounds.maxHops);
        return symbolOf(this.#foreign(followed)) ?? this.#inherited(followed);
      },
      (symbol) => this.#symbols.set(origin, { symbol }),
    );
  }

  /** Whether a question is asked from outside, not while another is answered. */
  #isFirst(): boolean {
    return this.#frames.length === 0 && this.#active.size === 0;
  }

  #question<T>(ask: () => T, remember: (answer: T) => void): T {
    if (!this.#isFirst()) return ask();
    this.#read = new Set();
    this.#steps = 0;
    const answer = ask();
    remember(answer);
    return answer;
  }

  #inherited(origin: Origin): string | null {
    let at = origin;
    for (let depth = 0; at.kind === 'instance' && depth < MAX_ANCESTORS; depth++) {
      const base: Origin | null = at.of.kind === 'class' ? this.#superclass(at.of, this.#bounds.maxHops) : at.of.kind === 'type' ? this.#base(at.of, this.#bounds.maxHops) : null;
      if (!base) return null;
      at = { ...at, of: base };
      if (base.kind !== 'class' && base.kind !== 'type') return symbolOf(this.#foreign(at));
    }
    return null;
  }

  /** An origin without the imports of the project's own files: those have no name in a package. */
  #foreign(origin: Origin): Origin {
    switch (origin.kind) {
      case 'import':
        return this.#files.isOwn(origin.file, origin.from) ? UNKNOWN : origin;
      case 'member':
        return { ...origin, object: this.#foreign(origin.object) };
      case 'call':
        return { ...origin, callee: this.#foreign(origin.callee) };
      case 'instance':
        return { ...origin, of: this.#foreign(origin.of) };
      case 'element':
        return { ...origin, of: this.#foreign(origin.of) };
      case 'either':
        return { ...origin, of: origin.of.map((o) => this.#foreign(o)) };
      default:
        return origin;
    }
  }

  #follow(origin: Origin, hops: number): Origin {
    if (++this.#steps > MAX_STEPS) {
      this.#bounded(() => 'too many steps');
      return origin;
    }
    switch (origin.kind) {
      case 'import':
        return this.#import(origin, hops);
      case 'member':
        return this.#member(origin, hops);
      case 'call':
        return this.#call(origin, hops);
      case 'instance':
        return this.#instance(origin, hops);
      case 'parameter':
        return this.#parameter(origin, hops);
      case 'element':
        return this.#element(origin, hops);
      case 'either': {
        const followed = origin.of.map((o) => this.#follow(o, hops));
        if (followed.every((o, i) => o === origin.of[i])) return origin;
        const [only] = followed;
        return only && followed.length === 1 && only.kind !== 'either' ? { kind: 'either', of: followed } : flat(followed);
      }
      default:
        return origin;
    }
  }

  #import(origin: Of<'import'>, hops: number): Origin {
    const file = this.#imported(origin, hops);
    if (!file) return origin;
    const found = this.#exported(file, origin.name, hops - 1);
    if (found) return found;
    // A CommonJS module is its own default export.
    return origin.name === 'default' && isCommonJs(file) ? this.#import({ ...origin, name: '*' }, hops) : origin;
  }

  /** The file an import names, within the bounds of the question. */
  #imported(origin: Of<'import'>, hops: number): SourceFile | null {
    const path = this.#files.resolve(origin.file, origin.from);
    if (path === null) return null;
    if (hops <= 0) {
      this.#bounded(() => `${origin.from} is more than ${this.#bounds.maxHops} imports away`);
      return null;
    }
    for (const [i, frame] of this.#frames.entries()) {
      frame.files.add(path);
      // Each frame further in is one import deeper.
      frame.hops = Math.max(frame.hops, this.#frames.length - i);
    }
    this.#read.add(path);
    if (this.#read.size > this.#bounds.maxFiles) {
      this.#bounded(() => `${path} is more than ${this.#bounds.maxFiles} files in`);
      return null;
    }
    return this.#files.file(path);
  }

  #bounded(reason: () => string): void {
    debug(() => `unknown: ${reason()}`);
    for (const frame of this.#frames) frame.isComplete = false;
  }

  /** What a file exports under a name; null for nothing, or nothing that is known. */
  #exported(file: SourceFile, name: string, hops: number): Origin | null {
    const before = this.#known.get(file)?.get(name);
    if (before && this.#mayUse(before, hops)) return before.origin;
    return this.#guarded(`${file.path}\0${name}`, () => {
      const frame: Frame = { files: new Set(), hops: 0, isComplete: true };
      const start = this.#steps;
      this.#frames.push(frame);
      try {
        const found = this.#lookUp(file, exportsIn(file), name, hops);
        // On a circle the answer depends on where the question entered it.
        if (frame.isComplete && this.#reach === Infinity) this.#remember(file, name, { origin: known(found), hops: frame.hops, steps: this.#steps - start, files: frame.files });
        return found;
      } finally {
        this.#frames.pop();
      }
    });
  }

  #mayUse(known: Known, hops: number): boolean {
    if (known.hops > hops || this.#steps + known.steps > MAX_STEPS) return false;
    let more = 0;
    for (const path of known.files) if (!this.#read.has(path)) more++;
    if (this.#read.size + more > this.#bounds.maxFiles) return false;
    this.#steps += known.steps;
    for (const path of known.files) this.#read.add(path);
    for (const [i, frame] of this.#frames.entries()) {
      for (const path of known.files) frame.files.add(path);
      frame.hops = Math.max(frame.hops, this.#frames.length - i + known.hops);
    }
    return true;
  }

  #remember(file: SourceFile, name: string, known: Known): void {
    const names = this.#known.get(file);
    if (names) names.set(name, known);
    else this.#known.set(file, new Map([[name, known]]));
  }

  /**
   * Works something out that may lead back to itself; null where it is not known. Inside a circle it is unknown instead:
   * nothing that could be followed once more, so that `f = c ? f : x` is `x`.
   */
  #guarded(key: object | string, answer: () => Origin | null): Origin | null {
    const from = this.#active.get(key);
    if (from !== undefined) {
      this.#reach = Math.min(this.#reach, from);
      return CIRCLE;
    }
    const depth = this.#active.size;
    const around = this.#reach;
    this.#reach = Infinity;
    this.#active.set(key, depth);
    try {
      return known(answer()) ?? (this.#reach < depth ? CIRCLE : null);
    } finally {
      this.#active.delete(key);
      this.#reach = Math.min(around, this.#reach < depth ? this.#reach : Infinity);
    }
  }

  #lookUp(file: SourceFile, exports: Exports, name: string, hops: number): Origin | null {
    if (name === '*') return exports.whole && this.#follow(exports.whole, hops);
    const named = exports.names.get(name);
    if (named) return this.#follow(named, hops);
    const whole = exports.whole && this.#follow(exports.whole, hops);
    const member = whole && this.#memberOf(whole, name, hops);
    if (member && member.kind !== 'unknown') return member;
    if (name === 'default') return null;
    // `module.exports = express()`: what a package made has members that only the package knows.
    const isMade = whole?.kind === 'call' || whole?.kind === 'instance';
    return this.#fromStars(file, exports.stars, name, hops) ?? (isMade && symbolOf(whole) !== null ? { kind: 'member', object: whole, property: name } : null);
  }

  #fromStars(file: SourceFile, stars: readonly string[], name: string, hops: number): Origin | null {
    const packages: Origin[] = [];
    let isOpen = false;
    for (const from of stars) {
      const origin: Of<'import'> = { kind: 'import', from, name, typeOnly: false, file };
      if (this.#files.resolve(file, from) === null) {
        if (this.#files.isOwn(file, from)) isOpen = true;
        else packages.push(origin);
        continue;
      }
      const target = this.#imported(origin, hops);
      const found = target && mayExport(exportsIn(target), name) ? this.#exported(target, name, hops - 1) : null;
      if (found && found.kind !== 'unknown') return found;
      isOpen ||= !target || exportsIn(target).names.has(name);
    }
    // Only one place is left that can export the name.
    return !isOpen && packages.length === 1 ? (packages[0] ?? null) : null;
  }

  #member(origin: Of<'member'>, hops: number): Origin {
    const { property } = origin;
    if (property !== null && origin.object.kind === 'import' && origin.object.name !== '*') {
      // `module.exports = f; module.exports.g = …`, imported as a whole.
      const file = origin.object.name === 'default' ? this.#imported(origin.object, hops) : null;
      const named = file && isCommonJs(file) && exportsIn(file).whole && exportsIn(file).names.has(property) ? this.#exported(file, property, hops - 1) : null;
      if (named && named.kind !== 'unknown') return named;
    }
    const object = this.#follow(origin.object, hops);
    const found = property === null ? null : this.#memberOf(object, property, hops);
    return found ?? (object === origin.object ? origin : { kind: 'member', object, property });
  }

  /** A member of a followed origin; null when nothing tells it. */
  #memberOf(object: Origin, property: string, hops: number): Origin | null {
    if (this.#steps++ > MAX_STEPS) return null;
    switch (object.kind) {
      case 'import': {
        const named = object.name === '*' ? this.#follow({ ...object, name: property }, hops) : null;
        return named;
      }
      case 'value':
        return this.#ofLiteral(object, property, hops);
      case 'class':
        return this.#own(object, property, hops) ?? this.#ofSuperclass(object, property, hops, (base) => base);
      case 'instance':
        return this.#ofInstance(object, property, hops);
      case 'call':
        return this.#ofAssigned(object, property, hops);
      case 'parameter':
        return this.#typed(object, [...object.path, property], hops);
      case 'either': {
        const found = object.of.map((o) => this.#memberOf(o, property, hops));
        return found.some((o) => o !== null) ? flat(found.map((o, i) => o ?? { kind: 'member', object: object.of[i] ?? UNKNOWN, property })) : null;
      }
      default:
        return null;
    }
  }

  #own(object: Origin, property: string, hops: number): Origin | null {
    const own = ownMember(object, property);
    return own && own.kind !== 'unknown' ? this.#follow(own, hops) : null;
  }

  #ofLiteral(object: Of<'value'>, property: string, hops: number): Origin | null {
    const node = unwrap(object.node);
    if (node.type === 'ArrayExpression') {
      const element = /^\d+$/u.test(property) ? node.elements[Number(property)] : null;
      return element && element.type !== 'SpreadElement' ? this.#follow(originOf(object.file, element), hops) : null;
    }
    if (node.type !== 'ObjectExpression') return null;
    for (const part of node.properties.toReversed()) {
      if (part.type === 'Property') {
        if (keyName(part) === property) return this.#own(object, property, hops);
        continue;
      }
      const spread = this.#follow(originOf(object.file, part.argument), hops);
      // `this.options = { ...defaults, ...this.options }` spreads itself.
      const found = this.#guarded(`${object.file.path}\0${part.range[0]}\0${property}`, () => this.#memberOf(spread, property, hops));
      if (found && found.kind !== 'unknown') return found;
      if (!isClosed(spread)) return null;
    }
    return null;
  }

  /** `Object.assign(a, b).c`: the last that has it. */
  #ofAssigned(object: Of<'call'>, property: string, hops: number): Origin | null {
    const { callee } = object;
    if (callee.kind !== 'member' || callee.property !== 'assign' || callee.object.kind !== 'global' || callee.object.name !== 'Object' || object.node.type !== 'CallExpression') return null;
    for (const argument of object.node.arguments.toReversed()) {
      if (argument.type === 'SpreadElement') return null;
      const part = this.#follow(originOf(object.file, argument), hops);
      const found = this.#memberOf(part, property, hops);
      if (found) return found;
      if (!isClosed(part)) return null;
    }
    return null;
  }

  #ofInstance(object: Of<'instance'>, property: string, hops: number): Origin | null {
    const type = object.of;
    if (type.kind === 'class') {
      const own = ownMember(object, property);
      if (own && own.kind !== 'unknown') return this.#follow(this.#constructed(own, object, type.node), hops);
      const implemented = own ? null : this.#implemented(object, property, hops);
      return implemented ?? (own ? null : this.#ofSuperclass(type, property, hops, (base) => ({ ...object, of: base })));
    }
    if (type.kind !== 'type') return null;
    const own = this.#own(object, property, hops);
    return own ?? this.#implemented(object, property, hops) ?? this.#ofExtended(object, type, property, hops);
  }

  /** A field set from a parameter of the constructor, where the `new` is known. */
  #constructed(own: Origin, object: Of<'instance'>, type: ClassNode): Origin {
    const made = type.body.body.find((m): m is TSESTree.MethodDefinition => m.type === 'MethodDefinition' && m.kind === 'constructor')?.value;
    return object.node && made?.type === 'FunctionExpression' ? bind(own, made, object.node.arguments, object.file) : own;
  }

  #superclass(type: Of<'class'>, hops: number): Origin | null {
    const name = type.node.superClass;
    return name && known(this.#guarded(type.node, () => this.#follow(originOf(type.file, name), hops)));
  }

  /** A member a class inherits: by its definition in a class of the project, else as a member of the foreign superclass. */
  #ofSuperclass(type: Of<'class'>, property: string, hops: number, as: (base: Origin) => Origin): Origin | null {
    const base = this.#superclass(type, hops);
    if (!base) return null;
    const object = as(base);
    if (base.kind !== 'class') return { kind: 'member', object, property };
    return this.#guarded(type.node, () => this.#memberOf(object, property, hops));
  }

  #ofExtended(object: Of<'instance'>, type: Of<'type'>, property: string, hops: number): Origin | null {
    return this.#guarded(type.node, () => {
      const base = this.#base(type, hops);
      const inherited: Of<'instance'> | null = base && { ...object, of: base };
      return inherited && (this.#memberOf(inherited, property, hops) ?? { kind: 'member', object: inherited, property });
    });
  }

  #base(type: Of<'type'>, hops: number): Origin | null {
    const heritage = type.node.type === 'TSInterfaceDeclaration' && type.node.extends.length === 1 ? type.node.extends[0]?.expression : undefined;
    return heritage ? known(this.#follow(originOf(type.file, heritage), hops)) : null;
  }

  /** A member of the one class in sight that an interface or an abstract class stands for. */
  #implemented(object: Of<'instance'>, property: string, hops: number): Origin | null {
    const type = object.of;
    if (type.kind !== 'type' && !(type.kind === 'class' && type.node.abstract)) return null;
    const places = type.file === object.file ? [type.file] : [type.file, object.file];
    const found = places.flatMap((file) =>
      [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')].filter((node) => implementedNames(node).some((name) => this.#isNamed(file, name, type, hops))).map((node) => ({ kind: 'class', node, file }) as const),
    );
    const [only] = found;
    return only && found.length === 1 ? this.#guarded(only.node, () => this.#memberOf({ ...object, of: only, node: null }, property, hops)) : null;
  }

  #isNamed(file: SourceFile, name: Node, type: Of<'class'> | Of<'type'>, hops: number): boolean {
    const found = this.#follow(originOf(file, name), hops);
    return (found.kind === 'class' || found.kind === 'type') && found.node === type.node;
  }

  #call(origin: Of<'call'>, hops: number): Origin {
    const same = this.#unchanged(origin, hops);
    if (same) return same;
    const callee = this.#follow(origin.callee, hops);
    const result = this.#result(callee, origin, hops);
    return result ?? (callee === origin.callee ? origin : { ...origin, callee });
  }

  /** `Object.freeze(x)` and `f.bind(…)` are what they were. */
  #unchanged(origin: Of<'call'>, hops: number): Origin | null {
    if (origin.callee.kind !== 'member' || origin.node.type !== 'CallExpression') return null;
    const { object, property } = origin.callee;
    const [first] = origin.node.arguments;
    if (object.kind === 'global' && object.name === 'Object' && (property === 'freeze' || property === 'seal' || property === 'preventExtensions')) {
      return first && first.type !== 'SpreadElement' ? this.#follow(originOf(origin.file, first), hops) : null;
    }
    if (property !== 'bind') return null;
    const bound = this.#follow(object, hops);
    return bound.kind === 'function' ? bound : null;
  }

  /** What calling a followed origin gives; null when nothing tells it. */
  #result(callee: Origin, call: Of<'call'>, hops: number): Origin | null {
    if (callee.kind === 'function') return this.#returned(callee, call, hops);
    if (callee.kind === 'either') {
      const results = callee.of.map((o) => this.#result(o, call, hops));
      return results.some((o) => o !== null) ? flat(results.map((o, i) => o ?? { ...call, callee: callee.of[i] ?? UNKNOWN })) : null;
    }
    if (callee.kind !== 'member' || callee.property === null || callee.object.kind !== 'instance') return null;
    const declared = declaredResult(callee.object.of, callee.property);
    return declared && this.#follow(declared, hops);
  }

  #returned(callee: Of<'function'>, call: Of<'call'>, hops: number): Origin | null {
    const { node: fn, file } = callee;
    if (fn.generator) return null;
    const given = call.node.type === 'CallExpression' ? call.node.arguments : [];
    return this.#guarded(fn, () => {
      const returned = returnedExpressions(file, fn).map((node) => this.#follow(bind(originOf(file, node), fn, given, call.file), hops));
      const result = returned.length > 0 ? flat(returned) : UNKNOWN;
      const isVague = result.kind === 'unknown' || result.kind === 'parameter' || result.kind === 'member' || result.kind === 'call';
      if (!isVague || symbolOf(this.#foreign(result)) !== null) return result;
      const declared = ofType(file, fn.returnType?.typeAnnotation ?? null);
      const typed = declared && this.#follow(declared, hops);
      return typed?.kind === 'instance' && typed.of.kind !== 'global' && typed.of.kind !== 'unknown' ? typed : result;
    });
  }

  #instance(origin: Of<'instance'>, hops: number): Origin {
    const of = this.#follow(origin.of, hops);
    if (of.kind === 'type' && !origin.node) {
      const meant = this.#meant(of, hops);
      if (meant) return meant;
    }
    return of === origin.of || of.kind === 'unknown' ? origin : { ...origin, of };
  }

  /** What an alias of a type says a value is. */
  #meant(type: Of<'type'>, hops: number): Origin | null {
    const { node, file } = type;
    if (node.type !== 'TSTypeAliasDeclaration') return null;
    return this.#guarded(node, () => {
      const meant = ofAnnotation(file, node.typeAnnotation);
      return meant && this.#follow(meant, hops);
    });
  }

  /** A name that a typed parameter is taken apart into: `({ pool }: Deps)`. */
  #parameter(origin: Of<'parameter'>, hops: number): Origin {
    return this.#typed(origin, origin.path, hops) ?? origin;
  }

  #typed(origin: Of<'parameter'>, path: readonly string[], hops: number): Origin | null {
    const parameter = origin.function.params[origin.index];
    const typed = parameter && path.length > 0 ? ofAnnotation(origin.file, annotationOf(parameter)) : null;
    const found = typed && this.#follow(along(typed, path), hops);
    return found && (found.kind === 'instance' || found.kind === 'function' || found.kind === 'class') ? found : null;
  }

  #element(origin: Of<'element'>, hops: number): Origin {
    const of = this.#follow(origin.of, hops);
    if (of.kind === 'value' && of.node.type === 'ArrayExpression') {
      const elements = of.node.elements.map((e) => (e && e.type !== 'SpreadElement' ? this.#follow(originOf(of.file, e), hops) : UNKNOWN));
      if (elements.length > 0 && elements.every((e) => e.kind !== 'unknown')) return flat(elements);
    }
    return of === origin.of ? origin : { kind: 'element', of };
  }
}

function known(origin: Origin | null): Origin | null {
  return origin && origin.kind !== 'unknown' ? origin : null;
}

/** Whether a file is CommonJS: nothing in it is written as a module of ECMAScript. */
function isCommonJs(file: SourceFile): boolean {
  return !file.has('ExportNamedDeclaration') && !file.has('ExportDefaultDeclaration') && !file.has('ExportAllDeclaration') && (file.has('TSExportAssignment') || !file.has('ImportDeclaration'));
}

function mayExport(exports: Exports, name: string): boolean {
  return exports.names.has(name) || exports.whole !== null || exports.stars.length > 0;
}

/** Whether an origin is an object literal that says all it holds. */
function isClosed(origin: Origin): boolean {
  return origin.kind === 'value' && origin.node.type === 'ObjectExpression' && origin.node.properties.every((p) => p.type === 'Property' && keyName(p) !== null);
}

/** One of several origins, each once. A way around a circle adds nothing; one of a single origin says that there are others. */
function flat(of: readonly Origin[]): Origin {
  const ways = of.filter((origin) => origin !== CIRCLE);
  const found: Origin[] = [];
  for (const origin of ways) {
    for (const one of origin.kind === 'either' ? origin.of : [origin]) if (!found.some((other) => isSame(other, one))) found.push(one);
  }
  const isPartial = ways.some((origin) => origin.kind === 'either' && origin.of.length === 1);
  const [first] = found;
  if (!first) return CIRCLE;
  return isPartial && found.length === 1 ? { kind: 'either', of: found } : either(found);
}

function isSame(a: Origin, b: Origin): boolean {
  return a === b || (a.kind === b.kind && 'node' in a && 'node' in b && a.node !== null && a.node === b.node);
}

/** An origin in which the parameters of a function are what a call hands over. */
function bind(origin: Origin, fn: FunctionNode, given: readonly TSESTree.CallExpressionArgument[], file: SourceFile): Origin {
  switch (origin.kind) {
    case 'parameter': {
      if (origin.function !== fn) return origin;
      if (given.slice(0, origin.index + 1).some((argument) => argument.type === 'SpreadElement')) return origin;
      const argument = given[origin.index];
      if (argument) return along(originOf(file, argument), origin.path);
      const parameter = fn.params[origin.index];
      return parameter?.type === 'AssignmentPattern' ? along(originOf(origin.file, parameter.right), origin.path) : origin;
    }
    case 'member':
      return memberOf(bind(origin.object, fn, given, file), origin.property);
    case 'call':
      return { ...origin, callee: bind(origin.callee, fn, given, file) };
    case 'instance':
      return { ...origin, of: bind(origin.of, fn, given, file) };
    case 'element':
      return { ...origin, of: bind(origin.of, fn, given, file) };
    case 'either':
      return { ...origin, of: origin.of.map((o) => bind(o, fn, given, file)) };
    default:
      return origin;
  }
}

/** The types a class says it is one of. */
function implementedNames(node: ClassNode): Node[] {
  const names: Node[] = (node.implements ?? []).map((heritage) => heritage.expression);
  return isClass(node) && node.superClass ? [...names, node.superClass] : names;
}
