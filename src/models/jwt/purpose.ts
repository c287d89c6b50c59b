import type { Origin } from '../../ast/origin.ts';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, stringValue } from '../../ast/syntax.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { inWords } from '../words/model.ts';
import { takersOf } from './takers.ts';
import type { Taker } from './takers.ts';
import type { Purpose, TokenSigning } from './types.ts';

/** `access`, `refresh_token`, `JWT_ACCESS_SECRET`: the word alone, or beside one for a token or its key; `access_level` is something else. */
const PURPOSE = /(?:^|\b(?:jwt|token) )(access|refresh)(?=$| (?:tokens?|jwt|secret|key|private))|\b(access|refresh)(?= (?:tokens?|jwt)\b)/;
/** Claims that tell what a token is for. */
const KINDS = /^(?:type|typ|kind|use|token_?type|token_?use)$/i;

/**
 * What a token is for, as the names of its data say: a claim (`type: 'refresh'`), the key it is signed with (`config.accessSecret`), the property,
 * column or cookie that takes it (`{ accessToken }`, `res.cookie('refresh_token', token)`). Null where they say nothing or both.
 */
export function purposeOf({ file, call, payload, secrets }: TokenSigning, project: Project): Purpose | null {
  const names: string[] = [];
  for (const [key, said] of optionsOf(file, payload, project).properties) {
    if (KINDS.test(key)) names.push(...(project.constants(said.file, said.node) ?? []).map(String));
  }
  for (const secret of secrets) names.push(...namesIn(file, secret), ...propertiesOf(project.follow(originOf(file, secret))));
  for (const taker of takersOf(file, call)) names.push(nameOf(taker) ?? '');
  const found = new Set(names.flatMap((name) => PURPOSE.exec(inWords(name))?.slice(1).filter(Boolean) ?? []));
  const [only] = found;
  return found.size === 1 && (only === 'access' || only === 'refresh') ? only : null;
}

/** Names of properties and settings in an expression: `process.env.ACCESS_SECRET`, `config.get('jwt.refresh.secret')`. */
function namesIn(file: SourceFile, node: Node): readonly string[] {
  const members = file.nodesIn(node, 'MemberExpression').flatMap((member) => keyName(member) ?? []);
  const texts = file.nodesIn(node, 'Literal').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...members, ...texts];
}

/** The property that a value is, through names that hold it. */
function propertiesOf(origin: Origin): readonly string[] {
  if (origin.kind === 'either') return origin.of.flatMap(propertiesOf);
  return origin.kind === 'member' && origin.property !== null ? [origin.property] : [];
}

/** The name that something gives to a value it takes: of a property, a column, a cookie. */
function nameOf({ taker, value }: Taker): string | null {
  if (taker.type === 'Property') return keyName(taker);
  if (taker.type === 'AssignmentExpression') return memberChain(taker.left).path.at(-1) ?? null;
  // `cookie('name', token)`, `setCookie(c, 'name', token)`: a text in front of the value is its name.
  return taker.type === 'CallExpression' ? stringValue(taker.arguments[taker.arguments.indexOf(value as never) - 1]) : null;
}
