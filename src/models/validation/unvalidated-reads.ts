import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { patternNames, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RequestRead } from '../http/types.ts';
import { sqlModel } from '../sql/model.ts';
import { isUnvalidated } from './unvalidated.ts';

/** A read of request data that goes into data access, where it is known that nothing has looked at it. */
export interface UnvalidatedRead {
  readonly read: RequestRead;
  /** As written: `req.body.title`. */
  readonly text: string;
}

/** What gives nothing but harmless values, or refuses others. */
const CONVERTING = /^(?:new )?global#(?:Number|BigInt|Boolean|parseInt|parseFloat|Date|isNaN|Number\..*|JSON\.parse|String)/u;

/** The first read of each part of the body and query that a handler of the linted file hands to the database as it came. */
export const unvalidatedReads = perFile((context: RuleContext): readonly UnvalidatedRead[] => {
  const http = httpModel(context);
  if (http.reads.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const told = new Map<unknown, Set<string>>();
  return http.reads.filter(({ part, handler }) => (part === 'body' || part === 'query') && handler.file === file).flatMap((read): readonly UnvalidatedRead[] => {
    const parts = told.get(read.handler) ?? new Set<string>();
    told.set(read.handler, parts);
    if (parts.has(read.part) || read.path.length === 0 || !isUnvalidated(context, read.handler, read.part)) return [];
    const uses = usesOf(file, read.node);
    if (uses.some((use) => isChecked(file, use)) || !uses.some((use) => isStored(context, file, project, use))) return [];
    parts.add(read.part);
    return [{ read, text: `${read.part}.${read.path.join('.')}` }];
  });
});

/** The read itself, and each use of the name it is given. */
function usesOf(file: SourceFile, node: Node): readonly Node[] {
  let at = node;
  for (let parent = file.parent(at); parent; parent = file.parent(at)) {
    if (parent.type === 'VariableDeclarator') return patternNames(parent.id).flatMap((name) => namedUses(file, name));
    if (unwrap(parent) !== unwrap(at)) break;
    at = parent;
  }
  return node.type === 'Identifier' && file.variableOf(node)?.identifiers.includes(node) ? namedUses(file, node) : [node];
}

function namedUses(file: SourceFile, name: TSESTree.Identifier): readonly Node[] {
  return (file.variableOf(name)?.references ?? []).filter(({ init }) => init !== true).map(({ identifier }) => identifier as Node);
}

/** Whether a use decides something: a test, an operand of a comparison, a default. */
function isChecked(file: SourceFile, use: Node): boolean {
  for (let [at, parent] = [use, file.parent(use)]; parent; at = parent, parent = file.parent(at)) {
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
      case 'SwitchStatement':
        return true;
      case 'LogicalExpression':
      case 'BinaryExpression':
      case 'UnaryExpression':
        return true;
      case 'CallExpression':
      case 'BlockStatement':
      case 'ExpressionStatement':
        return false;
      default:
        break;
    }
  }
  return false;
}

/** Whether a use stands in data that an operation writes or asks for, through nothing that converts it. */
function isStored(context: RuleContext, file: SourceFile, project: Project, use: Node): boolean {
  for (let [at, parent] = [use, file.parent(use)]; parent; at = parent, parent = file.parent(at)) {
    if (parent.type === 'CallExpression' && parent.callee !== at) {
      const call = parent;
      if (sqlModel(context).operations.some(({ node }) => node === call)) return true;
      const symbol = project.symbol(originOf(file, call.callee));
      if (symbol === null || CONVERTING.test(symbol)) return false;
    } else if (parent.type === 'NewExpression' || parent.type === 'BlockStatement' || parent.type === 'MemberExpression') return false;
  }
  return false;
}
