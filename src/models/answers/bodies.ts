import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { isOpen, keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { caughtBy } from './conditions.ts';

/** Fields that hold what went wrong, and those that usually stand beside them. With any other field a body tells more than an error. */
const ERRORS: ReadonlySet<string> = new Set(['error', 'errors', 'err', 'exception']);
const BESIDE: ReadonlySet<string> = new Set([
  'cause', 'code', 'data', 'detail', 'details', 'error_description', 'field', 'fields', 'hint', 'issues', 'message', 'msg', 'name', 'ok', 'path', 'reason', 'requestId', 'request_id', 'result', 'stack', 'status', 'statusCode', 'success', 'timestamp', 'title', 'traceId', 'type',
]);
/** Flags of success, and the words of JSend for its opposite. */
const FLAGS: ReadonlySet<string> = new Set(['success', 'ok', 'succeeded', 'successful']);
const FAILED: ReadonlySet<unknown> = new Set(['error', 'fail', 'failed', 'failure']);

/**
 * Whether the body of an answer is certain to say that the request failed: an `error` with a text, `success: false`, an error that
 * was caught. A field that may be empty, or that stands beside data, says nothing.
 */
export function tellsFailure(file: SourceFile, body: Node, project: Project): boolean {
  const inner = unwrap(body);
  if (inner.type !== 'ObjectExpression') return caughtBy(file, inner) !== null;
  if (isOpen(inner)) return false;
  const fields = inner.properties.flatMap((p) => (p.type === 'Property' ? [{ name: keyName(p) ?? '', value: p.value }] : []));
  const isOnlyError = fields.every(({ name, value }) => ERRORS.has(name) || (BESIDE.has(name) && !(holdsData(name) && !isNothing(value))));
  return fields.some(({ name, value }) => {
    if (FLAGS.has(name)) return unwrap(value).type === 'Literal' && (unwrap(value) as TSESTree.Literal).value === false;
    if (name === 'status') return FAILED.has(project.constants(file, value)?.join(','));
    return ERRORS.has(name) && isOnlyError && isSomething(file, value, project);
  });
}

function holdsData(name: string): boolean {
  return name === 'data' || name === 'result';
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  return (inner.type === 'Literal' && !inner.value) || (inner.type === 'Identifier' && inner.name === 'undefined');
}

/** Whether a value is certain to be there: a text, an object that is written out, a caught error or what it carries. */
function isSomething(file: SourceFile, node: Node, project: Project): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'TemplateLiteral':
      return true;
    case 'ObjectExpression':
      return inner.properties.length > 0;
    case 'ConditionalExpression':
      return isSomething(file, inner.consequent, project) && isSomething(file, inner.alternate, project);
    case 'LogicalExpression':
      return inner.operator !== '&&' && (isSomething(file, inner.left, project) || isSomething(file, inner.right, project));
    case 'CallExpression':
      return [...inner.arguments, inner.callee].some((part) => caughtBy(file, part) !== null);
    default: {
      const values = project.constants(file, inner);
      return values && values.length > 0 ? values.every((value) => typeof value === 'string' && value !== '') : caughtBy(file, inner) !== null;
    }
  }
}
