import type { TSESTree } from '@typescript-eslint/utils';
import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { isOutdated, isPassed, marksOf } from '../core/gates.ts';
import type { Gate, Marks } from '../core/gates.ts';

export type Node = TSESTree.Node;
export type NodeType = `${TSESTree.AST_NODE_TYPES}`;
export type NodeOf<T extends NodeType> = Extract<Node, { type: T }>;
export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type { Variable };

export interface SourceFileInit {
  /** Absolute path with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
  /** Called at most once, when something asks for scopes. Null when the host has none. */
  readonly scopes: () => ScopeManager | null;
  /** Whether the host has set `parent` on every node. */
  readonly linked: boolean;
}

/** Every node, outer before inner, where the host has walked the tree already; null where it has not. */
export type Visited = () => readonly Node[] | null;

let walks = 0;
/** How many trees were walked since the process began. For tests that guard the cost. */
export function walkCount(): number {
  return walks;
}

/**
 * One parsed file, whoever parsed it: ESLint (typescript-eslint, espree, any parser with an ESTree) or the project
 * index (oxc). One walk serves every question; it and the scopes are made on first demand.
 */
export class SourceFile {
  readonly path: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly #init: SourceFileInit;
  #byType: Map<string, Node[]> | undefined;
  readonly #ordered = new Map<NodeType, boolean>();
  #variables: Map<Node, Variable | null> | undefined;
  #manager: ScopeManager | null | undefined;
  #marks: Marks | undefined;
  /** Let go of once it has answered: a file is kept longer than what the host knows of it. */
  #visited: Visited | null;

  constructor(init: SourceFileInit, visited: Visited | null = null) {
    this.#visited = visited;
    this.path = init.path;
    this.text = init.text;
    this.ast = init.ast;
    this.#init = init;
  }

  /** Whether the text says what a question needs to be worth asking. */
  passes(gate: Gate): boolean {
    if (!this.#marks || isOutdated(this.#marks)) this.#marks = marksOf(this.text);
    return isPassed(this.#marks, gate);
  }

  /** Every node of a type, in source order. */
  nodes<T extends NodeType>(type: T): readonly NodeOf<T>[] {
    return (this.#outline().get(type) ?? []) as unknown as readonly NodeOf<T>[];
  }

  /** Every node of a type inside another node, itself included, in source order. */
  nodesIn<T extends NodeType>(outer: Node, type: T): readonly NodeOf<T>[] {
    const all = this.nodes(type);
    const [start, end] = outer.range;
    const isInside = ({ range }: Node): boolean => start <= range[0] && range[1] <= end;
    if (!this.#isOrdered(type, all)) return all.filter(isInside);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.range[0] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const found: NodeOf<T>[] = [];
    for (let node = all[low]; node && node.range[0] < end; node = all[++low]) if (isInside(node)) found.push(node);
    return found;
  }

  /** Decorators may be visited before what stands before them. */
  #isOrdered(type: NodeType, nodes: readonly Node[]): boolean {
    let known = this.#ordered.get(type);
    if (known === undefined) {
      known = nodes.every((node, i) => (nodes[i - 1]?.range[0] ?? 0) <= node.range[0]);
      this.#ordered.set(type, known);
    }
    return known;
  }

  /** Whether the file holds a node of a type. */
  has(type: NodeType): boolean {
    return this.#outline().has(type);
  }

  /** The node around this one; null at the top. */
  parent(node: Node): Node | null {
    if (!this.#init.linked) this.#outline();
    return node.parent ?? null;
  }

  /** The children of a node, in source order of its visitor keys. */
  children(node: Node): Node[] {
    const found: Node[] = [];
    for (const key of this.#init.visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) {
        for (const item of child) if (isNode(item)) found.push(item);
      } else if (isNode(child)) found.push(child);
    }
    return found;
  }

  /** The source text of a node. */
  textOf(node: Node): string {
    return this.text.slice(node.range[0], node.range[1]);
  }

  /** The line a node starts on, from 1. Trees of the project index carry no locations. */
  lineOf(node: Node): number {
    let line = 1;
    for (let at = this.text.indexOf('\n'); at >= 0 && at < node.range[0]; at = this.text.indexOf('\n', at + 1)) line++;
    return line;
  }

  /** The variable an identifier (reference or declared name) stands for; null when it is global or unknown. */
  variableOf(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): Variable | null {
    this.#variables ??= this.#resolveVariables();
    const known = this.#variables.get(identifier);
    if (known !== undefined) return known;
    const byName = this.#lookUp(identifier);
    this.#variables.set(identifier, byName);
    return byName;
  }

  #resolveVariables(): Map<Node, Variable | null> {
    const found = new Map<Node, Variable | null>();
    for (const scope of this.#scopes()?.scopes ?? []) {
      for (const reference of scope.references) {
        if (reference.resolved && reference.resolved.defs.length > 0) found.set(reference.identifier, reference.resolved);
      }
      for (const variable of scope.variables) {
        for (const name of variable.identifiers) found.set(name, variable);
      }
    }
    return found;
  }

  /** References in the global scope of a script stay unresolved in eslint-scope: look the name up from where it stands. */
  #lookUp(identifier: TSESTree.Identifier | TSESTree.JSXIdentifier): Variable | null {
    const manager = this.#scopes();
    if (!manager) return null;
    for (let node: Node | null = identifier; node; node = this.parent(node)) {
      const scope = manager.acquire(node, true);
      const variable = scope?.set.get(identifier.name);
      if (variable && variable.defs.length > 0) return variable;
    }
    const global = manager.globalScope?.set.get(identifier.name);
    return global && global.defs.length > 0 ? global : null;
  }

  #scopes(): ScopeManager | null {
    if (this.#manager === undefined) {
      if (!this.#init.linked) this.#outline();
      this.#manager = this.#init.scopes();
    }
    return this.#manager;
  }

  #outline(): Map<string, Node[]> {
    if (this.#byType) return this.#byType;
    const byType = new Map<string, Node[]>();
    this.#byType = byType;
    const visited = this.#visited?.();
    this.#visited = null;
    if (visited) {
      for (const node of visited) {
        const list = byType.get(node.type);
        if (list) list.push(node);
        else byType.set(node.type, [node]);
      }
      return byType;
    }
    walks++;
    const link = !this.#init.linked;
    const { visitorKeys } = this.#init;
    // A stack of our own: generated code nests deeper than the call stack.
    const stack: Node[] = [this.ast];
    const pending: Node[] = [];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const list = byType.get(node.type);
      if (list) list.push(node);
      else byType.set(node.type, [node]);
      const keys = visitorKeys[node.type];
      if (!keys) continue;
      for (const key of keys) {
        const child = (node as unknown as Record<string, unknown>)[key];
        if (Array.isArray(child)) {
          for (const item of child) if (isNode(item)) pending.push(item);
        } else if (isNode(child)) pending.push(child);
      }
      for (let child = pending.pop(); child; child = pending.pop()) {
        if (link) (child as { parent: Node }).parent = node;
        stack.push(child);
      }
    }
    return byType;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string' && 'range' in value;
}
