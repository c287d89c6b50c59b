import type { Node, SourceFile } from '../../ast/source-file.ts';
import { wrapped } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { Environments } from '../migrations/environments.ts';
import { secretFallbacksOf } from '../secrets/fallbacks.ts';
import { isSecretName } from '../secrets/names.ts';
import { isAsked, isTest } from './asked.ts';
import { isExample, isToolFile } from './places.ts';
import { envReadsOf, readsEnvironment } from './reads.ts';
import type { EnvRead } from './types.ts';
import { envValidationOf } from './validation.ts';
import { isPlatformVariable, PUBLIC_PREFIX } from './variables.ts';

/** A variable of the environment that the program needs, and of which nothing proves at its start that it is there. */
export interface UnvalidatedRead {
  /** The assertion that it is, or the empty text that stands in for it. */
  readonly node: Node;
  readonly name: string;
  readonly how: 'asserted' | 'emptied';
  readonly read: Node;
}

/** `process.env.X!`, `process.env.X as string`, `process.env.X || ''`, the first two also behind another call. */
const MAY_HIDE = /!|\bas\s+string\b|<string>|(?:\|\||\?\?=?)\s*(?:''|""|``)|=\s*(?:''|"")/u;
/** Addresses without which nothing works. Secrets say so themselves. */
const ADDRESS = /(?:^|_)(?:DATABASE|DB|POSTGRES(?:QL)?|PG|MYSQL|MONGO(?:DB)?|REDIS|AMQP|RABBIT(?:MQ)?|KAFKA|ELASTIC(?:SEARCH)?)(?:_\w+)?_(?:URL|URI|DSN|HOST|ENDPOINT|BROKERS|CONNECTION(?:_STRING)?)$/u;

/** The variables that the linted file takes for set, where no file of its package validates the environment. */
export const unvalidatedReadsOf = perFile((context): readonly UnvalidatedRead[] => {
  if (!readsEnvironment(context) || !MAY_HIDE.test(hostViewOf(context).file.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project) || isToolFile(file, project)) return [];
  const reads = envReadsOf(file, project);
  const candidates = reads.flatMap((read) => hidden(read, project) ?? []);
  if (candidates.length === 0) return [];
  const checked = new Set(reads.filter((read) => isAsked(read)).map(({ name }) => name));
  const told = new Set(secretFallbacksOf(context).map(({ read }) => read));
  const found = candidates.filter(({ name, read }) => !checked.has(name) && !told.has(read));
  if (found.length === 0) return [];
  const { whole, names } = envValidationOf(file, project);
  if (whole) return [];
  const environments = new Environments(project, false);
  return found.filter(({ name, read }) => !names.has(name) && environments.mayRunInProduction(file, read) && !isAskedElsewhere(file, name, project));
});

/** Whether another file of the package, or of one it depends on, looks whether a variable is set: it may be left out, then. */
function isAskedElsewhere(file: SourceFile, name: string, project: Project): boolean {
  const folder = project.packageOf(file)?.folder ?? project.root;
  return [folder, ...project.dependenciesOf(folder)].some((one) =>
    project.filesOf(one).some((path) => {
      const other = path !== file.path && project.text(path)?.includes(name) ? project.file(path) : null;
      return other !== null && envReadsOf(other, project).some((read) => read.name === name && isAsked(read));
    }),
  );
}

function hidden({ file, node, name, source, fallbacks, assertion }: EnvRead, project: Project): UnvalidatedRead | null {
  if (name === null || source === 'bundle' || source === 'service' || isPlatformVariable(name) || PUBLIC_PREFIX.test(name)) return null;
  if (assertion) return isDefaulted(file, node) ? null : { node: assertion, name, how: 'asserted', read: node };
  const [fallback, more] = fallbacks;
  if (!fallback || more || !(isSecretName(name) || ADDRESS.test(name)) || !isAlways(project, file, fallback, (value) => value === '')) return null;
  return isTakenApart(file, fallback) ? null : { node: fallback, name, how: 'emptied', read: node };
}

/** Whether something else is taken where the value is missing, further out: `parseInt(process.env.PORT!) || 3000`. */
function isDefaulted(file: SourceFile, node: Node): boolean {
  let inner = wrapped(file, node);
  for (let outer = file.parent(inner); outer; inner = wrapped(file, outer), outer = file.parent(inner)) {
    if (outer.type === 'LogicalExpression') {
      if (outer.left === inner || outer.operator === '&&') return true;
    } else if (outer.type !== 'CallExpression' && outer.type !== 'MemberExpression' && outer.type !== 'BinaryExpression' && outer.type !== 'ConditionalExpression') return false;
  }
  return false;
}

/** Whether the text is looked into, so that an empty one is an answer: `(process.env.HOSTS ?? '').split(',')`. */
function isTakenApart(file: SourceFile, fallback: Node): boolean {
  const outer = wrapped(file, file.parent(fallback) ?? fallback);
  const parent = file.parent(outer);
  return (parent?.type === 'MemberExpression' && parent.object === outer) || parent?.type === 'BinaryExpression' || isTest(file, outer) || (parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression');
}
