import type { Node, SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { addressOf } from '../http/address.ts';
import { httpModel } from '../http/model.ts';
import type { RouteHandler } from '../http/types.ts';
import { reachedFrom, runsIn } from '../reach/model.ts';
import { byPlace, sqlModelOf } from '../sql/model.ts';
import type { DataOperation } from '../sql/types.ts';
import { isBookkeeping } from './bookkeeping.ts';

/** Data that is written while a request is answered that should change nothing. */
export interface UnsafeWrite {
  readonly method: string;
  /** Where it is reported: the write, or the call that leads to it in another file. */
  readonly node: Node;
  readonly operation: DataOperation;
  /** Names of the functions from the handler to the one that writes. */
  readonly path: readonly string[];
}

/** Safe methods (RFC 9110, section 9.2.1): a client, a crawler or a prefetching browser may call them at any time. */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge']);
/** Addresses that are opened from a mail or by a redirect, where no other method is possible. */
const LINKS = /(?:^|[/_-])(?:callback|confirm|confirmation|verify|verification|activate|activation|unsubscribe|magic-?link|oauth2?|sso|saml|oidc|cron|redirect|logout|signout|sign-out|track|tracking|pixel|webhooks?)(?:$|[/._-])/i;

/** How many functions lie between a handler and what it does: controller, service, repository, and one more. */
const MAX_PATH = 4;

/** The first write that each handler of a safe method of the linted file reaches. */
export const writesInSafeMethods = perFile((context): readonly UnsafeWrite[] => {
  const { handlers } = httpModel(context);
  if (handlers.length === 0) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const settings = settingsOf(context);
  return handlers.flatMap((handler) => (handler.file === file && handler.kind === 'route' ? (firstWrite(handler, project, settings) ?? []) : []));
});

function firstWrite(handler: RouteHandler, project: Project, settings: Settings): UnsafeWrite | null {
  if (!SAFE.has(handler.route?.method ?? '')) return null;
  for (const { fn, file, path, exit } of reachedFrom([handler], project)) {
    if (path.length > MAX_PATH) return null;
    const operation = writesOf(file, project, settings).find((one) => runsIn(file, fn, one.node) && !isBookkeeping(one));
    if (operation) return isOpenedByLink(handler) ? null : { method: handler.route?.method ?? '', node: exit ?? operation.node, operation, path };
  }
  return null;
}

function writesOf(file: SourceFile, project: Project, settings: Settings): readonly DataOperation[] {
  const model = sqlModelOf(file, project, settings);
  const texts = model.queries.filter(({ statements }) => statements.some(({ kind }) => WRITES.has(kind)));
  return [...texts.flatMap((query) => model.operationsOf(query)), ...model.built].filter(({ action }) => action !== 'read').sort(byPlace);
}

/** By its address, or where a part of that is not known, by the name of the file. */
function isOpenedByLink({ route, file }: RouteHandler): boolean {
  return LINKS.test(addressOf(route) ?? '') || [file, route?.file].some((one) => one !== undefined && LINKS.test(one.path.slice(one.path.lastIndexOf('/'))));
}
