import type { RuleContext } from '../../core/rule-context.ts';
import { saysHttp } from '../http/model.ts';
import { saysData } from './model.ts';

/** Whether the linted file may hold a query, or hand a query of another file what a request brings. */
export function maySplice(context: RuleContext): boolean {
  return saysData(context) || saysHttp(context);
}
