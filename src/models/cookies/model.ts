import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { memberChain } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import type { Options } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { wordsOf } from '../words/model.ts';
import { flagEdits } from './edits.ts';
import { COOKIE_CALLS, HANDLER_CALLS } from './forms.ts';
import type { CookieFlag, CookieForm, WeakCookie } from './types.ts';

/** Passed by a file with a word for cookies. */
export const SAYS_COOKIE = words(/cookie/i);
const FLAGS: readonly CookieFlag[] = ['httpOnly', 'secure', 'sameSite'];
/** Words in the name of a cookie that carries who is signed in. */
const CARRIES: ReadonlySet<string> = new Set(['session', 'sessionid', 'sid', 'token', 'jwt', 'auth', 'authorization']);
const CARRIES_ALONE: ReadonlySet<string> = new Set(['access', 'refresh']);
/** Words that say it is about a session, or for scripts to read: a double submit, a hint, a preference. */
const ABOUT: ReadonlySet<string> = new Set(['csrf', 'xsrf', 'theme', 'locale', 'lang', 'language', 'preference', 'preferences', 'expired', 'expires', 'expiry', 'count', 'banner', 'notice', 'hint', 'redirect', 'return', 'url', 'state', 'nonce', 'status', 'error', 'method', 'provider', 'public']);

/** The cookies of a session or sign-in that a file sets without a flag, as far as their name and options are known. */
export const weakCookies: (context: Parameters<typeof projectOf>[0]) => readonly WeakCookie[] = perFile((context) => {
  if (!says(context, SAYS_COOKIE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const http = httpModel(context);
  return file.nodes('CallExpression').flatMap((node) => {
    const form = cookieFormOf(file, node, project, () => http.handlerAround(node));
    return form ? weakness(file, node, form, project) : [];
  });
});

/** How a call sets a cookie; null where it sets none. */
export function cookieFormOf(file: SourceFile, node: TSESTree.CallExpression, project: Project, handler: () => RouteHandler | null): CookieForm | null {
  const { root, path } = memberChain(node.callee);
  const last = path.at(-1) ?? (root.type === 'Identifier' ? root.name : null);
  if (last === null) return null;
  const symbol = project.symbol(originOf(file, node.callee));
  if (symbol !== null && Object.hasOwn(COOKIE_CALLS, symbol)) return COOKIE_CALLS[symbol] ?? null;
  if (root.type !== 'Identifier' || (last !== 'cookie' && last !== 'set')) return null;
  const around = handler();
  const variable = around ? file.variableOf(root) : null;
  if (!around || !variable) return null;
  const role = variable === around.response ? 'response' : variable === around.context ? 'context' : null;
  return HANDLER_CALLS[`${around.framework} ${role ?? ''} ${path.join('.')}`] ?? null;
}

function weakness(file: SourceFile, node: TSESTree.CallExpression, form: CookieForm, project: Project): WeakCookie[] {
  const argument = node.arguments[form.name];
  const value = node.arguments[form.value];
  if (!argument || !value || node.arguments.some((a) => a.type === 'SpreadElement')) return [];
  const names = project.constants(file, argument) ?? [];
  const name = names[0];
  if (typeof name !== 'string' || !names.every((n) => typeof n === 'string' && carriesSession(n))) return [];
  const given = node.arguments[form.options];
  const options = optionsOf(file, given ?? null, project);
  if (isDeletion(file, value, options, project)) return [];
  const flags = FLAGS.filter((flag) => isMissing(flag, options, form, project));
  return flags.length === 0 ? [] : [{ node, name, flags, edits: flagEdits(node, given ?? null, form.options, flags) }];
}

/** Whether the name of a cookie says that it carries who is signed in. */
export function carriesSession(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => ABOUT.has(word))) return false;
  return words.some((word) => CARRIES.has(word)) || (words.length === 1 && words.every((word) => CARRIES_ALONE.has(word)));
}

function isMissing(flag: CookieFlag, options: Options, form: CookieForm, project: Project): boolean {
  const said = options.properties.get(flag);
  if (!said) return !options.isOpen && !form.defaults.includes(flag);
  return isAlways(project, said.file, said.node, (value) => value === false);
}

/** `''`, `maxAge: 0`, `expires: new Date(0)`: ways to take a cookie away. */
function isDeletion(file: SourceFile, value: Node, options: Options, project: Project): boolean {
  if (isAlways(project, file, value, (one) => one === '' || one === null)) return true;
  const age = options.properties.get('maxAge');
  if (age && isAlways(project, age.file, age.node, (one) => typeof one === 'number' && one <= 0)) return true;
  const end = options.properties.get('expires');
  const at = end?.node.type === 'NewExpression' ? end.node.arguments[0] : undefined;
  return end !== undefined && at !== undefined && isAlways(project, end.file, at, (one) => one === 0);
}
