import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { isFunction, isOpen, keyName, memberChain, propertyOf, stringValue, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { RESPONSE_NAMES, responses } from './lookup.ts';
import type { LinkedHandler } from './linked.ts';
import type { HttpFramework, ResponseWrite, RouteHandler, WriterForm } from './types.ts';

/** What a handler answers through its response or context. */
export function writesOf(file: SourceFile, project: Project, handler: RouteHandler, linked: LinkedHandler): ResponseWrite[] {
  const { framework } = linked;
  const found: ResponseWrite[] = [];
  for (const [role, variable] of [['response', handler.response], ['context', handler.context]] as const) {
    if (!variable) continue;
    const writers = framework.writers?.[role];
    if (writers) found.push(...calls(file, project, handler, framework, variable, writers));
    if (framework.assigned) found.push(...assignments(file, project, handler, framework, variable));
  }
  return found.sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/** `res.status(201).json(body)`, `c.json(body, 201)`. */
function calls(file: SourceFile, project: Project, handler: RouteHandler, framework: HttpFramework, variable: Variable, writers: Readonly<Record<string, WriterForm>>): ResponseWrite[] {
  const found: (Written & { readonly before: Node | null })[] = [];
  let setElsewhere = false;
  for (const reference of variable.references) {
    let node: Node = reference.identifier as Node;
    let before: Node | null = null;
    let written = false;
    for (let parent = file.parent(node); parent; parent = file.parent(node)) {
      if (parent.type !== 'MemberExpression' || parent.object !== node) {
        if (unwrap(parent) !== parent && unwrap(parent) === unwrap(node)) {
          node = parent;
          continue;
        }
        break;
      }
      const call = file.parent(parent);
      if (call?.type === 'AssignmentExpression' && call.left === parent && STATUS_PROPERTIES.has(keyName(parent) ?? '')) setElsewhere = true;
      if (call?.type !== 'CallExpression' || call.callee !== parent) break;
      const name = keyName(parent) ?? '';
      if (name === 'writeHead') setElsewhere = true;
      if (framework.statusSetters?.includes(name)) before = call.arguments[0] ?? call;
      const form = Object.hasOwn(writers, name) ? writers[name] : undefined;
      if (form) {
        found.push({ node: call, args: call.arguments, form, before });
        written = true;
        break;
      }
      node = call;
    }
    if (before && !written) setElsewhere = true;
  }
  return found.map((one) => write(file, project, handler, one, { status: one.before, isElsewhere: setElsewhere, setter: framework.statusSetters?.[0] ?? null }));
}

const STATUS_PROPERTIES: ReadonlySet<string> = new Set(['statusCode', 'status']);

/** `ctx.body = x`, with the `ctx.status = n` that stands beside it. */
function assignments(file: SourceFile, project: Project, handler: RouteHandler, framework: HttpFramework, variable: Variable): ResponseWrite[] {
  const written = variable.references.flatMap((reference) => {
    let node: Node = reference.identifier as Node;
    for (let parent = file.parent(node); parent?.type === 'MemberExpression' && parent.object === node; parent = file.parent(node)) node = parent;
    const parent = file.parent(node);
    if (parent?.type !== 'AssignmentExpression' || parent.left !== node || parent.operator !== '=') return [];
    return [{ node: parent, path: memberChain(node).path.join('.'), block: file.parent(file.parent(parent) ?? parent) }];
  });
  const statuses = written.filter(({ path }) => framework.assigned?.status.includes(path));
  const bodies = written.filter(({ path }) => framework.assigned?.body.includes(path));
  const found: ResponseWrite[] = bodies.map(({ node, block }) => {
    const status = statuses.find((s) => s.block === block)?.node.right ?? null;
    return assigned(node, node.right, status, statuses.length > 0);
  });
  for (const status of statuses) {
    if (!bodies.some((b) => b.block === status.block)) found.push(assigned(status.node, null, status.node.right, false));
  }
  return found;

  function assigned(node: Node, body: Node | null, status: Node | null, isElsewhere: boolean): ResponseWrite {
    return { node, status: status && numberOf(file, project, status), statusNode: status, said: status ? 'here' : isElsewhere ? 'unknown' : 'default', body, location: null, filePath: null, form: null, setter: null, handler };
  }
}

/** Answers made as values: `Response.json(body, { status })`. */
export function madeResponses(file: SourceFile, project: Project, handlerAround: (node: Node) => RouteHandler | null): ResponseWrite[] {
  if (!RESPONSE_NAMES.some((name) => file.text.includes(name))) return [];
  const found: ResponseWrite[] = [];
  for (const node of [...file.nodes('CallExpression'), ...file.nodes('NewExpression')]) {
    const callee = unwrap(node.callee);
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyName(callee) : null;
    if (name === null || (callee.type === 'MemberExpression' && callee.object.type !== 'Identifier')) continue;
    const symbol = symbolOf(originOf(file, callee));
    if (symbol === null) continue;
    const form = responses.get(node.type === 'NewExpression' ? `new ${symbol}` : symbol) ?? responses.get(`${symbol}()`);
    const handler = form && handlerAround(node);
    if (form && handler) found.push(write(file, project, handler, { node, args: node.arguments, form: form.value }, { status: null, isElsewhere: false, setter: null }));
  }
  return found;
}

interface Written {
  readonly node: Node;
  readonly args: readonly Node[];
  readonly form: WriterForm;
}

/** What was said of the status before the answer itself. */
interface Before {
  readonly status: Node | null;
  readonly isElsewhere: boolean;
  readonly setter: string | null;
}

function write(file: SourceFile, project: Project, handler: RouteHandler, { node, args, form }: Written, before: Before): ResponseWrite {
  const options = form.options === undefined ? undefined : args[form.options];
  const told = (form.status === undefined ? undefined : args[form.status]) ?? (options?.type === 'ObjectExpression' ? propertyOf(options, 'status')?.value : undefined);
  const statusNode = told ?? before.status;
  const body = form.body === undefined ? undefined : args[form.body];
  const isOpenOptions = options !== undefined && (options.type !== 'ObjectExpression' || isOpen(options));
  // What has neither body nor status is a redirect, a file, a hand-over to something else.
  const isUnknown = before.isElsewhere || isOpenOptions || form.body === undefined || args.some((argument) => argument.type === 'SpreadElement');
  return {
    node,
    status: statusNode ? numberOf(file, project, statusNode) : null,
    statusNode,
    said: statusNode ? 'here' : isUnknown ? 'unknown' : 'default',
    body: body && body.type !== 'SpreadElement' ? body : null,
    location: form.redirects ? (args.find((argument) => argument.type !== 'SpreadElement' && numberOf(file, project, argument) === null) ?? null) : null,
    filePath: form.sendsFile ? fileOf(args) : null,
    form,
    setter: before.setter,
    handler,
  };
}

/** The path in `sendFile(path)`; null below a `root`, or where options nobody sees may say one. */
function fileOf([path, ...rest]: readonly Node[]): Node | null {
  const mayHaveRoot = rest.some((argument) => (argument.type === 'ObjectExpression' ? isOpen(argument) || propertyOf(argument, 'root') !== null : !isFunction(argument) && stringValue(argument) === null));
  return path && path.type !== 'SpreadElement' && !mayHaveRoot ? path : null;
}

function numberOf(file: SourceFile, project: Project, node: Node): number | null {
  const values = project.constants(file, node);
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'number' ? only : null;
}
