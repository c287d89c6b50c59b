import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingClass, enclosingFunction, isFunction, keyName, memberChain, returnedExpressions, unwrap } from '../../ast/syntax.ts';
import { optionsOf } from '../../project/options.ts';
import type { Project } from '../../project/types.ts';
import { wordsOf } from '../words/model.ts';
import type { Purpose, TokenSigning } from './types.ts';

const MAX_DEPTH = 3;
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
  for (const secret of secrets) names.push(...namesIn(file, secret));
  takersOf(file, call, names, 0);
  const found = new Set(names.flatMap((name): Purpose[] => wordsOf(name).flatMap((word) => (word === 'access' || word === 'refresh' ? [word] : []))));
  const [only] = found;
  return found.size === 1 && only ? only : null;
}

/** Names of properties and settings in an expression: `process.env.ACCESS_SECRET`, `config.get('jwt.refresh.secret')`. */
function namesIn(file: SourceFile, node: Node): readonly string[] {
  const members = file.nodesIn(node, 'MemberExpression').flatMap((member) => keyName(member) ?? []);
  const texts = file.nodesIn(node, 'Literal').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return [...members, ...texts];
}

/** Adds the names of what takes a value: properties, columns, cookies; through names that hold it and callers in the file. */
function takersOf(file: SourceFile, node: Node, names: string[], depth: number): void {
  const parent = file.parent(node);
  if (!parent || depth > MAX_DEPTH) return;
  switch (parent.type) {
    case 'Property':
      if (parent.value === node) names.push(keyName(parent) ?? '');
      return;
    case 'AssignmentExpression':
      if (parent.right === node && unwrap(parent.left).type === 'MemberExpression') names.push(memberChain(parent.left).path.at(-1) ?? '');
      return;
    case 'CallExpression': {
      const at = parent.arguments.indexOf(node as never);
      // `cookie('name', token)`, `setCookie(c, 'name', token)`: a text in front of the value is its name.
      const before = at > 0 ? parent.arguments[at - 1] : undefined;
      if (before?.type === 'Literal' && typeof before.value === 'string') names.push(before.value);
      return;
    }
    case 'VariableDeclarator':
      if (parent.id.type !== 'Identifier' || parent.init !== node) return;
      for (const reference of file.variableOf(parent.id)?.references ?? []) if (!reference.isWrite()) takersOf(file, reference.identifier as Node, names, depth + 1);
      return;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const fn = isFunction(parent) ? parent : enclosingFunction(file, parent);
      if (fn && (!isFunction(parent) || parent.body === node) && returnedExpressions(file, fn).length === 1) for (const call of callsOf(file, fn)) takersOf(file, call, names, depth + 1);
      return;
    }
    default:
      if (parent.type === 'AwaitExpression' || unwrap(parent) === unwrap(node)) takersOf(file, parent, names, depth);
  }
}

/** The calls of a function in its own file: by its name, or as a method of `this`. */
function callsOf(file: SourceFile, fn: FunctionNode): readonly Node[] {
  const parent = file.parent(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  if (id) return (file.variableOf(id)?.references ?? []).flatMap(({ identifier }) => called(file, identifier as Node));
  if (parent?.type !== 'MethodDefinition') return [];
  const name = keyName(parent);
  const owner = enclosingClass(file, fn);
  return file.nodes('MemberExpression').flatMap((member) => (name !== null && keyName(member) === name && member.object.type === 'ThisExpression' && enclosingClass(file, member) === owner ? called(file, member) : []));
}

function called(file: SourceFile, callee: Node): readonly Node[] {
  const parent = file.parent(callee);
  return parent?.type === 'CallExpression' && parent.callee === callee ? [parent] : [];
}
