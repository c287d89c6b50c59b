import type { Node, SourceFile } from '../../ast/source-file.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { effectsOfCall } from '../sql/effects.ts';
import { sqlModel, sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';

/** What an expression is to the database itself; nothing for a call of the project's own functions. */
export function ownOperationsOf(context: RuleContext, value: Node): readonly DataOperation[] {
  const { queries, built, operationsOf: ofQuery } = sqlModel(context);
  const direct = built.filter(({ node }) => node === value);
  if (direct.length > 0) return direct;
  const query = queries.find(({ node }) => node === value);
  return query ? ofQuery(query) : [];
}

/** What an expression does to the database: the operation it is, or those of the function it calls. */
export function operationsOf(context: RuleContext, value: Node): readonly DataOperation[] {
  const own = ownOperationsOf(context, value);
  if (own.length > 0 || value.type !== 'CallExpression') return own;
  return effectsOfCall(sourceFileOf(context), value, projectOf(context), settingsOf(context)).operations;
}

/** The same for an expression of any file. */
export function operationsAt(file: SourceFile, value: Node, project: Project, settings: Settings): readonly DataOperation[] {
  const { queries, built, operationsOf: ofQuery } = sqlModelOf(file, project, settings);
  const query = queries.find(({ node }) => node === value);
  const own = query ? ofQuery(query) : built.filter(({ node }) => node === value);
  return own.length > 0 || value.type !== 'CallExpression' ? own : effectsOfCall(file, value, project, settings).operations;
}
