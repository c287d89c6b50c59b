import type { Node } from '../../ast/source-file.ts';
import { contains, memberChain } from '../../ast/syntax.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { httpModel } from '../http/model.ts';
import { identityRead } from '../identity/model.ts';
import { argumentAt, effectsOfCall } from '../sql/effects.ts';
import { sqlModel } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { absentIn, definitionOf, presentIn } from './conditions.ts';
import type { Absent, Condition } from './conditions.ts';
import { ownOperationsOf } from './operations.ts';

const MAX_STEPS = 3;
/** Columns whose value belongs to one row at most. */
const KEY = /^(?:_?id|uuid|slug|pk)$/i;
/** Columns that say whose row it is: they narrow a key and are none. */
const OWNER = /(?:user|owner|author|account|tenant|team|organi[sz]ation|customer|member)_?id$/i;

/** A column and the expression of the linted file that it is compared with; null where that is not seen. */
interface Key {
  readonly column: string;
  readonly value: Node | null;
}

/** Whether a condition finds nothing where one row was read by a key from the address. */
export function findsNoRow(context: RuleContext, condition: Condition): boolean {
  if (condition.kind === 'catch') return false;
  if (condition.kind === 'if') {
    const absent = absentIn(condition.test);
    return absent !== null && absent.length > 0 && absent.every((one) => isRow(context, one));
  }
  const present = presentIn(condition.test);
  return present !== null && isRow(context, present);
}

function isRow(context: RuleContext, { node, isEmpty }: Absent): boolean {
  const file = sourceFileOf(context);
  let value = node;
  let isListed = isEmpty;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const { root, path } = memberChain(value);
    if (path.some((name) => name === null || !/^(?:rows|0)$/.test(name))) return false;
    isListed ||= path.length > 0;
    const definition = definitionOf(file, root);
    if (definition.pattern && definition.pattern.type !== 'Identifier') isListed = true;
    value = definition.value;
    if (value === root) break;
  }
  const { operations, keys } = readsOf(context, value);
  const [only] = operations;
  if (operations.length !== 1 || only?.action !== 'read' || only.openWhere) return false;
  return isKeyed(context, only, keys, isListed);
}

/** Whether the one value that chooses the row comes from the address, and none from the rest of the request. */
function isKeyed(context: RuleContext, { many }: DataOperation, keys: readonly Key[], isListed: boolean): boolean {
  const [file, http] = [sourceFileOf(context), httpModel(context)];
  const told = keys.map(({ column, value }) => ({ column, part: value && (identityRead(file, http, value)?.part ?? null) }));
  const isOther = told.some(({ column, part }) => part !== null && part !== 'params' && !OWNER.test(column));
  return !isOther && told.some(({ column, part }) => part === 'params' && (KEY.test(column) || (!isListed && many === false)));
}

function readsOf(context: RuleContext, value: Node): { readonly operations: readonly DataOperation[]; readonly keys: readonly Key[] } {
  const file = sourceFileOf(context);
  const own = ownOperationsOf(context, value);
  if (own.length > 0) return { operations: own, keys: own.flatMap(({ where }) => where) };
  if (value.type !== 'CallExpression') return { operations: [], keys: [] };
  const { operations, columns } = effectsOfCall(file, value, projectOf(context), settingsOf(context));
  return { operations, keys: columns.flatMap((effect) => (effect.as === 'where' ? [{ column: effect.column, value: handed(argumentAt(value, effect)) }] : [])) };
}

function handed(argument: ReturnType<typeof argumentAt>): Node | null {
  return argument && argument.below === '' ? argument.node : null;
}

/** Whether a function asks the database for something before a node: a row that was there may be gone. */
export function readsBefore(context: RuleContext, fn: Node, node: Node): number {
  return [...sqlModel(context).queries, ...sqlModel(context).built].filter((one) => contains(fn, one.node) && one.node.range[1] <= node.range[0]).length;
}
