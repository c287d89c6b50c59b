import type { TSESTree } from '@typescript-eslint/utils';
import type { Node } from '../../ast/source-file.ts';
import { isFunction, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { parametersOf, signatureOf } from './evidence.ts';
import { functionsIn } from './functions.ts';
import { LinkPart } from './link-part.ts';
import type { Registered } from './linked.ts';
import { SIGNATURE, frameworkNamed } from './lookup.ts';
import { procedureMiddlewares, propertyAround } from './procedures.ts';
import { partOf } from './routers.ts';
import type { MethodCall } from './types.ts';
import { mayBeFunction } from './written.ts';

const PROCEDURE_ENDS = new Set(['query', 'mutation', 'subscription']);

/** Routes and procedures of receivers that nobody knows: their shape alone tells them. */
export class ShapeLinker extends LinkPart {
  /** A call on a receiver that no framework is known of; `key` is the place of the receiver, if it has one. */
  link(call: MethodCall, key: string | null): void {
    const { node, name } = call;
    if (name === null) return;
    if (PROCEDURE_ENDS.has(name)) {
      this.#guessProcedure(node);
      return;
    }
    const router: Registered = { framework: SIGNATURE, key, prefix: '', parts: [], fixed: false };
    const [first] = node.arguments;
    if (name === 'route') {
      this.#guessObject(node, router);
      return;
    }
    if (name === 'use') {
      const limited = first !== undefined && node.arguments.length > 1 && this.written.mayBePath(first);
      const path = limited ? (this.written.parts(first)[0]?.text ?? null) : '';
      for (const item of this.written.flat(node.arguments)) {
        const found = functionsIn(item.file, item.node, this.project).filter(({ fn, file }) => signatureOf(file, fn) !== null);
        if (found.length > 0) this.found.installs.push({ node, file: this.file, key, path, middlewares: [{ ...item, kind: null }] });
      }
      return;
    }
    const form = SIGNATURE.routes?.[name];
    if (!form || !first || node.arguments.length < 2 || !this.written.isRoutePath(first)) return;
    const items = this.written.flat(node.arguments.slice(1));
    const last = items.at(-1);
    if (!last || !mayBeFunction(last.node)) return;
    const all = functionsIn(last.file, last.node, this.project);
    const handlers = all.filter(({ fn, file }) => signatureOf(file, fn) !== null);
    if (handlers.length === 0) {
      if (key !== null && all.length > 0) this.found.pending.add(key);
      return;
    }
    const middlewares = items.slice(0, -1).map((item) => ({ ...item, kind: null }));
    for (const path of this.written.parts(first)) this.found.addRoute(node, router, form.method, path, middlewares, handlers);
  }

  #guessObject(node: TSESTree.CallExpression, router: Registered): void {
    const [first] = node.arguments;
    if (first?.type !== 'ObjectExpression') return;
    const handler = propertyOf(first, 'handler');
    const method = propertyOf(first, 'method');
    const path = propertyOf(first, 'path') ?? propertyOf(first, 'url');
    if (!handler || !method || !path) return;
    const handlers = functionsIn(this.file, handler.value, this.project).filter(({ fn, file }) => signatureOf(file, fn) !== null);
    if (handlers.length === 0) {
      if (router.key !== null) this.found.pending.add(router.key);
      return;
    }
    const middlewares = this.written.optionMiddlewares(SIGNATURE, { node: first, file: this.file });
    for (const one of this.written.methodsOf(this.file, method.value)) this.found.addRoute(node, router, one, partOf(this.project, this.file, path.value), middlewares, handlers);
  }

  /** `x.input(schema).mutation(({ input, ctx }) => …)`: a procedure whatever the builder is called. */
  #guessProcedure(node: TSESTree.CallExpression): void {
    const [only] = node.arguments;
    const fn = only && unwrap(only);
    if (!fn || !isFunction(fn) || node.arguments.length !== 1) return;
    const [parameter] = parametersOf(fn);
    const taken = parameter?.type === 'ObjectPattern' && parameter.properties.some((p) => p.type === 'Property' && ['input', 'ctx'].includes(keyName(p) ?? ''));
    if (!hasInput(node) || (parameter && parameter.type === 'ObjectPattern' && !taken)) return;
    this.found.own(fn, frameworkNamed('trpc'), 'procedure', ['context']);
    this.found.routes.push({ node, file: this.file, framework: frameworkNamed('trpc'), key: null, method: unwrap(node.callee).type === 'MemberExpression' && this.file.textOf(node.callee).endsWith('mutation') ? 'POST' : 'GET', path: propertyAround(this.file, node), local: null, parts: [this.written.unsaid(propertyAround(this.file, node))], versions: null, middlewares: procedureMiddlewares(this.file, node, this.project), handlers: [{ fn, file: this.file }] });
  }
}

/** Whether `.input(…)` stands in the chain in front of a call. */
function hasInput(node: TSESTree.CallExpression): boolean {
  for (let at: Node = unwrap(node.callee); at.type === 'MemberExpression'; ) {
    const before = unwrap(at.object);
    if (before.type !== 'CallExpression') return false;
    const callee = unwrap(before.callee);
    if (callee.type === 'MemberExpression' && keyName(callee) === 'input') return true;
    at = callee;
  }
  return false;
}
