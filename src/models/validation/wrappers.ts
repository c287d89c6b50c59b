import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, parameterIndex, stringValue, unwrap } from '../../ast/syntax.ts';
import { memo } from '../../core/memo.ts';
import type { Project } from '../../project/types.ts';
import { httpModelOf } from '../http/model.ts';
import type { RequestPart } from '../http/types.ts';
import { adapters } from './adapters.ts';
import { schemaParseOf } from './parse.ts';
import { PARTS } from './parts.ts';
import type { ValidationLibrary } from './types.ts';

/** A function of the project's own that reads a part of the request through a schema it is handed: `validate(schema)`, `parseRequest(request, schema)`. */
export interface ValidationWrapper {
  /** Place of the schema among its arguments. */
  readonly schema: number;
  /** The part; the place of the argument that names it; `unknown` where its own code decides. */
  readonly part: RequestPart | { readonly at: number; readonly otherwise: RequestPart | null } | 'unknown';
}

const libraries: readonly ValidationLibrary[] = adapters;
const PARSERS: ReadonlySet<string> = new Set(libraries.flatMap(({ parsers }) => Object.keys(parsers)));

const known: (project: Project) => WeakMap<FunctionNode, ValidationWrapper | null> = memo(() => new WeakMap());

/** What a function does with the first schema it is handed and parses; null where it parses none. */
export function wrapperOf(project: Project, file: SourceFile, fn: FunctionNode): ValidationWrapper | null {
  const wrappers = known(project);
  let found = wrappers.get(fn);
  if (found === undefined) wrappers.set(fn, (found = read(project, file, fn)));
  return found;
}

function read(project: Project, file: SourceFile, fn: FunctionNode): ValidationWrapper | null {
  for (const call of file.nodesIn(fn, 'CallExpression')) {
    const parsed = parseIn(project, file, call);
    const schema = parsed ? parameterIndex(file, fn, parsed.schema) : null;
    if (parsed && schema !== null) return { schema, part: partOf(project, file, fn, parsed.value) };
  }
  return null;
}

/** What a call may parse: by its library, or by the name of its method where the receiver is whatever is handed in. */
function parseIn(project: Project, file: SourceFile, call: TSESTree.CallExpression): { readonly schema: Node; readonly value: Node } | null {
  const symbol = project.symbol(originOf(file, call.callee));
  const parsed = symbol === null ? null : schemaParseOf(call, symbol);
  if (parsed) return parsed;
  const callee = unwrap(call.callee);
  const [value] = call.arguments;
  return callee.type === 'MemberExpression' && value && PARSERS.has(keyName(callee) ?? '') ? { schema: callee.object, value } : null;
}

function partOf(project: Project, file: SourceFile, fn: FunctionNode, value: Node): ValidationWrapper['part'] {
  const read = httpModelOf(file, project).readOf(value);
  if (read) return read.path.length === 0 ? read.part : 'unknown';
  const inner = unwrap(value);
  // `req[part]`
  const at = inner.type === 'MemberExpression' && inner.computed ? parameterIndex(file, fn, inner.property) : null;
  if (at === null) return 'unknown';
  const parameter = fn.params[at];
  const otherwise = parameter?.type === 'AssignmentPattern' ? (PARTS.get(stringValue(parameter.right) ?? '') ?? null) : null;
  return { at, otherwise };
}
