import type { TSESTree } from '@typescript-eslint/utils';
import { propertyAdded } from '../../ast/edits.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { propertyOf, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { isTestBelow, shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { httpModelOf } from '../http/model.ts';
import type { HttpMethod } from '../http/types.ts';
import { NAMES_SESSIONS, sessionsIn } from './model.ts';
import type { ForgeableSession, SessionLibrary } from './types.ts';

/** What a text says that checks where a request comes from: a token, the header of browsers, the origin. */
const CHECKS = /csrf|xsrf|sec-fetch-site|\blusca\b|(?:headers\s*(?:\.|\[\s*['"])|(?:get|header)\s*\(\s*['"])(?:origin|referer)\b/iu;
/** What reads the bodies that a form of another site can send without a preflight. */
const FORMS = /\burlencoded\s*\(|@fastify\/(?:formbody|multipart)|['"](?:koa-bodyparser|@koa\/bodyparser|koa-body|multer|@koa\/multer|formidable|busboy|express-fileupload)['"]|\bparseBody\s*\(|\bformData\s*\(/u;
const MAY_CHANGE = /\.\s*(?:post|put|patch|delete|del)\s*\(|@(?:Post|Put|Patch|Delete)\b/u;
const CHANGES: ReadonlySet<HttpMethod> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The sessions of the linted file that other sites can use, where the package changes something on forms and no file of it checks where a request comes from. */
export const forgeableSessions: (context: Parameters<typeof projectOf>[0]) => readonly ForgeableSession[] = perFile((context) => {
  if (!says(context, NAMES_SESSIONS)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined || isTestBelow(folder, file.path)) return [];
  const found = sessionsIn(file, project).flatMap(({ call, library }) => openTo(file, call, library, project) ?? []);
  return found.length > 0 && isForgeable(file, folder, project) ? found : [];
});

/** Whether a package reads forms, changes something on them, and checks nothing. */
function isForgeable(file: SourceFile, folder: string, project: Project): boolean {
  const paths = shippedFiles(project, folder);
  const textOf = (path: string): string => (path === file.path ? file.text : project.text(path)) ?? '';
  if (paths.some((path) => CHECKS.test(textOf(path))) || !paths.some((path) => FORMS.test(textOf(path)))) return false;
  return paths.some((path) => {
    if (!MAY_CHANGE.test(textOf(path))) return false;
    const one = path === file.path ? file : project.file(path);
    return one !== null && httpModelOf(one, project).routes.some(({ method }) => CHANGES.has(method));
  });
}

/** How far a session's cookie is open to other sites; null where it is closed, or not known. */
function openTo(file: SourceFile, call: TSESTree.CallExpression, library: SessionLibrary, project: Project): ForgeableSession | null {
  const given = call.arguments[library.options];
  if (given?.type === 'SpreadElement') return null;
  const [place] = library.cookie;
  const options = optionsOf(file, given ?? null, project);
  const held = place === undefined ? undefined : options.properties.get(place);
  if (place !== undefined && !held && options.isOpen) return null;
  const cookie = place === undefined ? options : optionsOf(held?.file ?? file, held?.node ?? null, project);
  const said = cookie.properties.get('sameSite');
  const name = library.name;
  if (said) {
    const isOpen = (project.constants(said.file, said.node) ?? []).some((value) => typeof value === 'string' && value.toLowerCase() === 'none');
    const isOff = isAlways(project, said.file, said.node, (value) => value === false);
    if (!isOpen && !isOff) return null;
    const isHere = said.file === file;
    return { node: isHere ? said.node : call, sameSite: isOff ? 'unset' : 'none', name, edits: isHere && unwrap(said.node).type === 'Literal' ? [{ range: said.node.range, text: "'lax'" }] : null };
  }
  return cookie.isOpen ? null : { node: call, sameSite: 'unset', name, edits: added(given ?? null, place) };
}

/** What writes the flag down, where the options are an object of the call. */
function added(given: Node | null, place: string | undefined): readonly Edit[] | null {
  const object = given && unwrap(given);
  if (object?.type !== 'ObjectExpression') return null;
  if (place === undefined) return [propertyAdded(object, "sameSite: 'lax'")];
  const held = propertyOf(object, place);
  if (!held) return [propertyAdded(object, `${place}: { sameSite: 'lax' }`)];
  const inner = unwrap(held.value);
  return inner.type === 'ObjectExpression' ? [propertyAdded(inner, "sameSite: 'lax'")] : null;
}
