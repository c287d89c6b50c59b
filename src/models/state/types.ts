import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode, Node, Variable } from '../../ast/source-file.ts';

/** How a function touches a value that outlives it. `elements`: it is asked for one of its elements; `change`: an element is written, added or taken away; `assign`: the variable is given another value. */
export type AccessKind = 'read' | 'elements' | 'change' | 'assign';

/** One use of a value in a function. */
export interface StateAccess {
  readonly kind: AccessKind;
  /** The whole expression: `hits.get(key)`, `count++`, `sessions[id] = session`. */
  readonly node: Node;
  readonly owner: FunctionNode;
  /** The key an element is asked for or written under, where one expression says it. */
  readonly key: Node | null;
  /** What is written. */
  readonly value: Node | null;
}

/** A value of a module, or a field of a class that lives as long, which functions of the file touch. */
export interface ModuleState {
  readonly declaration: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition;
  /** Null for a field. */
  readonly variable: Variable | null;
  readonly name: string;
  readonly init: Node | null;
  readonly accesses: readonly StateAccess[];
}
