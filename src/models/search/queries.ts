import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, propertyOf, unwrap, wrapped } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import type { ClientCall } from './calls.ts';
import { readClause } from './clauses.ts';
import { literalsOf, namesIn } from './literals.ts';
import { LEAVES, SHAPES } from './requests.ts';
import type { Shape } from './requests.ts';
import type { ClauseContext, Placed, SearchClause, SearchRequest } from './types.ts';

interface State {
  readonly shape: Shape;
  readonly context: ClauseContext;
}
type ObjectNode = TSESTree.ObjectExpression;

const MAX_VISITS = 2000;
const START: State = { shape: 'request', context: 'scoring' };
const ADDS: ReadonlySet<string> = new Set(['push', 'unshift']);

/** Where a search is said. */
interface Said extends Placed {
  /** What stands for it in the linted file, where it is said in another one. */
  readonly at: Node | null;
}

/** The searches that a call sends. */
export function requestsOf(file: SourceFile, { node, form }: ClientCall, project: Project): readonly SearchRequest[] {
  const [first, second] = node.arguments;
  if (!first || first.type === 'SpreadElement' || form.sends === 'mapping') return [];
  const given = objectsIn(file, first, project);
  const found = form.sends === 'list' ? inList(file, given, project) : [{ said: { node: form.sends === 'pair' ? second : first, file, at: null }, headers: given }];
  return found.flatMap(({ said, headers }) => (!said.node || said.node.type === 'SpreadElement' ? [] : [search(file, node, { ...said, node: said.node }, headers, project, form.hitless !== true)]));
}

/** Headers and searches by turns: each with what says its index. */
function inList(file: SourceFile, given: readonly Placed<ObjectNode>[], project: Project): readonly { readonly said: Said; readonly headers: readonly Placed<ObjectNode>[] }[] {
  return given.flatMap((one) => {
    const list = propertyOf(one.node, 'searches') ?? propertyOf(one.node, 'body');
    const lists = list ? literalsOf(one.file, list.value, project).found : [];
    return lists.flatMap((literal) => {
      if (!list || literal.node.type !== 'ArrayExpression' || literal.node.elements.some((element) => element?.type === 'SpreadElement')) return [];
      return literal.node.elements.flatMap((element, i, all) => {
        const header = all[i - 1];
        return element && header && i % 2 === 1 ? [{ said: { node: element, file: literal.file, at: literal.file === file ? null : list.value }, headers: [...objectsIn(literal.file, header, project), one] }] : [];
      });
    });
  });
}

function objectsIn(file: SourceFile, node: Node, project: Project): readonly Placed<ObjectNode>[] {
  return literalsOf(file, node, project).found.flatMap((literal) => (literal.node.type === 'ObjectExpression' ? [{ node: literal.node, file: literal.file }] : []));
}

/** One search, flat or in a `body`; `headers` name its index. */
function search(root: SourceFile, node: TSESTree.CallExpression, said: Said, headers: readonly Placed<ObjectNode>[], project: Project, hits: boolean): SearchRequest {
  const walker = new Walker(root, project);
  const flat = objectsIn(said.file, said.node, project);
  const bodies = flat.flatMap((one) => {
    const body = propertyOf(one.node, 'body');
    return body ? [{ file: one.file, node: body.value }] : [];
  });
  walker.walk(said.file, said.node, START, said.at);
  for (const body of bodies) walker.walk(body.file, body.node, START, body.file === root ? null : (said.at ?? said.node));
  const all = [...flat, ...bodies.flatMap((body) => objectsIn(body.file, body.node, project))];
  return {
    node,
    file: root,
    indices: indicesOf(headers, project),
    clauses: walker.clauses,
    open: walker.open,
    hits,
    scored: !hits ? false : walker.assigned.has('sort') || walker.assigned.has('size') ? null : scoredBy(all, project),
    suggests: walker.assigned.has('suggest') || all.some((one) => propertyOf(one.node, 'suggest') !== null),
  };
}

/** The indices a request or a template is for; null when one of them is not known. */
export function indicesOf(given: readonly Placed<ObjectNode>[], project: Project): readonly string[] | null {
  for (const one of given) {
    const said = propertyOf(one.node, 'index') ?? propertyOf(one.node, 'index_patterns');
    if (said) return namesIn(one.file, said.value, project);
  }
  return null;
}

