import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { isOpen, propertyOf, unwrap } from '../../ast/syntax.ts';
import { memo, perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { placeOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import { PROXY_FILES } from '../http/traces.ts';
import type { Middleware, Route } from '../http/types.ts';
import { LIMIT_TRACE, PROXY_LIMIT } from './evidence.ts';
import { gives, handlerConduct, isBehind } from './protection.ts';
import { purposeOf } from './purposes.ts';
import type { Purpose } from './purposes.ts';
import { mentioning } from './mentions.ts';

/** A route that attackers try again and again, and what limits them there. */
export interface UnlimitedRoute {
  /** Where its address is said. */
  readonly node: Node;
  readonly purpose: Purpose;
  /** `none`: nothing does. `by-address`: each client address has its own count, an account has none. */
  readonly limit: 'none' | 'by-address';
}

const TRIED = /log-?_?in|sign-?_?(?:in|up)|regist|password|otp|2fa|mfa|token|session|recover|magic|verif|authenticate/iu;
/** Options by which limiters say what is counted. */
const KEYS: readonly string[] = ['keyGenerator', 'key', 'id', 'getKey', 'keyPrefix'];

/** Whether the linted file says anything of passwords, codes or tokens: its text or, where that is an address, its path. */
export const saysTried = mentioning(TRIED);

/** The routes of the linted file on which passwords, codes and tokens can be tried without a limit. */
export const unlimitedRoutes = perFile((context: RuleContext): readonly UnlimitedRoute[] => {
  if (!saysTried(context)) return [];
  const project = projectOf(context);
  return httpModel(context).routes.flatMap((route): UnlimitedRoute[] => {
    const purpose = isTried(route, project) ? purposeOf(route) : null;
    if (purpose === null || !takesWhatIsTried(route, purpose, project)) return [];
    const node = placeOf(route);
    if (node === null) return [];
    const answer = isBehind(route, 'rate-limit', project);
    // A registration has no account yet to count by.
    if (answer === true) return purpose !== 'registration' && countsByAddress(route, project) ? [{ node, purpose, limit: 'by-address' }] : [];
    return answer === false && !mayBeLimitedElsewhere(route, project) ? [{ node, purpose, limit: 'none' }] : [];
  });
});

/** Whether somebody who is not known yet sends something to a route. */
function isTried(route: Route, project: Project): boolean {
  if (route.method === 'GET' || route.method === 'HEAD' || route.method === 'OPTIONS' || route.method === 'DELETE' || route.handler?.kind !== 'route') return false;
  return !route.chain.some((middleware) => gives(middleware, 'authentication', project) === true);
}

/** Whether the handler names what is tried: an address alone is also that of a device that registers, or of a shopping session. */
function takesWhatIsTried(route: Route, purpose: Purpose, project: Project): boolean {
  const conduct = handlerConduct(route, project);
  if (!conduct) return false;
  return purpose === 'reset' || (purpose === 'code' ? conduct.takesSecret : conduct.takesPassword);
}

const traces: (project: Project) => Map<string, { readonly code: boolean; readonly proxy: boolean }> = memo(() => new Map());

/** Whether a proxy in front limits, or the package does in a place that cannot be told from the handler's calls. */
function mayBeLimitedElsewhere(route: Route, project: Project): boolean {
  const folder = project.packageOf(route.file)?.folder ?? project.root;
  const known = traces(project);
  let found = known.get(folder);
  if (!found) {
    const says = (path: string, trace: RegExp): boolean => trace.test(project.text(path) ?? '');
    const proxy = [...new Set([folder, project.root])].some((base) => PROXY_FILES.some((name) => says(`${base}/${name}`, PROXY_LIMIT)));
    known.set(folder, (found = { proxy, code: shippedFiles(project, folder).some((path) => says(path, LIMIT_TRACE)) }));
  }
  return found.proxy || (found.code && handlerConduct(route, project)?.callsUnseen !== false);
}

/** Whether all limiters in front of a route are seen to count by the client's address alone, and the handler limits nothing itself. */
function countsByAddress(route: Route, project: Project): boolean {
  const limiters = route.chain.filter((middleware) => gives(middleware, 'rate-limit', project) !== false);
  const conduct = handlerConduct(route, project);
  if (limiters.length === 0 || !conduct || conduct.limits || conduct.isOpen || conduct.callsUnseen || conduct.refusals.has(429)) return false;
  return limiters.every((middleware) => {
    const call = callOf(middleware);
    const [options] = call?.arguments ?? [];
    if (!call || middleware.package === null || (options && unwrap(options).type !== 'ObjectExpression')) return false;
    const object = options && unwrap(options);
    return object?.type !== 'ObjectExpression' || (!isOpen(object) && KEYS.every((key) => propertyOf(object, key) === null));
  });
}

/** The call that makes a middleware, by its name, too. */
function callOf({ node, origin }: Middleware): TSESTree.CallExpression | null {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') return inner;
  return origin.kind === 'call' && origin.node.type === 'CallExpression' ? origin.node : null;
}
