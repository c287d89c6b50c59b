import { parseForESLint } from '@typescript-eslint/parser';
import { join } from 'node:path';
import { SourceFile } from '../../../src/ast/source-file.ts';
import type { Node } from '../../../src/ast/source-file.ts';
import type { RuleContext } from '../../../src/core/rule-context.ts';
import { flowModel, flowOf, pathText } from '../../../src/models/flow/model.ts';
import type { FlowModel, Source, Trace } from '../../../src/models/flow/types.ts';
import type { SinkName } from '../../../src/models/sinks/types.ts';
import { parseFile, projectFor } from '../../../src/project/project.ts';
import type { Project } from '../../../src/project/types.ts';
import { askedNode, folderOf } from '../../project/folder.ts';
import type { Files } from '../../project/folder.ts';

/** Sources as `kind way`, constants left out unless there is nothing else; parameters with their place. */
function said(trace: Trace): string[] {
  const lines = trace.sources.map((s) => `${s.kind} ${pathText(s)}${placeOf(s)}`);
  const telling = trace.sources.flatMap((s, i) => (s.kind === 'constant' ? [] : [lines[i] ?? '']));
  return telling.length > 0 ? telling : ['constant'];
}

function placeOf({ parameter }: Source): string {
  return parameter ? ` #${[parameter.index, ...parameter.path].join('.')}` : '';
}

const nowhere = folderOf({});
let count = 0;

/** The sources of the argument of `ask(…)`, the file read by the index. */
export function traced(code: string, sink: SinkName = 'sql'): string[] {
  const file = parseFile(join(nowhere, `${++count}.ts`), code);
  if (!file) throw new Error('cannot be parsed');
  return said(flowOf(file, projectFor(nowhere)).trace(askedNode(file), file, sink));
}

/** The same on ESLint's own tree, as a rule asks it. */
export function tracedByEslint(code: string): string[] {
  const context = contextOf(join(nowhere, `${++count}.ts`), code);
  const file = new SourceFile({ path: context.filename, text: code, ast: context.sourceCode.ast, visitorKeys: context.sourceCode.visitorKeys, scopes: () => null, linked: true });
  const asked = file.nodes('CallExpression').find((c) => c.callee.type === 'Identifier' && c.callee.name === 'ask')?.arguments[0];
  if (!asked) throw new Error('ask(…) is expected');
  return said(flowModel(context).trace(asked));
}

function contextOf(filename: string, code: string): RuleContext {
  const { ast, scopeManager, visitorKeys } = parseForESLint(code, { range: true, loc: true, filePath: filename, sourceType: 'module' });
  return { cwd: nowhere, filename, settings: {}, options: [], sourceCode: { ast, text: code, scopeManager, visitorKeys } } as unknown as RuleContext;
}

export interface Asked {
  readonly project: Project;
  readonly file: SourceFile;
  readonly flow: FlowModel;
  /** The argument of `ask(…)`, where there is one. */
  trace(): string[];
}

/** Files of a project in a temporary folder, asked from one of them, the first by default. */
export function asking(files: Files, path: string = Object.keys(files)[0] ?? ''): Asked {
  const root = folderOf(files);
  const project = projectFor(root);
  const file = project.file(join(root, path));
  if (!file) throw new Error(`${path} cannot be read`);
  const flow = flowOf(file, project);
  return { project, file, flow, trace: () => said(flow.trace(askedNode(file))) };
}

/** The function of a name. */
export function functionNamed(file: SourceFile, name: string): Node {
  const found = [...file.nodes('FunctionDeclaration'), ...file.nodes('MethodDefinition')].find((f) => (f.type === 'MethodDefinition' ? f.key.type === 'Identifier' && f.key.name === name : f.id?.name === name));
  if (!found) throw new Error(`no function ${name}`);
  return found.type === 'MethodDefinition' ? found.value : found;
}
