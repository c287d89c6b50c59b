import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, unwrapAwait } from '../../ast/syntax.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { hostViewOf, projectOf, says, sourceFileOf } from '../../project/project.ts';
import { carriesSession, cookieFormOf, SAYS_COOKIE } from '../cookies/model.ts';
import { httpModel } from '../http/model.ts';
import { sqlModel } from '../sql/model.ts';
import { wordsOf } from '../words/model.ts';
import { isUnguessableName } from './names.ts';
import type { TokenPlace } from './types.ts';

const TOKEN = /token|secret|session|sid\b|api_?key|code\b|otp|passw|pwd|jwt/i;
/** Passed by a file with a word for a token, a secret, a code or a password. */
export const SAYS_TOKEN = words(TOKEN);
const DEFAULTS: ReadonlySet<string> = new Set(['default', 'defaultValue']);

/** The places of the linted file that take a token, a secret, a code or a password, by the names of the data. */
export const tokenPlacesOf = perFile((context): readonly TokenPlace[] => {
  const host = hostViewOf(context).file;
  if (!host.passes(SAYS_TOKEN)) return [];
  // Most files that say so only read tokens: that is seen in ESLint's own tree.
  const isWritten = [...ofProperties(host), ...ofAssignments(host)].some(isMade);
  const file = isWritten ? sourceFileOf(context) : null;
  const found = [...(file ? [...ofProperties(file), ...ofAssignments(file)] : []), ...ofColumns(context)];
  return [...found.filter(isMade), ...ofCookies(context).filter((cookie) => isMade(cookie) || (isOfSession(cookie) && isMadeHere(cookie)))];
});

/** Whether what a place takes may be made here: `{ token: input.token }` is handed on, which most are. */
function isMade(place: TokenPlace): boolean {
  return isMadeHere(place) && isUnguessableName(place.name);
}

function isMadeHere({ value }: TokenPlace): boolean {
  const inner = unwrapAwait(value);
  return inner.type !== 'Literal' && (inner.type !== 'MemberExpression' || inner.computed);
}

/** `adminSession`: a property of that name may hold the session itself, a cookie only what finds it. */
function isOfSession({ name }: TokenPlace): boolean {
  return wordsOf(name).at(-1) === 'session' && carriesSession(name);
}

function ofProperties(file: SourceFile): TokenPlace[] {
  const written = [...file.nodes('Property').filter((property) => file.parent(property)?.type === 'ObjectExpression'), ...file.nodes('PropertyDefinition')];
  return written.flatMap((property): TokenPlace[] => {
    const name = keyName(property);
    const value = property.value as Node | null;
    if (name === null || !value) return [];
    if (!DEFAULTS.has(name)) return isFunction(value) ? [] : [{ name, value }];
    // `token: { type: String, default: () => nanoid(8) }`
    const object = file.parent(property);
    const column = object ? file.parent(object) : null;
    const columnName = column?.type === 'Property' ? keyName(column) : null;
    return columnName === null ? [] : [{ name: columnName, value }];
  });
}

function ofAssignments(file: SourceFile): TokenPlace[] {
  return file.nodes('AssignmentExpression').flatMap(({ left, right }): TokenPlace[] => {
    const name = left.type === 'MemberExpression' ? keyName(left) : null;
    return name === null || isFunction(right) ? [] : [{ name, value: right }];
  });
}

function ofCookies(context: RuleContext): TokenPlace[] {
  if (!says(context, SAYS_COOKIE)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  return file.nodes('CallExpression').flatMap((node): TokenPlace[] => {
    const form = cookieFormOf(file, node, project, () => httpModel(context).handlerAround(node));
    const [argument, value] = form ? [node.arguments[form.name], node.arguments[form.value]] : [];
    const name = argument ? project.constants(file, argument)?.[0] : null;
    return typeof name === 'string' && value ? [{ name, value }] : [];
  });
}

/** Columns that SQL text writes. Those of query builders are properties. */
function ofColumns(context: RuleContext): TokenPlace[] {
  const { queries, operationsOf } = sqlModel(context);
  const asked = queries.filter((query) => query.parts?.some((part) => part.kind === 'text' && TOKEN.test(part.text)));
  if (asked.length === 0) return [];
  const file = sourceFileOf(context);
  return asked.flatMap(operationsOf).flatMap(({ data }) => data.flatMap(({ column, value, file: home }): TokenPlace[] => (home === file ? [{ name: column, value }] : [])));
}
