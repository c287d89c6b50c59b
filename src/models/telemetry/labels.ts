import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, memberChain, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import { any, calls, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import type { RuleContext } from '../../core/rule-context.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModel } from '../http/model.ts';
import type { HttpModel } from '../http/types.ts';
import { isTokenName } from '../tokens/names.ts';
import { wordsOf } from '../words/model.ts';
import type { Cardinality, UnboundedLabel } from './types.ts';

const MEASURED = /prom-client|@opentelemetry\/api|\.(?:labels|startTimer|inc|observe|record)\(/u;
/** Passed by a file that may measure something. */
export const MAY_MEASURE = any(words('prom', 'opentelemetry'), calls('labels', 'startTimer', 'inc', 'observe', 'record'));
const METHODS: ReadonlySet<string> = new Set(['labels', 'inc', 'dec', 'set', 'observe', 'startTimer', 'remove', 'add', 'record']);
const METRIC = '(?:new prom-client#(?:default\\.)?(?:Counter|Gauge|Histogram|Summary))';
const MAKES = new RegExp(`^${METRIC}$`, 'u');
/** Calls of prom-client that take labels first. */
const MEASURES = new RegExp(`^${METRIC}(?:\\.labels\\(\\))?\\.(?:labels|inc|dec|set|observe|startTimer|remove)$`, 'u');
/** Calls of OpenTelemetry, which take them second. */
const RECORDS = /^(?:@opentelemetry\/api#(?:default\.)?metrics\.getMeter\(\)\.create\w+\(\)|new @opentelemetry\/api#(?:Meter\.create\w+\(\)|Counter|UpDownCounter|Histogram|Gauge))\.(?:add|record)$/u;

const OWNERS: ReadonlySet<string> = new Set(['user', 'customer', 'account', 'member', 'visitor', 'order', 'invoice', 'payment', 'transaction', 'request', 'req', 'correlation', 'session', 'trace', 'span', 'message', 'event', 'document', 'file', 'device', 'job', 'cart', 'booking']);
const NAMED: ReadonlyMap<string, Cardinality> = new Map([
  ['email', 'email'],
  ['mail', 'email'],
  ['ip', 'address'],
  ['uuid', 'id'],
  ['uid', 'id'],
  ['userid', 'id'],
  ['guid', 'id'],
  ['url', 'url'],
  ['href', 'url'],
  ['querystring', 'url'],
]);
const URLS: ReadonlySet<string> = new Set(['url', 'originalUrl', 'href', 'pathname', 'search']);
const CLIENT_ADDRESS: ReadonlySet<string> = new Set(['ip', 'ips', 'remoteAddress']);
const UNIQUE = /^(?:global#Date\.now|global#crypto\.randomUUID|crypto#randomUUID|uuid#v\d|nanoid#nanoid|global#performance\.now)$/u;

/** The labels of metrics in the linted file whose values have no end: by the value where it is visible, else by what a declared name says. */
export const unboundedLabels = perFile((context): readonly UnboundedLabel[] => {
  if (!says(context, MAY_MEASURE) || !MEASURED.test(context.sourceCode.text)) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const declared = file.nodes('NewExpression').flatMap((node) => (MAKES.test(project.symbol(originOf(file, node)) ?? '') ? namesOf(node) : []));
  const given = file.nodes('CallExpression').flatMap((call) => labelsOf(file, project, call)).flatMap(({ name, value }) => ofValue(context, file, project, name, value) ?? []);
  return [...declared, ...given].toSorted((a, b) => a.node.range[0] - b.node.range[0]);
});

/** `labelNames: ['method', 'user_id']` */
function namesOf({ arguments: [options] }: TSESTree.NewExpression): readonly UnboundedLabel[] {
  const names = options?.type === 'ObjectExpression' ? propertyOf(options, 'labelNames')?.value : null;
  const list = names ? unwrap(names) : null;
  return (list?.type === 'ArrayExpression' ? list.elements : []).flatMap((node): readonly UnboundedLabel[] => {
    const name = node ? stringValue(node) : null;
    const why = name === null ? null : ofName(name);
    return node && name !== null && why ? [{ node, name, why }] : [];
  });
}

/** What a name says by itself: `user_id`, `email`, `client_ip`, `session_token`, `full_url`. */
function ofName(name: string): Cardinality | null {
  const words = wordsOf(name);
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  if (last === 'id' && (before === '' || OWNERS.has(before))) return 'id';
  if (isTokenName(name)) return 'token';
  return NAMED.get(last) ?? null;
}

interface Given {
  readonly name: string;
  readonly value: Node;
}

/** The labels a call on a metric is given as an object. */
function labelsOf(file: SourceFile, project: Project, call: TSESTree.CallExpression): readonly Given[] {
  const callee = unwrap(call.callee);
  const labels = call.arguments.find((argument) => argument.type === 'ObjectExpression');
  if (callee.type !== 'MemberExpression' || !METHODS.has(keyName(callee) ?? '') || labels?.type !== 'ObjectExpression' || labels.properties.length === 0) return [];
  const symbol = project.symbol(originOf(file, callee));
  const at = symbol === null ? -1 : MEASURES.test(symbol) ? 0 : RECORDS.test(symbol) ? 1 : -1;
  if (call.arguments[at] !== labels) return [];
  return labels.properties.flatMap((property): readonly Given[] => {
    const name = property.type === 'Property' ? keyName(property) : null;
    return property.type === 'Property' && name !== null ? [{ name, value: property.value }] : [];
  });
}

function ofValue(context: RuleContext, file: SourceFile, project: Project, name: string, value: Node): UnboundedLabel | null {
  const why = cardinalityOf(file, project, httpModel(context), unwrap(value));
  return why && { node: value, name, why };
}

function cardinalityOf(file: SourceFile, project: Project, http: HttpModel, value: Node): Cardinality | null {
  switch (value.type) {
    case 'CallExpression':
      if (UNIQUE.test(project.symbol(originOf(file, value.callee)) ?? '')) return 'unique';
      return value.arguments.length === 1 && value.arguments[0] && project.symbol(originOf(file, value.callee)) === 'global#String' ? cardinalityOf(file, project, http, unwrap(value.arguments[0])) : null;
    case 'TemplateLiteral':
      return value.expressions.map((one) => cardinalityOf(file, project, http, unwrap(one))).find((one) => one !== null) ?? null;
    case 'ChainExpression':
    case 'LogicalExpression':
      return value.type === 'LogicalExpression' ? cardinalityOf(file, project, http, unwrap(value.left)) : cardinalityOf(file, project, http, unwrap(value.expression));
    case 'MemberExpression':
      return ofMember(file, http, value);
    default:
      return null;
  }
}

function ofMember(file: SourceFile, http: HttpModel, member: TSESTree.MemberExpression): Cardinality | null {
  const { root, path } = memberChain(member);
  const [last] = path.slice(-1);
  const variable = root.type === 'Identifier' ? file.variableOf(root) : null;
  if ((last === 'message' || last === 'stack') && variable?.defs[0]?.type === 'CatchClause') return 'error';
  const handler = http.handlerAround(member);
  const isRequest = variable !== null && handler !== null && (variable === handler.request || variable === handler.context);
  if (isRequest && last && URLS.has(last)) return 'url';
  if (isRequest && last && CLIENT_ADDRESS.has(last)) return 'address';
  const read = http.readOf(member);
  if (read && (read.part === 'params' || read.part === 'body' || read.part === 'query' || read.part === 'headers') && read.path.length > 0) return 'input';
  // `request.user.id`: the rows of a table.
  return isRequest && last === 'id' && path.length === 2 ? 'id' : null;
}
