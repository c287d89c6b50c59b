import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { ClassNode, FunctionNode, Node } from '../../ast/source-file.ts';
import { decoratorsOf, isFunction, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { parametersOf, rolesOf } from './evidence.ts';
import { LinkPart } from './link-part.ts';
import type { LinkedHandler, LinkedMiddleware } from './linked.ts';
import { classMethods, controllers, guards, methodDecorators, parameterDecorators } from './lookup.ts';
import { joined, pathOf, placeKey, textOf } from './routers.ts';
import type { AddressPart, HandlerKind, HttpFramework, ParameterRole, RequestPart } from './types.ts';

interface DecoratorFact {
  readonly node: Node;
  readonly symbol: string | null;
  readonly arguments: readonly Node[];
}

/** Routes, handlers and guards that decorators of classes say. */
export class ControllerLinker extends LinkPart {
  /** The routes of a class and the parameters of its methods. */
  link(node: ClassNode): void {
    const own = decoratorsOf(node).map((d) => this.#decorator(d));
    const controller = own.find(({ symbol }) => symbol !== null && controllers.get(symbol) !== null);
    const declared = own.map(({ symbol }) => (symbol === null ? null : classMethods.get(symbol))).find((found) => found !== null && found !== undefined);
    const written = controller ? this.#controllerOptions(controller.arguments) : { paths: [], versions: null };
    const around = own.flatMap((d) => this.#guards(d));
    for (const method of node.body.body) {
      if (method.type !== 'MethodDefinition' || method.kind !== 'method' || !isFunction(method.value)) continue;
      if (declared && keyName(method) === declared.value.name) this.found.own(method.value, declared.framework, declared.value.kind, rolesOf(declared.framework, declared.value.kind));
      this.#method(node, method, method.value, around, written, controller !== undefined);
    }
  }

  #method(owner: ClassNode, method: TSESTree.MethodDefinition, fn: FunctionNode, around: readonly LinkedMiddleware[], controller: { readonly paths: readonly AddressPart[]; readonly versions: readonly string[] | null }, isController: boolean): void {
    const decorators = decoratorsOf(method).map((d) => this.#decorator(d));
    const versions = decorators.find(({ symbol }) => symbol === '@nestjs/common#Version');
    for (const { symbol, arguments: args } of decorators) {
      const found = symbol === null ? null : methodDecorators.get(symbol);
      if (!found) continue;
      const { roles, parts } = this.#decoratedParameters(fn, found.framework, found.value.kind);
      this.found.own(fn, found.framework, found.value.kind, roles, parts);
      if (found.value.kind !== 'route' || !isController) continue;
      const middlewares = [...around, ...decorators.flatMap((d) => this.#guards(d))];
      const [path] = args;
      for (const prefix of controller.paths) {
        for (const own of path ? this.written.parts(path) : [this.written.unsaid('')]) {
          this.found.routes.push({ node: method, file: this.file, framework: found.framework, key: placeKey(this.file, owner), method: found.value.method ?? 'ALL', path: own.text, local: joined('/', pathOf([prefix, own])), parts: [prefix, own], versions: versions ? this.written.texts(versions.arguments[0]) : controller.versions, middlewares, handlers: [{ fn, file: this.file }] });
        }
      }
    }
  }

  #controllerOptions(args: readonly Node[]): { readonly paths: readonly AddressPart[]; readonly versions: readonly string[] | null } {
    const [first] = args;
    if (!first) return { paths: [this.written.unsaid('')], versions: null };
    if (first.type !== 'ObjectExpression') return { paths: this.written.parts(first), versions: null };
    const path = propertyOf(first, 'path');
    const version = propertyOf(first, 'version');
    return { paths: path ? this.written.parts(path.value) : [this.written.unsaid('')], versions: version ? this.written.texts(version.value) : null };
  }

  #decoratedParameters(fn: FunctionNode, framework: HttpFramework, kind: HandlerKind): { readonly roles: readonly ParameterRole[]; readonly parts: LinkedHandler['parts'] } {
    const parts = new Map<number, { part: RequestPart; path: readonly string[] }>();
    const roles: ParameterRole[] = [];
    const parameters = parametersOf(fn);
    for (const [index, parameter] of parameters.entries()) {
      roles[index] = 'other';
      const decorators = decoratorsOf(parameter);
      for (const decorator of decorators) {
        const { symbol, arguments: args } = this.#decorator(decorator);
        const found = symbol === null ? null : parameterDecorators.get(symbol);
        if (found?.value.role) roles[index] = found.value.role;
        const key = args[0] ? textOf(this.project, this.file, args[0]) : null;
        if (found?.value.part) parts.set(index, { part: found.value.part, path: key === null ? [] : [key] });
      }
    }
    const bare = parameters.every((p) => decoratorsOf(p).length === 0);
    return { roles: bare && (framework.methodDecorators === undefined || kind === 'job') ? rolesOf(framework, kind) : roles, parts };
  }

  /** Guards a decorator sets, and decorators of the project's own, which may set some. */
  #guards(decorator: DecoratorFact): readonly LinkedMiddleware[] {
    const { symbol, arguments: args, node } = decorator;
    const kind = symbol === null ? null : guards.get(symbol);
    if (kind) return args.length > 0 && kind.value === 'unknown' ? args.map((a) => ({ node: a, file: this.file, kind: null })) : [{ node, file: this.file, kind: kind.value === 'unknown' ? null : kind.value }];
    return symbol === null ? [{ node, file: this.file, kind: null }] : [];
  }

  #decorator(decorator: TSESTree.Decorator): DecoratorFact {
    const expression = unwrap(decorator.expression);
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    const symbol = symbolOf(originOf(this.file, callee)) ?? this.project.symbol(originOf(this.file, callee));
    return { node: expression, symbol: symbol?.startsWith('global#') ? null : symbol, arguments: expression.type === 'CallExpression' ? expression.arguments : [] };
  }
}
