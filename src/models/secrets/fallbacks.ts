import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, packageOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { callChain, keyName, propertyOf, stringValue, unwrap, wrapped } from '../../ast/syntax.ts';
import { all, any, packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { Edit } from '../../core/rule-context.ts';
import { isAlways } from '../../project/constants.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { isExample, isToolFile } from '../config/places.ts';
import { envReadsOf, readsEnvironment, SAYS_ENVIRONMENT, SAYS_SERVICE } from '../config/reads.ts';
import type { EnvRead } from '../config/types.ts';
import { isValidatorSymbol } from '../config/validators.ts';
import { Environments } from '../migrations/environments.ts';
import { holdsPasswordAddress } from './addresses.ts';
import { isSecretName } from './names.ts';
import type { SecretFallback } from './types.ts';

/** A name that may say a secret, next to something that stands in for it. */
const SAYS_NAME = words(/secret|token|pass|pwd|key|pepper|credential|url|uri|dsn|connection/i);
const SAYS_SCHEMA = packages('zod', 'joi', '@hapi/joi', 'yup', 'envalid', 'znv', 'convict');
/** Passed by a file that may read a secret of the environment, or say what one looks like. */
export const MAY_FALL_BACK = any(all(SAYS_NAME, any(SAYS_ENVIRONMENT, SAYS_SERVICE, SAYS_SCHEMA)), words(/^(?=.*(?:SECRET|TOKEN|PASS|PWD|KEY|PEPPER|CREDENTIAL|URL|URI|DSN|CONNECTION))[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/u));
const HAS_FALLBACK = /\|\||\?\?|\bdefault\b|\bconfig|\benv\b/iu;
/** Names of variables that hold an address, which may hold a password. */
const ADDRESS = /(?:^|_)(?:URL|URI|DSN|CONNECTION(?:_STRING)?)$/u;
const VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/u;

/** The secrets of the environment for which the linted file has a value of its own, in production too. */
export const secretFallbacksOf = perFile((context): readonly SecretFallback[] => {
  const host = hostViewOf(context).file;
  const hasSchema = host.passes(SAYS_SCHEMA);
  if (!host.passes(SAYS_NAME) || !(hasSchema || readsEnvironment(context)) || !HAS_FALLBACK.test(host.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project) || isToolFile(file, project)) return [];
  const environments = new Environments(project, false);
  const found = [...envReadsOf(file, project).flatMap((read) => ofRead(read, project)), ...(hasSchema ? schemaDefaults(file) : [])];
  return found.filter(({ node }, i) => environments.mayRunInProduction(file, node) && found.findIndex((other) => other.node === node) === i);
});

function ofRead(read: EnvRead, project: Project): SecretFallback[] {
  const { file, node, name } = read;
  if (name === null) return [];
  const isSecret = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '' && (isSecretName(name) || (ADDRESS.test(name) && holdsPasswordAddress(value)));
  const fallback = read.fallbacks.find((one) => isAlways(project, file, one, isSecret));
  return fallback ? [{ node: fallback, name, read: node, edit: editOf(read, fallback) }] : [];
}

/** What leaves the value of the environment alone: `process.env.X`, `config.getOrThrow('X')`. */
function editOf({ file, node, source }: EnvRead, fallback: Node): Edit | null {
  const outer = wrapped(file, node);
  const parent = file.parent(outer);
  if (parent?.type === 'LogicalExpression' && parent.left === outer && parent.right === fallback) return { range: [outer.range[1], parent.range[1]], text: '' };
  if (parent?.type === 'AssignmentPattern' && parent.right === fallback) return { range: [parent.left.range[1], parent.range[1]], text: '' };
  const callee = node.type === 'CallExpression' && source === 'service' ? unwrap(node.callee) : null;
  if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || node.arguments[1] !== fallback || keyName(callee) !== 'get' || !node.arguments[0]) return null;
  return { range: [callee.property.range[0], fallback.range[1]], text: `getOrThrow${file.text.slice(callee.property.range[1], node.arguments[0].range[1])}` };
}


/** Defaults of secrets in the schema of the environment: `JWT_SECRET: z.string().default('…')`, `JWT_SECRET: str({ default: '…' })`. */
function schemaDefaults(file: SourceFile): SecretFallback[] {
  return file.nodes('Property').flatMap((property): SecretFallback[] => {
    const name = keyName(property);
    const value = unwrap(property.value);
    if (name === null || !VARIABLE.test(name) || !isSecretName(name) || value.type !== 'CallExpression' || !isOfValidator(file, value)) return [];
    const fallback = chainedDefault(value) ?? optionDefault(value);
    const text = fallback && stringValue(fallback);
    return fallback && text !== null && text.trim() !== '' ? [{ node: fallback, name, read: null, edit: removal(value, fallback) }] : [];
  });
}

function isOfValidator(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const first = callChain(call)?.first;
  const symbol = first ? symbolOf(originOf(file, first.callee)) : null;
  return symbol !== null && packageOf(symbol) !== 'global' && isValidatorSymbol(symbol);
}

function chainedDefault(call: TSESTree.CallExpression): Node | null {
  const given = callChain(call)?.then.findLast(({ name }) => name === 'default')?.node.arguments[0];
  return given && given.type !== 'SpreadElement' ? given : null;
}

function optionDefault(call: TSESTree.CallExpression): Node | null {
  const [given] = call.arguments;
  const options = given ? unwrap(given) : null;
  return options?.type === 'ObjectExpression' ? (propertyOf(options, 'default')?.value ?? null) : null;
}

/** `.default('…')` taken off the chain. */
function removal(call: TSESTree.CallExpression, fallback: Node): Edit | null {
  const at = callChain(call)?.then.find(({ node }) => node.arguments[0] === fallback)?.node;
  const callee = at ? unwrap(at.callee) : null;
  return at && callee?.type === 'MemberExpression' ? { range: [callee.object.range[1], at.range[1]], text: '' } : null;
}
