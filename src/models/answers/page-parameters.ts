import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, decoratorsOf, patternPath, unwrapAwait, wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RequestRead } from '../http/types.ts';
import { sqlModel } from '../sql/model.ts';
import { isUnvalidated } from '../validation/unvalidated.ts';
import { schemaUses } from '../validation/uses.ts';
import type { Field, Schema } from '../validation/types.ts';
import { inWords } from '../words/model.ts';

/** A parameter that pages or orders a list, and what the server leaves to the client. */
export interface PageParameter {
  readonly name: string;
  /** The read, or the name of the field in a schema. */
  readonly node: Node;
  readonly lacks: 'default' | 'maximum' | 'both';
}

const SIZES: ReadonlySet<string> = new Set(['limit', 'page size', 'per page', 'page limit']);
const ORDERS: ReadonlySet<string> = new Set(['page', 'page number', 'sort by', 'sort order', 'order by']);
/** Names of parameters that only say which part of a list is asked for. */
const PLACES: ReadonlySet<string> = new Set([...SIZES, 'page', 'page number', 'offset', 'skip', 'take', 'size', 'cursor', 'after', 'before', 'first', 'last']);
/** Functions that turn text into a number and leave a missing one missing. */
export const CONVERSIONS: ReadonlySet<string> = new Set(['global#Number', 'global#parseInt', 'global#parseFloat', 'global#Number.parseInt', 'global#Number.parseFloat', 'global#String', 'global#Math.floor', 'global#Math.trunc', 'global#Math.round']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);
const MAX_STEPS = 40;

/** Whether a parameter only pages a list: `page`, `limit`, `cursor`. */
export function isPlaceInList(name: string): boolean {
  return PLACES.has(inWords(name));
}

