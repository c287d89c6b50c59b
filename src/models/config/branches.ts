import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isFunction, keyName, memberChain, unwrap } from '../../ast/syntax.ts';
import { all, any, members, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { roleOf } from '../layers/model.ts';
import { isConfigModule, isExample, isToolFile } from './places.ts';
import { envReadsOf, MAY_READ, readsEnvironment } from './reads.ts';

/** A question for the name of the environment the program runs in. */
export interface EnvironmentBranch {
  /** The comparison, or the value that was compared elsewhere. */
  readonly node: Node;
  /** Name of the variable. */
  readonly name: string;
  /** Whether it stands in business code: a service, or what folders of domains hold. */
  readonly isBusiness: boolean;
}

/** Variables that name the environment. */
const NAMES = /^(?:NODE_ENV|(?:\w+_)?(?:APP_ENV|DEPLOY_ENV|ENVIRONMENT|APP_STAGE)|STAGE|ENV)$/u;
/** What such a variable is called in configurations. */
const SETTINGS: ReadonlySet<string> = new Set(['env', 'environment', 'nodeEnv', 'stage']);
/** What a value is called that says whether it is one of them. */
const FLAGS = /^is_?(?:in_?)?(?:prod|dev|stag|test)/iu;
const SAYS_VARIABLE = words(/NODE_ENV|APP_ENV|DEPLOY_ENV|ENVIRONMENT|STAGE|^ENV$/u);
const SAYS_SETTING = members(...SETTINGS);
const SAYS_FLAG = words(FLAGS);
/** Passed by a file that names the environment, or a flag that says which one it is. */
export const SAYS_STAGE = any(all(SAYS_VARIABLE, MAY_READ), SAYS_SETTING, SAYS_FLAG);
const MAY_COMPARE = /[!=]==?|\.includes\s*\(|\bswitch\b/u;
/** `config.env === 'production'`, `settings.nodeEnv !== 'test'`. */
const OF_CONFIGURATION = /\.(?:env|environment|node_?env|stage)\s*[!=]==?/iu;
const DOMAINS: ReadonlySet<string> = new Set(['domain', 'domains', 'entities', 'usecases', 'use-cases', 'application']);

/** The places of the linted file, outside the configuration, that ask for the name of the environment. */
export const environmentBranchesOf = perFile((context): readonly EnvironmentBranch[] => {
  const host = hostViewOf(context).file;
  const isService = roleOf(context).role === 'service';
  const mayAsk = (host.passes(SAYS_VARIABLE) && readsEnvironment(context)) || (host.passes(SAYS_SETTING) && OF_CONFIGURATION.test(host.text));
  const asks = mayAsk && MAY_COMPARE.test(host.text);
  const imports = isService && host.passes(SAYS_FLAG) && MAY_IMPORT.test(host.text);
  if (!asks && !imports) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isToolFile(file, project) || isExample(file, project) || file.has('JSXElement') || isConfigModule(file, project, settingsOf(context))) return [];
  const isBusiness = isService || file.path.slice(project.root.length).split('/').slice(0, -1).some((folder) => DOMAINS.has(folder.toLowerCase()));
  const own = asks ? comparisonsIn(file, project).filter(({ node }) => !isKeptGlobally(file, node) && !isRefusal(file, node)) : [];
  const imported = imports ? importedFlags(file, project) : [];
  return [...own, ...imported].map((found) => ({ ...found, isBusiness })).sort((a, b) => a.node.range[0] - b.node.range[0]);
});

interface Comparison {
  readonly node: Node;
  readonly name: string;
}

/** `process.env.NODE_ENV === 'production'`, `['test'].includes(process.env.NODE_ENV)`, `switch (process.env.NODE_ENV)`. */
function comparisonsIn(file: SourceFile, project: Project): Comparison[] {
  const named = naming(file, project);
  return [
    ...file.nodes('BinaryExpression').flatMap((node) => ofBinary(node, named)),
    ...file.nodes('CallExpression').flatMap((node): Comparison[] => {
      const callee = unwrap(node.callee);
      const name = callee.type === 'MemberExpression' && keyName(callee) === 'includes' && unwrap(callee.object).type === 'ArrayExpression' && node.arguments[0] ? named(node.arguments[0]) : null;
      return name === null ? [] : [{ node, name }];
    }),
    ...file.nodes('SwitchStatement').flatMap(({ discriminant }): Comparison[] => {
      const name = named(discriminant);
      return name === null ? [] : [{ node: discriminant, name }];
    }),
  ];
}

/** Says which variable that names the environment an expression is the value of; null for none. */
type Naming = (node: Node) => string | null;

function ofBinary(node: TSESTree.BinaryExpression, named: Naming): Comparison[] {
  if (!/^[!=]==?$/u.test(node.operator)) return [];
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  const [asked, word] = right.type === 'Literal' ? [left, right] : [right, left];
  if (word.type !== 'Literal' || typeof word.value !== 'string') return [];
  const name = named(asked);
  return name === null ? [] : [{ node, name }];
}

function naming(file: SourceFile, project: Project): Naming {
  const reads = new Map(envReadsOf(file, project).flatMap(({ node, name }) => (name !== null && NAMES.test(name) ? [[node, name] as const] : [])));
  const named: Naming = (node) => {
    const inner = unwrap(node);
    if (inner.type === 'LogicalExpression') return inner.operator === '&&' ? null : named(inner.left);
    const read = reads.get(inner);
    if (read !== undefined) return read;
    if (inner.type === 'Identifier') {
      const definition = file.variableOf(inner)?.defs[0];
      if (definition?.type === 'Variable') return reads.get(definition.name as Node) ?? (definition.node.init && definition.node.id.type === 'Identifier' ? (reads.get(unwrap(definition.node.init)) ?? null) : null);
    }
    // What a configuration calls it; where it has it from says what it is.
    if (inner.type !== 'MemberExpression' || !SETTINGS.has(keyName(inner) ?? '')) return null;
    const origin = project.follow(originOf(file, inner));
    return origin.kind === 'member' && origin.property !== null && NAMES.test(origin.property) ? origin.property : null;
  };
  return named;
}

/** `if (process.env.NODE_ENV !== 'production') globalThis.prisma = prisma`: one client across reloads of a development server. */
function isKeptGlobally(file: SourceFile, node: Node): boolean {
  const branch = file.parent(node);
  if (branch?.type !== 'IfStatement' || branch.alternate) return false;
  const statements = branch.consequent.type === 'BlockStatement' ? branch.consequent.body : [branch.consequent];
  return statements.every((statement) => statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' && isGlobal(file, statement.expression.left));
}

/** `if (process.env.NODE_ENV === 'production') throw …` first of all in a function: what is for tests and developers refuses to run there. */
function isRefusal(file: SourceFile, node: Node): boolean {
  const branch = file.parent(node);
  const body = branch ? file.parent(branch) : null;
  if (branch?.type !== 'IfStatement' || branch.test !== node || branch.alternate || body?.type !== 'BlockStatement' || body.body[0] !== branch) return false;
  const only = branch.consequent.type === 'BlockStatement' && branch.consequent.body.length === 1 ? branch.consequent.body[0] : branch.consequent;
  const asks = node.type === 'BinaryExpression' && (node.operator === '===' || node.operator === '==');
  const around = file.parent(body);
  return asks && only?.type === 'ThrowStatement' && around !== null && isFunction(around) && !around.async;
}

/** `globalThis.prisma`, and the same through a variable that stands for the global object. */
function isGlobal(file: SourceFile, target: Node): boolean {
  const { root } = memberChain(target);
  const symbol = target.type === 'MemberExpression' ? symbolOf(originOf(file, root)) : null;
  return symbol === 'global#globalThis' || symbol === 'global#global';
}

/** Names that a configuration gives the answer: the import is followed before anything is said. */
const MAY_IMPORT = /\bimport\b[^;]*\b(?:is|IS_?)\w*(?:prod|dev|stag|test)\w*[^;]*\bfrom\b/iu;

/** Flags of another file that are such a comparison, where they decide something. */
function importedFlags(file: SourceFile, project: Project): Comparison[] {
  return file.nodes('ImportSpecifier').flatMap(({ local }): Comparison[] => {
    if (!FLAGS.test(local.name)) return [];
    const origin = project.follow(originOf(file, local));
    const node = origin.kind === 'value' ? unwrap(origin.node) : null;
    const [compared] = origin.kind === 'value' && node?.type === 'BinaryExpression' ? ofBinary(node, naming(origin.file, project)) : [];
    if (!compared) return [];
    return (file.variableOf(local)?.references ?? []).flatMap(({ identifier }): Comparison[] => {
      const parent = file.parent(identifier as Node);
      const decides = (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === identifier;
      const isPart = parent?.type === 'UnaryExpression' || (parent?.type === 'LogicalExpression' && parent.left === identifier);
      return decides || isPart ? [{ node: identifier as Node, name: compared.name }] : [];
    });
  });
}
