import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { reachedFrom } from '../reach/model.ts';
import { AccountReader } from './accounts.ts';
import type { Telling } from './accounts.ts';
import { purposeOf } from './purposes.ts';
import type { Purpose } from './purposes.ts';
import { mentioning } from './mentions.ts';

/** An answer that tells whether an account exists, as the linted file leads to it. */
export interface TellingAnswer extends Pick<Telling, 'of'> {
  /** The answer or exception; where it stands in another file the call in this one that leads to it. */
  readonly node: Node;
  /** Where it stands in another file: functions from the handler to it. */
  readonly path: readonly string[];
  /** Line of the answer to a wrong password, for a login in this file. */
  readonly otherLine: number | null;
}

const ACCOUNT = /log-?_?in|sign-?_?(?:in|up)|regist|password|e-?_?mail|user-?_?name|credential|session|recover|reset|forgot|authenticate/iu;

/** Whether the linted file says anything of accounts: its text or, where that is an address, its path. */
export const saysAccount = mentioning(ACCOUNT);

/** The answers of handlers of the linted file, and of what they call, that tell whether an account exists. */
export const tellingAnswers = perFile((context: RuleContext): readonly TellingAnswer[] => {
  if (!saysAccount(context)) return [];
  const purposes = new Map<FunctionNode, Purpose>();
  const handlers = httpModel(context).handlers.filter(({ kind, fn, route }) => {
    const purpose = kind !== 'route' || !route || route.method === 'GET' ? null : purposeOf(route);
    if (purpose !== null) purposes.set(fn, purpose);
    return purpose !== null;
  });
  if (handlers.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const found = new Map<Node, TellingAnswer>();
  for (const reached of reachedFrom(handlers, project)) {
    const purpose = purposes.get(reached.handler.fn);
    if (purpose === undefined || (reached.exit && isCaught(file, reached.exit))) continue;
    for (const { node, of, other } of new AccountReader(reached, purpose, project, settingsOf(context)).tellings()) {
      const isHere = reached.file === file;
      const place = isHere ? node : (reached.exit ?? node);
      if (!found.has(place)) found.set(place, { node: place, of, path: isHere ? [] : reached.path.slice(1), otherLine: isHere && other ? file.lineOf(other) : null });
    }
  }
  return [...found.values()].sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Whether what a node throws is caught in its own function, and not handed on: both failures may become one answer there. */
function isCaught(file: SourceFile, node: Node): boolean {
  const fn = enclosingFunction(file, node);
  for (let at = node, parent = file.parent(node); parent && at !== fn; at = parent, parent = file.parent(parent)) {
    if (parent.type === 'TryStatement' && parent.handler !== null && at === parent.block) return !isHandedOn(file, parent.handler.param, parent.handler.body.body);
    if (parent.type === 'MemberExpression' && parent.object === at && keyName(parent) === 'catch') return true;
  }
  return false;
}

/** `catch (error) { next(error); }`, `catch (error) { throw error; }`. */
function isHandedOn(file: SourceFile, caught: Node | null, body: readonly Node[]): boolean {
  const [only, ...others] = body;
  if (!only || others.length > 0 || caught?.type !== 'Identifier') return false;
  const ending = only.type === 'ThrowStatement' || only.type === 'ReturnStatement' ? only.argument : only.type === 'ExpressionStatement' ? only.expression : null;
  const call = ending && unwrap(ending);
  const handed = call?.type === 'CallExpression' && call.arguments.length === 1 && unwrap(call.callee).type === 'Identifier' ? call.arguments[0] : call;
  return handed?.type === 'Identifier' && file.variableOf(handed) === file.variableOf(caught);
}
