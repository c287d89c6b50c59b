import { ruleCreator } from '../core/create-rule.ts';
import { appliesToRole } from './layers/model.ts';

/** Makes a rule that looks only at files of the roles it names. */
export const createRule = ruleCreator(appliesToRole);
