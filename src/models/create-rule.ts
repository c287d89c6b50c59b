import { ruleCreator } from '../core/create-rule.ts';
import { says } from '../project/project.ts';
import { appliesToRole } from './layers/model.ts';

/** Makes a rule that looks only at files that say what it needs, and have one of the roles it names. */
export const createRule = ruleCreator((context, roles, when) => when.every((need) => (typeof need === 'function' ? need(context) : says(context, need))) && appliesToRole(context, roles));
