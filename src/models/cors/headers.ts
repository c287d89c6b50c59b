import type { FunctionNode, Node, SourceFile } from '../../ast/source-file.ts';
import { contains, enclosingFunction, isOpen, keyName, memberChain, propertyOf, stringValue } from '../../ast/syntax.ts';
import { isAlways } from '../../project/constants.ts';
import type { Project } from '../../project/types.ts';
import { isHeaderRead } from './origins.ts';
import type { CorsPolicy } from './types.ts';

const SETTERS: ReadonlySet<string> = new Set(['setHeader', 'header', 'set', 'append']);
const PREFIX = 'access-control-';
const MAX_AGE = /access-control-max-age/iu;

/** One header, where it is set, and what it is set with: one answer, or one list of headers. */
interface Header {
  readonly name: string;
  readonly node: Node;
  readonly value: Node;
  readonly group: Node;
}

/** The policies that a file writes as headers by hand. */
export function writtenPolicies(file: SourceFile, project: Project): CorsPolicy[] {
  const groups = new Map<Node, Map<string, Header>>();
  for (const header of [...calls(file), ...properties(file)]) {
    const group = groups.get(header.group) ?? new Map<string, Header>();
    groups.set(header.group, group.set(header.name, header));
  }
  const isPreflight = answersPreflights(file);
  return [...groups.values()].flatMap((headers): CorsPolicy[] => {
    const origin = headers.get('allow-origin');
    if (!origin) return [];
    const credentials = headers.get('allow-credentials');
    const methods = headers.get('allow-methods') ?? headers.get('allow-headers');
    return [
      {
        node: origin.node,
        originNode: origin.value,
        origins: isHeaderRead(file, origin.value, project) ? (isUnguarded(file, origin, project) ? 'reflected' : 'unknown') : isAll(file, origin.value, project, ['*']) && isUnguarded(file, origin, project) ? 'any' : 'unknown',
        credentials: credentials ? isAll(file, credentials.value, project, ['true', true]) && isUnguarded(file, credentials, project) : isClosed(origin.group) ? false : null,
        preflight: methods && isPreflight ? true : null,
        maxAge: MAX_AGE.test(file.text) || !isClosed(origin.group) ? null : false,
        maxAgeEdits: null,
      },
    ];
  });
}

/** `res.setHeader('Access-Control-Allow-Origin', origin)`; those of one function belong together. */
function calls(file: SourceFile): Header[] {
  return file.nodes('CallExpression').flatMap((node): Header[] => {
    const { path } = memberChain(node.callee);
    const [name, value] = node.arguments;
    const header = SETTERS.has(path.at(-1) ?? '') ? nameOf(stringValue(name)) : null;
    return header !== null && value && value.type !== 'SpreadElement' ? [{ name: header, node, value, group: enclosingFunction(file, node) ?? file.ast }] : [];
  });
}

/** `{ 'Access-Control-Allow-Origin': '*' }`, and `[{ key: 'Access-Control-Allow-Origin', value: '*' }]` as configurations have it. */
function properties(file: SourceFile): Header[] {
  return file.nodes('ObjectExpression').flatMap((object): Header[] => {
    const key = propertyOf(object, 'key');
    const value = propertyOf(object, 'value');
    const list = file.parent(object);
    const named = key && value && list?.type === 'ArrayExpression' ? nameOf(stringValue(key.value)) : null;
    if (named !== null && value && list) return [{ name: named, node: object, value: value.value, group: list }];
    return object.properties.flatMap((property): Header[] => {
      const name = property.type === 'Property' ? nameOf(keyName(property)) : null;
      return name !== null && property.type === 'Property' ? [{ name, node: property, value: property.value, group: object }] : [];
    });
  });
}

function nameOf(text: string | null): string | null {
  const lower = text?.toLowerCase();
  return lower?.startsWith(PREFIX) ? lower.slice(PREFIX.length) : null;
}

function isClosed(group: Node): boolean {
  if (group.type === 'ObjectExpression') return !isOpen(group);
  return group.type !== 'ArrayExpression' || group.elements.every((element) => element?.type === 'ObjectExpression');
}

/** Whether the file answers OPTIONS: a handler of that name, a route, or a method that is compared. */
function answersPreflights(file: SourceFile): boolean {
  return (
    file.nodes('Literal').some((node) => node.value === 'OPTIONS' && file.parent(node)?.type === 'BinaryExpression') ||
    file.nodes('ExportNamedDeclaration').some(({ declaration }) => (declaration?.type === 'FunctionDeclaration' && declaration.id?.name === 'OPTIONS') || (declaration?.type === 'VariableDeclaration' && declaration.declarations.some(({ id }) => id.type === 'Identifier' && id.name === 'OPTIONS'))) ||
    file.nodes('CallExpression').some((node) => node.arguments.length > 1 && memberChain(node.callee).path.at(-1) === 'options')
  );
}

/** Whether a header is set whoever asks: under no condition but that there is an origin, and after no way out. */
function isUnguarded(file: SourceFile, { node }: Header, project: Project): boolean {
  const fn = enclosingFunction(file, node);
  for (let at: Node = node, parent = file.parent(at); parent && parent !== fn; at = parent, parent = file.parent(at)) {
    if (parent.type === 'SwitchCase' || parent.type === 'CatchClause') return false;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && (parent.test === at || parent.alternate === at || !isHeaderRead(file, parent.test, project))) return false;
    if (parent.type === 'LogicalExpression' && parent.right === at && !isHeaderRead(file, parent.left, project)) return false;
  }
  return !fn || !leavesBefore(file, fn, node);
}

function leavesBefore(file: SourceFile, fn: FunctionNode, node: Node): boolean {
  return [...file.nodesIn(fn, 'ReturnStatement'), ...file.nodesIn(fn, 'ThrowStatement')].some((exit) => exit.range[0] < node.range[0] && !contains(exit, node) && enclosingFunction(file, exit) === fn);
}

function isAll(file: SourceFile, node: Node, project: Project, allowed: readonly unknown[]): boolean {
  return isAlways(project, file, node, (value) => allowed.includes(value));
}
