import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, leadingText, stringValue, unwrap } from '../../ast/syntax.ts';
import { all, any, packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { Environments } from '../migrations/environments.ts';
import { isNear } from '../outgoing/hosts.ts';
import { MAY_REQUEST, REQUESTS } from '../outgoing/libraries.ts';
import { clientsCreated } from '../sql/connections.ts';
import { isConfigModule, isExample, isToolFile } from './places.ts';

/** What differs from one deployment to the next, and stands in the source. */
export interface FixedAddress {
  readonly node: Node;
  readonly kind: 'address' | 'resource' | 'bucket';
  /** The host, or the name of the bucket. */
  readonly name: string;
}

/** Resources that a cloud names after the account or the deployment that has them. */
const RESOURCE = /(?:^|\/\/|@)([\w.-]+\.(?:rds|cache|es|elb)\.amazonaws\.com|sqs\.[\w-]+\.amazonaws\.com\/\d{12}\/[\w.-]+|[\w-]+\.(?:database|redis\.cache|servicebus|blob\.core|documents)\.(?:windows\.net|azure\.com)|[\w-]+\.[\w-]+\.mongodb\.net|[\w-]+\.upstash\.io|[a-z]{20}\.supabase\.co|ep-[\w-]+\.[\w.-]+\.neon\.tech)|^(arn:aws:[\w-]+:[\w-]*:\d{12}:\S+)/u;
const MAY_NAME = /amazonaws\.com|windows\.net|azure\.com|mongodb\.net|upstash\.io|supabase\.co|neon\.tech|arn:aws:/u;
const CLOUDS = words('amazonaws', 'windows', 'azure', 'mongodb', 'upstash', 'supabase', 'neon', 'arn');
const CONNECTS = any(packages('ioredis', 'redis', 'pg', 'postgres', 'mysql', 'mysql2', 'knex', 'sequelize', 'typeorm', 'mongoose', 'mongodb', 'amqplib', 'nodemailer'), MAY_REQUEST);
const SAYS_NEAR = words('localhost', '127', '10', '192', '172', 'internal', 'svc', 'local', 'http', 'https');
const STORES = packages('@aws-sdk/client-s3');
/** Passed by a file that may say an address, a resource or a bucket of one deployment. */
export const SAYS_ADDRESS = any(CLOUDS, all(SAYS_NEAR, CONNECTS), STORES);
const NEAR = /\blocalhost\b|\b(?:127|10|192|172)\.\d|\.(?:internal|svc|local)\b|https?:\/\/[\w-]+:\d/u;
const ADDRESS = /^(?:\w+(?:\+\w+)?:\/\/(?:[^@/]*@)?)?(\[[^\]]+\]|[\w.-]+)(?::\d+)?(?:[/?]|$)/u;
/** More clients that are given an address, besides those for HTTP and databases. */
const MORE: Readonly<Record<string, readonly string[]>> = { 'new ioredis#default': ['host'], 'new ioredis#Redis': ['host'], 'redis#createClient': ['url'], 'amqplib#connect': ['hostname'], 'nodemailer#createTransport': ['host'] };
const HOSTS: readonly string[] = ['host', 'hostname', 'connectionString', 'url', 'uri'];
/** The package of S3, whose commands name a bucket. */
const BUCKETS = /^new @aws-sdk\/client-s3#\w+Command$/u;

/** The addresses, resources and buckets of one deployment that stand in the linted file, outside the configuration. */
export const fixedAddressesOf = perFile((context): readonly FixedAddress[] => {
  const host = hostViewOf(context).file;
  const mayName = host.passes(CLOUDS) && MAY_NAME.test(host.text);
  const maySend = host.passes(CONNECTS) && host.passes(SAYS_NEAR) && NEAR.test(host.text);
  const mayStore = host.passes(STORES) && /\bBucket\s*:\s*['"`]/u.test(host.text);
  if (!mayName && !maySend && !mayStore) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  if (isExample(file, project) || isToolFile(file, project) || isConfigModule(file, project, settingsOf(context))) return [];
  const environments = new Environments(project, false);
  const found = [...(mayName ? resourcesIn(file) : []), ...(maySend ? nearAddresses(file, project) : []), ...(mayStore ? bucketsIn(file, project) : [])];
  return found.filter(({ node }, i) => found.findIndex((other) => other.node === node) === i && environments.mayRunInProduction(file, node)).sort((a, b) => a.node.range[0] - b.node.range[0]);
});

/** Texts that name a resource of one account. A fallback of a variable is a default. */
function resourcesIn(file: SourceFile): FixedAddress[] {
  return file.nodes('Literal').flatMap((node): FixedAddress[] => {
    const match = typeof node.value === 'string' ? RESOURCE.exec(node.value) : null;
    const parent = file.parent(node);
    const isFallback = parent?.type === 'LogicalExpression' || parent?.type === 'AssignmentPattern';
    return match && !isFallback && parent?.type !== 'ImportDeclaration' ? [{ node, kind: 'resource', name: match[1] ?? match[2] ?? '' }] : [];
  });
}

/** Addresses of this machine or network that clients are given. */
function nearAddresses(file: SourceFile, project: Project): FixedAddress[] {
  const databases = new Set<Node>(clientsCreated(file, project).map(({ node }) => node));
  return [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((call) =>
    addressesOf(file, call, databases.has(call), project).flatMap((node): FixedAddress[] => {
      const text = leadingText(node);
      const host = ADDRESS.exec(text)?.[1];
      return host !== undefined && isNear(host) && isHost(text, host) ? [{ node, kind: 'address', name: host }] : [];
    }),
  );
}

/** A single word may be anything: it is a host behind a scheme, or as the option that says one. */
function isHost(text: string, host: string): boolean {
  return text.includes('://') || host.includes('.') || host === 'localhost' || host.startsWith('[');
}

function addressesOf(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, isDatabase: boolean, project: Project): Node[] {
  const callee = unwrap(call.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return [];
  const symbol = project.symbol(originOf(file, callee));
  const key = call.type === 'NewExpression' && symbol !== null ? `new ${symbol}` : (symbol ?? '');
  const form = REQUESTS.get(key)?.form.address;
  const names = isDatabase ? HOSTS : Object.hasOwn(MORE, key) ? MORE[key] : form?.properties;
  if (!form && !names) return [];
  const given = call.arguments[form?.at ?? 0];
  if (!given || given.type === 'SpreadElement') return [];
  const inner = unwrap(given);
  const options = names && inner.type === 'ObjectExpression' ? optionsOf(file, inner, project) : null;
  const nested = options?.properties.get('connection');
  const all = nested ? optionsOf(nested.file, nested.node, project) : options;
  return all ? (names ?? []).flatMap((name) => { const said = all.properties.get(name); return said?.file === file ? [unwrap(said.node)] : []; }) : [inner];
}

/** `new PutObjectCommand({ Bucket: 'invoices-production' })`. */
function bucketsIn(file: SourceFile, project: Project): FixedAddress[] {
  return file.nodes('Property').flatMap((property): FixedAddress[] => {
    const name = keyName(property) === 'Bucket' ? stringValue(property.value) : null;
    const call = name === null ? null : file.parent(file.parent(property) ?? property);
    if (name === null || call?.type !== 'NewExpression' || !BUCKETS.test(`new ${project.symbol(originOf(file, call.callee)) ?? ''}`)) return [];
    return [{ node: property.value, kind: 'bucket', name }];
  });
}
