import type { SourceFile } from '../ast/source-file.ts';
import { ruleCreator } from '../core/create-rule.ts';
import { perFile } from '../core/memo.ts';
import { hostViewOf } from '../project/project.ts';
import { appliesToRole, roleOf } from './layers/model.ts';
import type { FileRole } from './layers/types.ts';

interface Linted {
  readonly role: FileRole['role'];
  readonly file: SourceFile;
}

/** What decides whether a rule looks at the linted file, for all rules at once: ESLint gives each a context of its own, which is slow to read. */
const lintedOf: (context: Parameters<typeof roleOf>[0]) => Linted = perFile((context) => ({ role: roleOf(context).role, file: hostViewOf(context).file }));

/** Makes a rule that looks only at files that have one of the roles it names, and say what it needs. The role comes first: of a test nothing else is asked. */
export const createRule = ruleCreator((context, roles, when) => {
  const { role, file } = lintedOf(context);
  return appliesToRole(role, roles) && when.every((need) => (typeof need === 'function' ? need(context) : file.passes(need)));
});
