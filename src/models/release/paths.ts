import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isFunction, keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Holding, Outcome } from './types.ts';

/** `none`: not taken yet. `failed`: still held after something threw. */
type State = 'none' | 'held' | 'failed' | 'given';
/** The states one place can be reached in, with the node that threw first where one did. */
type States = ReadonlyMap<State, Node | null>;

/** How control leaves a piece of code, and in which states. */
interface Flow {
  readonly normal: States;
  readonly returns: States;
  readonly throws: States;
  /** By label; `''` without one. */
  readonly breaks: ReadonlyMap<string, States>;
  readonly continues: ReadonlyMap<string, States>;
}

const NOWHERE: States = new Map();
const NO_JUMPS: ReadonlyMap<string, States> = new Map();

/**
 * Whether something that is taken in a function is given back on every way out of it. Statements are followed in order,
 * branch by branch. Only what is awaited, and `throw`, is taken to fail: plain calls and what stands in `catch` and `finally`
 * are not. A condition that decides about giving back is believed: `if (!done) client.release()`.
 */
export function outcomeOf(holding: Holding): Outcome {
  return new Paths(holding).outcome();
}

class Paths {
  readonly #holding: Holding;
  readonly #file: SourceFile;
  /** How many `catch` and `finally` blocks are open. */
  #cleaning = 0;
  /** The loop whose next round takes another one and forgets this. */
  #lost: { readonly at: Node } | null = null;

  constructor(holding: Holding) {
    this.#holding = holding;
    this.#file = holding.file;
  }

  outcome(): Outcome {
    const { fn, taken, given } = this.#holding;
    const body = fn.body as Node | null;
    if (!body) return { kind: 'always' };
    const start = one(taken ? 'none' : 'held', null);
    const flow = body.type === 'BlockStatement' ? this.#run(body, start) : leaving(body, this.#expression(body, start));
    const left = this.#lost ?? leftAt(flow.returns) ?? leftAt(flow.normal);
    const failed = [flow.normal, flow.returns, flow.throws].map((states) => states.get('failed') ?? null).find((node) => node !== null);
    if (!left && !failed) return { kind: 'always' };
    if (given.size === 0) return { kind: 'never' };
    return left ? { kind: 'leaves', at: left.at } : failed ? { kind: 'fails', at: failed } : { kind: 'always' };
  }

  #run(node: Node, states: States): Flow {
    if (states.size === 0) return flow(NOWHERE);
    switch (node.type) {
      case 'BlockStatement':
      case 'StaticBlock':
        return this.#sequence(node.body, states);
      case 'IfStatement':
        return this.#if(node, states);
      case 'ReturnStatement':
        return leaving(node, node.argument ? this.#expression(node.argument, states) : flow(states));
      case 'ThrowStatement': {
        const argument = this.#expression(node.argument, states);
        return { ...flow(NOWHERE), throws: merged(argument.throws, failing(argument.normal, node)) };
      }
      case 'TryStatement':
        return this.#try(node, states);
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.#loop(node, states, null);
      case 'LabeledStatement': {
        const inner = isLoop(node.body) ? this.#loop(node.body, states, node.label.name) : this.#run(node.body, states);
        const [landing, breaks] = taken(inner.breaks, node.label.name);
        return { ...inner, normal: merged(inner.normal, landing), breaks };
      }
      case 'SwitchStatement':
        return this.#switch(node, states);
      case 'BreakStatement':
        return { ...flow(NOWHERE), breaks: new Map([[node.label?.name ?? '', states]]) };
      case 'ContinueStatement':
        return { ...flow(NOWHERE), continues: new Map([[node.label?.name ?? '', states]]) };
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'EmptyStatement':
        return flow(states);
      case 'ExpressionStatement':
        if (this.#endsProcess(node.expression)) return flow(NOWHERE);
        return this.#expression(node, states);
      default:
        return this.#expression(node, states);
    }
  }

  #sequence(body: readonly Node[], states: States): Flow {
    let all = flow(states);
    for (const statement of body) {
      const next = this.#run(statement, all.normal);
      all = { ...joined(all, next), normal: next.normal };
    }
    return all;
  }