/** The parameters of pages and orders that the linted file takes from the query with no default, or no upper bound for the size of a page. */
export const openPageParameters = perFile((context): readonly PageParameter[] => {
  const http = httpModel(context);
  const reads = http.reads.filter(({ part, path, handler }) => part === 'query' && path.length === 1 && isAsked(path[0] ?? '') && handler.kind === 'route' && handler.route?.method === 'GET');
  const uses = schemaUses(context).filter(({ part }) => part === 'query');
  if (reads.length === 0 && uses.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const ofReads = reads.flatMap((read): readonly PageParameter[] => (isRaw(read) ? found(read.path[0] ?? '', read.node, new Use(file, project, sinksOf()).of(read.node)) : []));
  const fields = new Set<Node>();
  const ofFields = uses.flatMap(({ schema }) => (schema.type === 'object' ? schema.fields : []).flatMap((field): readonly PageParameter[] => {
    if (field.file !== file || fields.has(field.node) || !isAsked(field.name)) return [];
    fields.add(field.node);
    return ofField(field);
  }));
  return [...ofReads, ...ofFields];

  function sinksOf(): { readonly data: readonly Node[]; readonly answers: readonly Node[] } {
    const model = sqlModel(context);
    return { data: [...model.built.map(({ node }) => node), ...model.queries.map(({ node }) => node)], answers: http.writes.flatMap(({ body }) => body ?? []) };
  }

  function isRaw(read: RequestRead): boolean {
    if (read.handler.framework !== 'nest') return isUnvalidated(context, read.handler, 'query');
    // `@Query('page') page: string`; a pipe may set a default.
    const owner = file.parent(read.node);
    const parameter = owner?.type === 'TSParameterProperty' ? owner : read.node;
    return decoratorsOf(parameter).every(({ expression }) => expression.type === 'CallExpression' && expression.arguments.length === 1) && decoratorsOf(parameter).length === 1;
  }
});

function isAsked(name: string): boolean {
  return SIZES.has(inWords(name)) || ORDERS.has(inWords(name));
}

interface Judged {
  readonly hasDefault: boolean;
  readonly isBounded: boolean;
}

function found(name: string, node: Node, judged: Judged | null): readonly PageParameter[] {
  if (!judged) return [];
  const isOpen = SIZES.has(inWords(name)) && !judged.isBounded;
  if (judged.hasDefault && !isOpen) return [];
  return [{ name, node, lacks: judged.hasDefault ? 'maximum' : isOpen ? 'both' : 'default' }];
}

/** A field of a schema of the query: it must be sent, or may be as large as a client likes. An optional one may have its default where it is read. */
function ofField({ name, node, schema }: Field): readonly PageParameter[] {
  if (!schema || isOpaque(schema)) return [];
  const isPresent = (is: string): boolean => schema.steps.some((step) => step.kind === 'presence' && step.is === is);
  const isInitialised = node.type === 'PropertyDefinition' && node.value !== null;
  const mustBeSent = !isInitialised && !isPresent('default') && !isPresent('optional') && !isPresent('nullable') && (isPresent('required') || isRequiredByItself(schema));
  const isSettled = mustBeSent || isPresent('default') || isInitialised;
  const isBounded = schema.type !== 'number' || schema.steps.some((step) => step.kind === 'bound' && ['maximum', 'range', 'exact'].includes(step.is));
  if (!isSettled) return [];
  const at = node.type === 'Property' || node.type === 'PropertyDefinition' ? node.key : node;
  return found(name, at, { hasDefault: !mustBeSent, isBounded });
}

/** Whether a function of the project's own may set a default or a bound. */
function isOpaque({ type, steps, parts }: Schema): boolean {
  return type === 'unknown' || type === 'union' || type === 'intersection' || parts.length > 0 || steps.some((step) => step.kind === 'refinement' || step.kind === 'values' || (step.kind === 'transform' && step.is === 'custom'));
}

/** Whether fields of the library have to be there unless they are called optional. */
function isRequiredByItself({ library }: Schema): boolean {
  return library.form === 'pipe' || (library.form === 'chain' && library.ordered) || library.form === 'decorators';
}

/** Where a value that is read goes. */
class Use {
  readonly #file: SourceFile;
  readonly #project: Project;
  readonly #sinks: { readonly data: readonly Node[]; readonly answers: readonly Node[] };
  #left = MAX_STEPS;

  constructor(file: SourceFile, project: Project, sinks: { readonly data: readonly Node[]; readonly answers: readonly Node[] }) {
    this.#file = file;
    this.#project = project;
    this.#sinks = sinks;
  }

  /** What is done to a value before a data operation takes it; null when it may go elsewhere, or is looked at. */
  of(node: Node): Judged | null {
    const uses = this.#from(node, { hasDefault: false, isBounded: false });
    const taken = uses?.filter((use) => use !== 'answered') ?? [];
    if (!uses || taken.length === 0) return null;
    return { hasDefault: taken.every(({ hasDefault }) => hasDefault), isBounded: taken.every(({ isBounded }) => isBounded) };
  }

  /** The ends of a value; null when one of them is not known. */
  #from(start: Node, soFar: Judged): readonly (Judged | 'answered')[] | null {
    if (start.type === 'Identifier') {
      const bound = this.#bound(start, soFar);
      if (bound !== undefined) return bound;
    }
    let judged = soFar;
    for (let node = wrapped(this.#file, start), parent = this.#file.parent(node); parent && this.#left-- > 0; node = wrapped(this.#file, parent), parent = this.#file.parent(node)) {
      switch (parent.type) {
        case 'UnaryExpression':
          if (parent.operator !== '+' && parent.operator !== '-') return null;
          break;
        case 'BinaryExpression':
          if (!ARITHMETIC.has(parent.operator)) return null;
          break;
        case 'LogicalExpression':
          if (parent.left !== node || parent.operator === '&&') return null;
          judged = { ...judged, hasDefault: true };
          break;
        case 'ArrayExpression':
        case 'ObjectExpression':
        case 'TemplateLiteral':
          break;
        case 'Property':
          if (parent.value !== node) return null;
          break;
        case 'AwaitExpression':
          break;
        case 'TaggedTemplateExpression':
          return this.#isData(parent) ? [judged] : null;
        case 'VariableDeclarator':
          return parent.id.type === 'Identifier' && parent.init === node ? this.#references(parent.id, judged) : null;
        case 'CallExpression': {
          const next = this.#argument(parent, node, judged);
          if (next === null || Array.isArray(next)) return next;
          judged = next as Judged;
          break;
        }
        default:
          return null;
      }
      if (this.#sinks.answers.some((body) => contains(parent, body) && contains(body, start))) return ['answered'];
    }
    return null;
  }

  /** A name that a pattern or parameter binds; undefined for any other. */
  #bound(name: TSESTree.Identifier, soFar: Judged): readonly (Judged | 'answered')[] | null | undefined {
    const definition = this.#file.variableOf(name)?.defs[0];
    if (definition?.name !== name) return undefined;
    const declared = definition.node as Node;
    const pattern = declared.type === 'VariableDeclarator' ? declared.id : null;
    const hasDefault = pattern !== null && Boolean(patternPath(pattern, name)?.fallback);
    const parent = this.#file.parent(name);
    const isDefaulted = hasDefault || (parent?.type === 'AssignmentPattern' && parent.left === name);
    return this.#references(name, { ...soFar, hasDefault: isDefaulted });
  }

  #references(name: TSESTree.Identifier, judged: Judged): readonly (Judged | 'answered')[] | null {
    const variable = this.#file.variableOf(name);
    if (!variable || variable.defs.length !== 1) return null;
    const ends: (Judged | 'answered')[] = [];
    for (const reference of variable.references) {
      if (reference.init === true) continue;
      if (reference.isWrite()) return null;
      const found = this.#from(reference.identifier as Node, judged);
      if (!found) return null;
      ends.push(...found);
    }
    return ends;
  }

  #argument(call: TSESTree.CallExpression, node: Node, judged: Judged): Judged | readonly (Judged | 'answered')[] | null {
    if (!call.arguments.some((argument) => argument === node)) return null;
    if (this.#sinks.answers.some((body) => contains(node, body))) return ['answered'];
    const symbol = this.#project.symbol(originOf(this.#file, call.callee)) ?? '';
    if (CONVERSIONS.has(symbol) || symbol === 'global#Math.max') return judged;
    if (symbol === 'global#Math.min') return { ...judged, isBounded: true };
    return this.#isData(call) ? [judged] : null;
  }

  /** Whether a call is a data operation, or one of the chain that it is made of; not what stands in its arguments. */
  #isData(call: TSESTree.CallExpression | TSESTree.TaggedTemplateExpression): boolean {
    return this.#sinks.data.some((operation) => isInChain(operation, call) || isInChain(call, operation));
  }
}

/** Whether one call is another, or is called on what it gives: `a()` in `a().b().c()`. */
function isInChain(outer: Node, inner: Node): boolean {
  for (let at = unwrapAwait(outer); ; ) {
    if (at === inner) return true;
    if (at.type === 'CallExpression') at = unwrapAwait(at.callee);
    else if (at.type === 'MemberExpression') at = unwrapAwait(at.object);
    else return false;
  }
}
