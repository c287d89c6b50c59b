import { ruleCreator } from '../core/create-rule.ts';
import { says } from '../project/project.ts';
import { appliesToRole } from './layers/model.ts';

/** Makes a rule that looks only at files that have one of the roles it names, and say what it needs: the role is known of each file, however many rules ask. */
export const createRule = ruleCreator((context, roles, when) => appliesToRole(context, roles) && when.every((need) => (typeof need === 'function' ? need(context) : says(context, need))));