  #if(node: TSESTree.IfStatement, states: States): Flow {
    const test = this.#expression(node.test, states);
    const truth = this.#asks(node.test);
    const yes = this.#run(node.consequent, truth === true ? without(test.normal, 'none') : truth === false ? only(test.normal, 'none') : test.normal);
    const otherwise = truth === true ? only(test.normal, 'none') : truth === false ? without(test.normal, 'none') : test.normal;
    const no = node.alternate ? this.#run(node.alternate, otherwise) : flow(otherwise);
    const normal = truth === null ? agreed(yes.normal, no.normal) : merged(yes.normal, no.normal);
    return { ...joined(joined(yes, no), test), normal };
  }

  /** Whether a condition is exactly that the variable has something: true or false; null for any other condition. */
  #asks(test: Node): boolean | null {
    const inner = unwrap(test);
    if (this.#isIt(inner)) return true;
    if (inner.type === 'UnaryExpression' && inner.operator === '!') {
      const asked = this.#asks(inner.argument);
      return asked === null ? null : !asked;
    }
    if (inner.type === 'BinaryExpression' && this.#isIt(unwrap(inner.left)) && isNothing(inner.right)) return inner.operator.startsWith('!');
    return null;
  }

  #isIt(node: Node): boolean {
    return node.type === 'Identifier' && this.#file.variableOf(node) === this.#holding.variable;
  }

  #try({ block, handler, finalizer }: TSESTree.TryStatement, states: States): Flow {
    let all = this.#run(block, states);
    if (handler) {
      this.#cleaning++;
      const caught = this.#run(handler.body, all.throws);
      this.#cleaning--;
      all = { ...joined({ ...all, throws: NOWHERE }, caught), normal: merged(all.normal, caught.normal) };
    }
    return finalizer ? this.#finally(finalizer, all) : all;
  }

  /** Every way out of the block goes through the `finally`. */
  #finally(finalizer: TSESTree.BlockStatement, before: Flow): Flow {
    this.#cleaning++;
    let own = flow(NOWHERE);
    const through = (states: States): States => {
      const after = this.#run(finalizer, states);
      own = joined(own, { ...after, normal: NOWHERE });
      return after.normal;
    };
    const all: Flow = {
      normal: through(before.normal),
      returns: through(before.returns),
      throws: through(before.throws),
      breaks: new Map([...before.breaks].map(([label, states]) => [label, through(states)])),
      continues: new Map([...before.continues].map(([label, states]) => [label, through(states)])),
    };
    this.#cleaning--;
    return { ...joined(all, own), normal: all.normal };
  }

  #loop(node: Loop, states: States, label: string | null): Flow {
    const heads = node.type === 'ForStatement' ? [node.init] : node.type === 'ForInStatement' || node.type === 'ForOfStatement' ? [node.right] : node.type === 'WhileStatement' ? [node.test] : [];
    let head = this.#sequence(heads.filter((one) => one !== null), states);
    if (node.type === 'ForOfStatement' && node.await) head = { ...head, throws: merged(head.throws, this.#thrown(head.normal, node.right)) };
    const body = this.#run(node.body, head.normal);
    let [breaks, otherBreaks] = taken(body.breaks, '');
    let [continues, otherContinues] = taken(body.continues, '');
    if (label !== null) {
      const [moreBreaks, restBreaks] = taken(otherBreaks, label);
      const [moreContinues, restContinues] = taken(otherContinues, label);
      [breaks, otherBreaks, continues, otherContinues] = [merged(breaks, moreBreaks), restBreaks, merged(continues, moreContinues), restContinues];
    }
    const round = merged(body.normal, continues);
    const isInside = this.#holding.taken !== null && contains(node.body, this.#holding.taken);
    const isOfRound = isInside && this.#isDeclaredIn(node.body);
    if (isOfRound && round.has('held')) this.#lost ??= { at: node };
    const after = isOfRound ? without(without(round, 'held'), 'failed') : round;
    const skipped = isEndless(node) ? NOWHERE : node.type === 'DoWhileStatement' ? NOWHERE : head.normal;
    const ended = isEndless(node) ? NOWHERE : isInside ? merged(after, skipped) : agreed(after, skipped);
    const normal = isInside ? merged(breaks, ended) : agreed(breaks, ended);
    return { ...joined(head, body), normal, breaks: otherBreaks, continues: otherContinues };
  }

  #isDeclaredIn(node: Node): boolean {
    const name = this.#holding.variable.defs[0]?.name as Node | undefined;
    return name !== undefined && contains(node, name);
  }

  #switch(node: TSESTree.SwitchStatement, states: States): Flow {
    const head = this.#expression(node.discriminant, states);
    let all: Flow = { ...head, normal: NOWHERE };
    let falling: States = NOWHERE;
    let landed: States = NOWHERE;
    for (const branch of node.cases) {
      const found = this.#sequence(branch.consequent, merged(head.normal, falling));
      const [broken, breaks] = taken(found.breaks, '');
      all = joined(all, { ...found, normal: NOWHERE, breaks });
      landed = agreed(landed, broken);
      falling = found.normal;
    }
    landed = agreed(landed, falling);
    const isComplete = node.cases.some((branch) => branch.test === null);
    return { ...all, normal: isComplete ? landed : agreed(landed, head.normal) };
  }

  /** What an expression, or a statement that is only one, does: takes, gives back, awaits. */
  #expression(node: Node, states: States): Flow {
    if (states.size === 0) return flow(NOWHERE);
    const { taken: takes, given } = this.#holding;
    let normal = states;
    let throws: States = NOWHERE;
    for (const { at, awaited } of this.#events(node)) {
      if (at === takes) {
        throws = merged(throws, awaited ? this.#thrown(normal, at) : NOWHERE);
        normal = one('held', null);
      } else if (given.has(at)) normal = one('given', null);
      else if (awaited) throws = merged(throws, this.#thrown(normal, at));
    }
    return { ...flow(normal), throws };
  }

  #thrown(states: States, at: Node): States {
    return this.#cleaning > 0 ? NOWHERE : failing(states, at);
  }

  /** What happens inside a node of the function itself, in the order it happens. */
  #events(node: Node): readonly { readonly at: Node; readonly awaited: boolean }[] {
    const { taken: takes, given, calm, fn } = this.#holding;
    const own = (inner: Node): boolean => contains(node, inner) && enclosingFunction(this.#file, inner) === fn;
    const awaits = [...this.#file.nodesIn(node, 'AwaitExpression'), ...this.#file.nodesIn(node, 'YieldExpression')].filter((one) => own(one));
    const events = [
      ...awaits.filter((one) => one === takes || !isCaught(one, calm)).map((at): { at: Node; awaited: boolean } => ({ at, awaited: true })),
      ...[...given].filter(own).map((at) => ({ at, awaited: false })),
      ...(takes && own(takes) && !awaits.some((one) => one === takes) ? [{ at: takes, awaited: false }] : []),
    ];
    return events.sort((a, b) => a.at.range[1] - b.at.range[1] || b.at.range[0] - a.at.range[0]);
  }

  /** `process.exit()`: nothing is held after it. */
  #endsProcess(expression: Node): boolean {
    const call = unwrap(expression);
    const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
    if (callee?.type !== 'MemberExpression' || keyName(callee) !== 'exit') return false;
    const object = unwrap(callee.object);
    return object.type === 'Identifier' && object.name === 'process' && this.#file.variableOf(object) === null;
  }
}

