import { relative } from 'node:path';
import type { Node, SourceFile } from '../../../src/ast/source-file.ts';
import type { HttpModel, Route } from '../../../src/models/http/types.ts';
import { httpModelOf } from '../../../src/models/http/model.ts';
import type { Project } from '../../../src/project/types.ts';

/** The facts of a file as lines of text; empty when there are none. */
export function factsOf(file: SourceFile, project: Project, root: string): readonly string[] {
  const model = httpModelOf(file, project);
  const at = (node: Node, of: SourceFile = file): number => of.text.slice(0, node.range[0]).split('\n').length;
  return [
    ...model.routes.map((route) => `${at(route.node)} route ${routeLine(route)} -> ${route.handler ? `${relative(root, route.handler.file.path)}:${at(route.handler.fn, route.handler.file)}` : 'no handler'}`),
    ...model.handlers.map((handler) => {
      const bound = [handler.request && `request ${handler.request.name}`, handler.response && `response ${handler.response.name}`, handler.context && `context ${handler.context.name}`].filter((text) => text !== null);
      const serves = handler.route ? `, serves ${handler.route.method} ${handler.route.fullPath ?? '(unknown)'}` : '';
      return `${at(handler.fn)} handler: ${handler.kind} of ${handler.framework}${bound.length > 0 ? `, ${bound.join(', ')}` : ''}${serves}`;
    }),
    ...readLines(model, file),
    ...model.assignments.map((write) => `${at(write.node)} assigns ${[write.part, ...write.path].join('.')}`),
    ...model.writes.map((write) => `${at(write.node)} answers ${write.status ?? '?'}${write.body ? ` with ${oneLine(file.textOf(write.body))}` : ''}`),
  ];
}

function readLines(model: HttpModel, file: SourceFile): readonly string[] {
  return model.reads.map((read) => `${file.text.slice(0, read.node.range[0]).split('\n').length} reads ${[read.part, ...read.path].join('.')} by ${oneLine(file.textOf(read.node))}`);
}

function routeLine(route: Route): string {
  const chain = route.chain.map((m) => (m.package === null ? m.kind : `${m.kind} (${m.package})`)).join(', ');
  return `${route.method} ${route.path === null ? '(unknown)' : `'${route.path}'`} = ${route.fullPath ?? '(unknown)'}${route.complete ? '' : ', incomplete'} [${chain}] by ${route.framework}`;
}

function oneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
}