function scoredBy(bodies: readonly Placed<ObjectNode>[], project: Project): boolean | null {
  let scored: boolean | null = bodies.some((one) => isOpen(one.node)) ? null : true;
  for (const { node, file } of bodies) {
    const size = propertyOf(node, 'size');
    if (size && project.constants(file, size.value)?.every((value) => value === 0)) return false;
    const sort = propertyOf(node, 'sort');
    if (!sort) continue;
    const { found, open } = literalsOf(file, sort.value, project);
    const names = project.constants(file, sort.value);
    if (/_score\b/u.test([...found.map((one) => one.file.textOf(one.node)), ...(names ?? [])].join(' '))) continue;
    if (!open || names) return false;
    scored = null;
  }
  return scored;
}

class Walker {
  readonly clauses: SearchClause[] = [];
  /** Keys of the request that are set after it is made. */
  readonly assigned = new Set<string>();
  open = false;
  private readonly root: SourceFile;
  private readonly project: Project;
  private readonly seen = new Set<Node>();
  private visits = 0;

  constructor(root: SourceFile, project: Project) {
    this.root = root;
    this.project = project;
  }

  /** Everything below an expression; `at` stands for what is not in the linted file. */
  walk(file: SourceFile, node: Node, state: State, at: Node | null): void {
    if (++this.visits > MAX_VISITS) {
      this.open = true;
      return;
    }
    const { found, open } = literalsOf(file, node, this.project);
    if (open && state.context === 'scoring') this.open = true;
    for (const literal of found) {
      const place = literal.file === this.root ? null : (at ?? node);
      if (literal.node.type === 'ObjectExpression') this.object(literal.file, literal.node, state, place);
      else this.list(literal.file, literal.node, state, place);
    }
    this.additions(file, node, state, at);
  }

  private list(file: SourceFile, { elements }: TSESTree.ArrayExpression, state: State, at: Node | null): void {
    for (const element of elements) if (element) this.walk(file, element.type === 'SpreadElement' ? element.argument : element, state, at);
  }

  private object(file: SourceFile, node: ObjectNode, state: State, at: Node | null): void {
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        // what is spread into a request holds its index and paging more often than its query
        if (state.shape !== 'request' || literalsOf(file, property.argument, this.project).found.length > 0) this.walk(file, property.argument, state, at);
        else this.open ||= propertyOf(node, 'query') === null;
        continue;
      }
      const key = keyName(property);
      if (key !== null) this.key(file, key, property.key, property.value, state, at);
      else if (state.context === 'scoring') this.open = true;
    }
  }

  private key(file: SourceFile, key: string, name: Node, value: Node, { shape, context }: State, at: Node | null): void {
    const next = SHAPES[shape][key];
    if (next) this.walk(file, value, { shape: next.shape, context: next.context ?? context }, at);
    if (shape !== 'query' || !LEAVES[key] || this.seen.has(name)) return;
    this.seen.add(name);
    this.clauses.push(...readClause({ kind: key, context, node: name, file, at: at ?? name }, value, this.project));
  }

  /** What is added to a value that has a name: `must.push({ … })`, `query.bool.filter = …`. */
  private additions(file: SourceFile, node: Node, state: State, at: Node | null): void {
    const inner = unwrap(node);
    const variable = inner.type === 'Identifier' ? file.variableOf(inner) : null;
    for (const reference of variable?.references ?? []) {
      const path: string[] = [];
      let outer: Node = wrapped(file, reference.identifier);
      for (let parent = file.parent(outer); parent?.type === 'MemberExpression' && parent.object === outer; parent = file.parent(outer)) {
        path.push(keyName(parent) ?? '');
        outer = wrapped(file, parent);
      }
      const user = file.parent(outer);
      if (user?.type === 'AssignmentExpression' && user.left === outer && path.length > 0) this.add(file, [user.right], path, state, at);
      else if (user?.type === 'CallExpression' && user.callee === outer && ADDS.has(path.at(-1) ?? '')) this.add(file, user.arguments, path.slice(0, -1), state, at);
    }
  }

  private add(file: SourceFile, given: readonly Node[], path: readonly string[], state: State, at: Node | null): void {
    let reached: State = state;
    for (const [i, key] of path.entries()) {
      if (reached.shape === 'request' && i === 0) this.assigned.add(key);
      const next: { readonly shape: Shape; readonly context?: ClauseContext } | undefined = reached.shape === 'request' && key === 'body' ? START : SHAPES[reached.shape][key];
      if (!next) return;
      reached = { shape: next.shape, context: next.context ?? reached.context };
    }
    for (const one of given) if (!this.seen.has(one)) {
      this.seen.add(one);
      this.walk(file, one.type === 'SpreadElement' ? one.argument : one, reached, at);
    }
  }
}
