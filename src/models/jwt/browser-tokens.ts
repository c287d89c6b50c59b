import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { all, packages } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { cookieFormOf, SAYS_COOKIE } from '../cookies/model.ts';
import { httpModel } from '../http/model.ts';
import { SAYS_JWT } from './libraries.ts';
import { signingsOf } from './signings.ts';
import { takersOf } from './takers.ts';
import type { TokenSigning } from './types.ts';

/** Algorithms whose tokens others verify with a public key, and what says for whom a token is. */
const FOR_OTHERS = /^(?:RS|ES|PS)\d+$|^Ed|^(?:aud|audience|setAudience)$/;

/** Passed by a file with tokens and cookies. */
export const SAYS_JWT_AND_COOKIE = all(SAYS_JWT, SAYS_COOKIE);

/** The tokens that the linted file signs for its own sessions in a browser: kept in a cookie, with a key that verifies as it signs. */
export const sessionTokens = perFile((context): readonly TokenSigning[] => {
  if (!says(context, SAYS_JWT_AND_COOKIE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const http = httpModel(context);
  return signingsOf(file, project).filter((signing) => {
    if (isForOthers(file, signing, project) || isBetweenSteps(signing)) return false;
    return takersOf(file, signing.call).some(({ taker, value }) => {
      const form = taker.type === 'CallExpression' ? cookieFormOf(file, taker, project, () => http.handlerAround(taker)) : null;
      return form !== null && taker.type === 'CallExpression' && taker.arguments[form.value] === value;
    });
  });
});

/** Seconds that a session lasts at least. */
const SHORTEST_SESSION = 600;

/** Whether a token lives for minutes only: it carries something from one step of a sign-in to the next. */
function isBetweenSteps({ expiry }: TokenSigning): boolean {
  return expiry.kind === 'lifetime' && expiry.seconds < SHORTEST_SESSION;
}

/** Whether another service may verify the token: by a public key, or as the audience it names. */
function isForOthers(file: SourceFile, { call, node, payload }: TokenSigning, project: Project): boolean {
  if (optionsOf(file, payload, project).properties.has('aud')) return true;
  return [call, node].some((at) => [...file.nodesIn(at, 'Literal').map(({ value }) => value), ...file.nodesIn(at, 'Identifier').map(({ name }) => name)].some((word) => typeof word === 'string' && FOR_OTHERS.test(word)));
}

/** Packages that hash passwords, and the functions that compare one with its hash. */
const HASHERS: ReadonlySet<string> = new Set(['bcrypt', 'bcryptjs', 'bcrypt-ts', 'argon2', '@node-rs/bcrypt', '@node-rs/argon2']);
const COMPARES = /[#.](?:compare|compareSync|verify|verifySync)$/;
/** Passed by a file that names one of them. */
export const NAMES_PASSWORD_HASHER = packages(...HASHERS);

/** Where the linted file checks a password by itself and lets in who knows it, by a token or a strategy of passport; null where it does not. */
export const ownAuthentication = perFile((context): Node | null => {
  if (!says(context, NAMES_PASSWORD_HASHER)) return null;
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const compares = file.nodes('CallExpression').find((call) => {
    const symbol = project.symbol(originOf(file, call.callee));
    return symbol !== null && HASHERS.has(packageOf(symbol)) && COMPARES.test(symbol);
  });
  if (!compares) return null;
  const letsIn = signingsOf(file, project).length > 0 || file.nodes('NewExpression').some(({ callee }) => project.symbol(originOf(file, callee)) === 'passport-local#Strategy');
  return letsIn ? compares : null;
});
