import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Node, SourceFile, Variable } from '../../ast/source-file.ts';
import { keyName, memberChain, propertyOf, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { RESPONSE_NAMES, responses } from './lookup.ts';
import type { LinkedHandler } from './link.ts';
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
  const found: ResponseWrite[] = [];
  for (const reference of variable.references) {
    let node: Node = reference.identifier as Node;
    let status: number | null = null;
    for (let parent = file.parent(node); parent; parent = file.parent(node)) {
      if (parent.type !== 'MemberExpression' || parent.object !== node) {
        if (unwrap(parent) !== parent && unwrap(parent) === unwrap(node)) {
          node = parent;
          continue;
        }
        break;
      }
      const call = file.parent(parent);
      if (call?.type !== 'CallExpression' || call.callee !== parent) break;
      const name = keyName(parent) ?? '';
      const [first] = call.arguments;
      if (framework.statusSetters?.includes(name)) status = first ? numberOf(file, project, first) : status;
      const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
      if (writer) {
        found.push(write(file, project, handler, call, call.arguments, writer, status));
        break;
      }
      node = call;
    }
  }
  return found;
}

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
    const status = statuses.find((s) => s.block === block);
    return { node, status: status ? numberOf(file, project, status.node.right) : null, body: node.right, handler };
  });
  for (const status of statuses) {
    if (!bodies.some((b) => b.block === status.block)) found.push({ node: status.node, status: numberOf(file, project, status.node.right), body: null, handler });
  }
  return found;
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
    if (form && handler) found.push(write(file, project, handler, node, node.arguments, form.value, null));
  }
  return found;
}

function write(file: SourceFile, project: Project, handler: RouteHandler, node: Node, args: readonly Node[], form: WriterForm, before: number | null): ResponseWrite {
  const status = form.status === undefined ? undefined : args[form.status];
  const options = form.options === undefined ? undefined : args[form.options];
  const inOptions = options?.type === 'ObjectExpression' ? propertyOf(options, 'status')?.value : undefined;
  const told = status ?? inOptions;
  const body = form.body === undefined ? undefined : args[form.body];
  return { node, status: told ? numberOf(file, project, told) : before, body: body && body.type !== 'SpreadElement' ? body : null, handler };
}

function numberOf(file: SourceFile, project: Project, node: Node): number | null {
  const values = project.constants(file, node);
  const [only] = values ?? [];
  return values?.length === 1 && typeof only === 'number' ? only : null;
}
