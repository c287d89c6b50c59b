import type { SourceFile } from '../../ast/source-file.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';

/** What libraries run before a row is written, in files that speak of passwords. */
const HOOKS = /\.pre\(|\bbefore(?:Create|Save|Update|Insert|BulkCreate|Validate|Upsert)\b|@Before(?:Insert|Update|Create|Upsert)|\$before(?:Insert|Update)|\bsetDataValue\b|\$extends\b|\$use\(|\bEventSubscriber\b|\bset\s*[(:]|@Transform\(/u;
const PASSWORD = /passw|pwd/i;
const MAX_FILES = 5000;

const known = memo<Project, Map<string, boolean>>(() => new Map());

/** Whether a package, or one of the workspace that it depends on, may hash passwords where a model is written: by a hook, a setter, an extension. */
export function mayHashInHook(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return HOOKS.test(file.text);
  const before = known(project).get(folder);
  if (before !== undefined) return before;
  const files = [folder, ...project.dependenciesOf(folder)].flatMap((one) => project.filesOf(one));
  const may = files.length > MAX_FILES || files.some((path) => {
    const text = project.text(path);
    return text !== null && PASSWORD.test(text) && HOOKS.test(text);
  });
  known(project).set(folder, may);
  return may;
}
