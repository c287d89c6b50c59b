import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { decoratorsOf, enclosingClass, isOpen, keyName, propertyOf, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import fastify from './fastify.ts';
import { httpModel } from './model.ts';
import type { Route } from './types.ts';

/** A router whose routes say their schema by another method than the plain ones. */
const DOCUMENTED_ROUTERS: ReadonlySet<string> = new Set(['new @hono/zod-openapi#OpenAPIHono']);
/** Decorators that say what goes in and comes out, or that the route is left out of the documents. */
const DOCUMENTS = /^@nestjs\/swagger#Api(?:Operation|Body|Query|Param|Exclude\w+|\w*Response|ExtraModels|Schema)$/u;
/** A compiler plugin that documents every route by its types. */
const COMPILER = /@nestjs\/swagger/u;

/** Routes of the linted file that are certain to say no schema, in frameworks that make documents of schemas. */
export const routesWithoutSchema = perFile((context): readonly Node[] => {
  const handled = httpModel(context).routes.filter(({ handler }) => handler?.kind === 'route');
  if (handled.length === 0) return [];
  const [file, project] = [sourceFileOf(context), projectOf(context)];
  const routes = handled.filter((route) => route.file === file);
  return [...new Set(routes.filter((route) => saysNone(route, file, project)).map(({ node }) => node))];
});

function saysNone(route: Route, file: SourceFile, project: Project): boolean {
  const { node, framework } = route;
  if (framework === 'nest') return isUndocumented(route, file, project);
  const call = unwrap(node);
  if (call.type !== 'CallExpression') return false;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  if (DOCUMENTED_ROUTERS.has(project.symbol(originOf(file, callee.object)) ?? '')) return keyName(callee) !== 'openapi';
  return framework === fastify.name && call.arguments.length > 0 && lacks(call, fastify.options.schema, file, project);
}

/** Whether the options of a registration are all seen, and have no such key. A registration without options has none. */
function lacks(call: TSESTree.CallExpression, key: string, file: SourceFile, project: Project): boolean {
  const callee = unwrap(call.callee);
  const isWhole = callee.type === 'MemberExpression' && keyName(callee) === 'route';
  if (!isWhole && call.arguments.length === 2) {
    const last = call.arguments[1] && project.follow(originOf(file, call.arguments[1]));
    if (last?.kind === 'function') return true;
  }
  const given = call.arguments[isWhole ? 0 : 1];
  const origin = given && project.follow(originOf(file, given));
  const object = origin?.kind === 'value' ? unwrap(origin.node) : null;
  return object?.type === 'ObjectExpression' && !isOpen(object) && propertyOf(object, key) === null;
}

/** Whether a method of a controller has no decorator that documents it, where documents are made of those. */
function isUndocumented({ handler }: Route, file: SourceFile, project: Project): boolean {
  const info = project.packageOf(file);
  const method = handler && file.parent(handler.fn);
  const owner = method && enclosingClass(file, method);
  if (!info?.dependencies.has('@nestjs/swagger') || !method || !owner || COMPILER.test(project.text(`${info.folder}/nest-cli.json`) ?? '')) return false;
  const symbols = [...decoratorsOf(method), ...decoratorsOf(owner)].map(({ expression }) => project.symbol(originOf(file, expression.type === 'CallExpression' ? expression.callee : expression)));
  // A decorator of the project's own may put several together.
  return symbols.every((symbol) => symbol !== null && !DOCUMENTS.test(symbol));
}
