import type { TSESTree } from '@typescript-eslint/utils';
import { isReassigned, originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, summands, unwrapAwait } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { hashCall } from '../passwords/calls.ts';
import { isPasswordHashName, isPasswordName } from '../passwords/data.ts';
import { isTokenName } from '../tokens/names.ts';
import { wordsOf } from '../words/model.ts';
import type { SecretKind } from './types.ts';

const MAX_DEPTH = 8;
/** Methods that give the same text in another form. */
const FORMS: ReadonlySet<string> = new Set(['toString', 'digest', 'trim', 'toLowerCase', 'toUpperCase', 'slice', 'substring', 'replace', 'concat', 'final']);
const ENVIRONMENTS = /^global#(?:process\.env|Bun\.env|Deno\.env)\b/u;
/** Last words of environment variables that hold what nobody else may know. */
const SECRETS: ReadonlySet<string> = new Set(['secret', 'token', 'password', 'passwd', 'apikey', 'passphrase']);

/** What makes an expression a secret of the server; null where nothing does. */
export function secretIn(file: SourceFile, node: Node, project: Project, depth = 0): SecretKind | null {
  if (depth > MAX_DEPTH) return null;
  const inner = unwrapAwait(node);
  const below = (part: Node): SecretKind | null => secretIn(file, part, project, depth + 1);
  switch (inner.type) {
    case 'Identifier': {
      const variable = file.variableOf(inner);
      const declarator = variable?.defs[0]?.node as Node | undefined;
      if (variable?.defs[0]?.type === 'ImportBinding') return isConfiguredName(inner.name) && isValueFromEnvironment(file, inner, project) ? 'configured' : null;
      if (!variable || declarator?.type !== 'VariableDeclarator' || !declarator.init || isReassigned(variable)) return null;
      return declarator.id.type === 'Identifier' ? below(declarator.init) : null;
    }
    case 'TemplateLiteral':
      return first(inner.expressions, below);
    case 'BinaryExpression':
      return inner.operator === '+' ? first(summands(inner), below) : null;
    case 'LogicalExpression':
      return below(inner.left);
    case 'MemberExpression':
      return ofMember(file, inner, project);
    case 'CallExpression': {
      const call = hashCall(file, inner, project);
      if (call?.form.keyed === true) return 'signature';
      if (call && (call.form.kind === 'scrypt' || call.form.kind === 'pbkdf2')) return 'hash';
      const callee = unwrapAwait(inner.callee);
      if (callee.type === 'MemberExpression' && FORMS.has(keyName(callee) ?? '')) return below(callee.object);
      const [argument] = inner.arguments;
      return argument && /^(?:global|buffer)#Buffer\.from$/u.test(project.symbol(originOf(file, inner.callee)) ?? '') ? below(argument) : null;
    }
    default:
      return null;
  }
}

function first(nodes: readonly Node[], ask: (node: Node) => SecretKind | null): SecretKind | null {
  for (const node of nodes) {
    const found = ask(node);
    if (found) return found;
  }
  return null;
}

/** `process.env.CRON_SECRET`, `config.apiKey` of an import, `user.resetToken`. */
function ofMember(file: SourceFile, node: TSESTree.MemberExpression, project: Project): SecretKind | null {
  const name = keyName(node);
  if (name === null) return null;
  const isConfigured = isConfiguredName(name);
  // By it an application proves who it is.
  const isStored = isTokenName(name) || wordsOf(name).slice(-2).join(' ') === 'client secret' || (isPasswordHashName(name) && !isPasswordName(name));
  if (!isConfigured && !isStored) return null;
  const symbol = project.symbol(originOf(file, node));
  if (symbol !== null && ENVIRONMENTS.test(symbol)) return isConfigured ? 'configured' : null;
  const { root } = memberChain(node);
  const isImported = root.type === 'Identifier' && file.variableOf(root)?.defs[0]?.type === 'ImportBinding';
  if (isImported) return isConfigured && symbol === null ? 'configured' : null;
  return isStored ? 'stored' : null;
}

function isConfiguredName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (SECRETS.has(last) || (last === 'key' && words.length > 1)) && !words.includes('public') && !words.includes('publishable');
}

function isValueFromEnvironment(file: SourceFile, node: Node, project: Project): boolean {
  const origin = project.follow(originOf(file, node));
  const symbol = project.symbol(origin);
  return symbol !== null && ENVIRONMENTS.test(symbol);
}