type Loop = TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForInStatement | TSESTree.ForOfStatement;

function isLoop(node: Node): node is Loop {
  return node.type === 'ForStatement' || node.type === 'WhileStatement' || node.type === 'DoWhileStatement' || node.type === 'ForInStatement' || node.type === 'ForOfStatement';
}

/** `while (true)`, `for (;;)`: only a `break` goes on behind it. */
function isEndless(node: Loop): boolean {
  if (node.type === 'ForStatement' && !node.test) return true;
  if (node.type !== 'ForStatement' && node.type !== 'WhileStatement' && node.type !== 'DoWhileStatement') return false;
  return node.test?.type === 'Literal' && Boolean(node.test.value);
}

function isNothing(node: Node): boolean {
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** Leaving the function by a node: where it is still held then, the node is kept with the state, since a `finally` around may give it back. */
function leaving(at: Node, { normal, throws }: Flow): Flow {
  return { ...flow(NOWHERE), returns: normal.has('held') ? new Map([...normal, ['held', at]]) : normal, throws };
}

function leftAt(states: States): { readonly at: Node | null } | null {
  const at = states.get('held');
  return at === undefined ? null : { at };
}

/** An awaited expression that does not reject: `query().catch(() => {})`, or one that is told to be calm. */
function isCaught(node: TSESTree.AwaitExpression | TSESTree.YieldExpression, calm: ReadonlySet<Node>): boolean {
  const inner = node.argument ? unwrap(node.argument) : null;
  if (!inner || inner.type === 'Literal' || stringValue(inner) !== null) return true;
  if (calm.has(inner)) return true;
  if (inner.type !== 'CallExpression') return false;
  const callee = unwrap(inner.callee);
  if (callee.type !== 'MemberExpression') return false;
  const [handler] = inner.arguments;
  return keyName(callee) === 'catch' && handler !== undefined && isFunction(handler);
}

function one(state: State, node: Node | null): States {
  return new Map([[state, node]]);
}

function flow(normal: States): Flow {
  return { normal, returns: NOWHERE, throws: NOWHERE, breaks: NO_JUMPS, continues: NO_JUMPS };
}

function merged(a: States, b: States): States {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Map([...b, ...a]);
}

function without(states: States, state: State): States {
  return states.has(state) ? new Map([...states].filter(([one]) => one !== state)) : states;
}

function only(states: States, state: State): States {
  const node = states.get(state);
  return node === undefined ? NOWHERE : one(state, node);
}

/** Two branches that go on: where one gives back and the other does not, their condition is taken to know. */
function agreed(a: States, b: States): States {
  const gives = (states: States): boolean => states.has('given') && !states.has('held') && !states.has('failed');
  const keeps = (states: States): boolean => states.has('held') || states.has('failed');
  if (gives(a) && keeps(b)) return merged(a, without(without(b, 'held'), 'failed'));
  if (gives(b) && keeps(a)) return merged(b, without(without(a, 'held'), 'failed'));
  return merged(a, b);
}

/** The states after an error at a node. */
function failing(states: States, at: Node): States {
  const found = new Map<State, Node | null>();
  for (const [state, node] of states) {
    if (state === 'held') found.set('failed', found.get('failed') ?? at);
    else found.set(state, found.get(state) ?? node);
  }
  return found;
}

function joined(a: Flow, b: Flow): Flow {
  return { normal: a.normal, returns: merged(a.returns, b.returns), throws: merged(a.throws, b.throws), breaks: jumps(a.breaks, b.breaks), continues: jumps(a.continues, b.continues) };
}

function jumps(a: ReadonlyMap<string, States>, b: ReadonlyMap<string, States>): ReadonlyMap<string, States> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const all = new Map(a);
  for (const [label, states] of b) all.set(label, merged(all.get(label) ?? NOWHERE, states));
  return all;
}

/** The jumps to a label, and the others. */
function taken(of: ReadonlyMap<string, States>, label: string): readonly [States, ReadonlyMap<string, States>] {
  const found = of.get(label);
  return found ? [found, new Map([...of].filter(([one]) => one !== label))] : [NOWHERE, of];
}
