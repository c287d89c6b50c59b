import type { TSESTree } from '@typescript-eslint/utils';
import { originOf, symbolOf } from '../../ast/origin.ts';
import type { Origin } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { enclosingFunction, keyName, stringValue, unwrap, wrapped } from '../../ast/syntax.ts';
import { any, calls, packages as naming } from '../../core/gates.ts';
import { perProject } from '../../core/memo.ts';
import { promisified } from '../../project/promisified.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import type { BlockingLibrary, ChainForm, Work } from './types.ts';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const libraries: readonly BlockingLibrary[] = adapters;
const FORMS = libraries.flatMap(({ name, work }) => (work ?? []).map((form) => ({ library: name, form })));
const ELSEWHERE = libraries.flatMap(({ elsewhere }) => elsewhere ?? []);
const PIPES: ReadonlySet<string> = new Set(['stream#pipeline', 'stream/promises#pipeline', 'stream#promises.pipeline']);
/** Files read as a whole, by promise; those read synchronously are another question's. */
const WHOLE_FILE = /^(?:fs|fs\/promises|graceful-fs|fs-extra)#(?:promises\.)?readFile\(\)/u;

/** A chain that reads the header of what comes through. */
const HEADERS = /\.metadata\(\)/u;
/** Files that are written by hand, and short. */
const MANIFEST = /(?:^|[\\/._-])(?:package|composer|manifest|config|configuration|settings|options)\.json$/iu;

/** Last names of what works, as a call has to write them; a default export has any name. */
const NAMES: ReadonlySet<string> = new Set(FORMS.flatMap(({ form }) => form.ends ?? (/(\w+)$/u.exec(form.symbol)?.[1] ?? [])).filter((name) => name !== 'default'));
/** Passed by a file with such a call, or with the name of a package whose default export works. */
const MAY_WORK = any(calls(...NAMES, 'pipeline'), naming(...libraries.flatMap(({ packages, work }) => (work ? packages : []))));

/** The calls of a file that compute for long, in source order: by what is called, not by its name. */
export const workIn = perProject((file: SourceFile, project: Project): readonly Work[] =>
  file.passes(MAY_WORK) ? [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].flatMap((node) => workOf(file, node, project) ?? []).sort((a, b) => a.node.range[0] - b.node.range[0]) : [],
);

/** Whether a node stands in a function that is handed to another thread or process. */
export function runsElsewhere(file: SourceFile, node: Node, project: Project): boolean {
  for (let fn = enclosingFunction(file, node); fn; fn = enclosingFunction(file, fn)) {
    const call = file.parent(wrapped(file, fn));
    if (call?.type !== 'CallExpression' || unwrap(call.callee).type !== 'MemberExpression' || !ELSEWHERE.some(({ ends }) => ends?.includes(lastName(call) ?? ''))) continue;
    const symbol = project.symbol(originOf(file, call.callee));
    if (symbol !== null && ELSEWHERE.some((form) => isOf(symbol, form))) return true;
  }
  return false;
}

function workOf(file: SourceFile, node: Call, project: Project): Work | null {
  const callee = unwrap(node.callee);
  const name = lastName(node);
  if (callee.type === 'MemberExpression' ? name === null || !(NAMES.has(name) || name === 'pipeline') : callee.type !== 'Identifier') return null;
  const origin = originOf(file, callee);
  const symbol = project.symbol(promisified(project.follow(origin), project) ?? origin);
  const found = (symbol === null ? undefined : formOf(file, node, symbol, project)) ?? piped(file, node, symbol, project);
  return found && !runsElsewhere(file, node, project) ? { node, file, ...found } : null;
}

function formOf(file: SourceFile, node: Call, symbol: string, project: Project): (typeof FORMS)[number] | undefined {
  const called = node.type === 'NewExpression' ? `new ${symbol}` : symbol;
  return FORMS.find(({ form }) => isOf(called, form) && (form.of === undefined || isWholeFile(file, node.arguments[0], form.of, project)));
}

function isOf(symbol: string, { symbol: of, ends }: ChainForm): boolean {
  if (!ends) return symbol === of;
  return symbol.startsWith(`${of}.`) && ends.includes(symbol.slice(symbol.lastIndexOf('.') + 1));
}

/** `upload.pipe(sharp().resize(200))`, `pipeline(upload, sharp(), response)`. */
function piped(file: SourceFile, node: Call, symbol: string | null, project: Project): (typeof FORMS)[number] | undefined {
  if (lastName(node) !== 'pipe' && !(symbol !== null && PIPES.has(symbol))) return undefined;
  for (const argument of node.arguments) {
    const given = project.symbol(originOf(file, argument));
    const found = given === null || HEADERS.test(given) || isAskedForHeader(file, argument) ? undefined : FORMS.find(({ form }) => form.isPipe && (given === form.symbol || given.startsWith(`${form.symbol}.`)));
    if (found) return found;
  }
  return undefined;
}

/** `reader.metadata().then(…); upload.pipe(reader)`. */
function isAskedForHeader(file: SourceFile, node: Node): boolean {
  return node.type === 'Identifier' && (file.variableOf(node)?.references ?? []).some(({ identifier }) => {
    const member = file.parent(identifier as Node);
    return member?.type === 'MemberExpression' && member.object === identifier && keyName(member) === 'metadata';
  });
}

function isWholeFile(file: SourceFile, node: Node | undefined, as: 'file' | 'parsed-file', project: Project): boolean {
  const origin = node && project.follow(originOf(file, node));
  if (!origin || !WHOLE_FILE.test(symbolOf(origin) ?? '')) return false;
  return as === 'file' || !isManifest(origin);
}

/** Whether the path that is read ends with the name of a manifest: `readFile(join(folder, 'package.json'))`. */
function isManifest(origin: Origin): boolean {
  switch (origin.kind) {
    case 'call':
      if (symbolOf(origin.callee)?.endsWith('readFile')) {
        const path = origin.node.type === 'CallExpression' ? origin.node.arguments[0] : undefined;
        const text = path && lastText(path);
        return text === undefined || text === null ? saysManifest(origin.file, origin.node) : MANIFEST.test(text);
      }
      return isManifest(origin.callee);
    case 'member':
      return isManifest(origin.object);
    default:
      return false;
  }
}

/** Whether the function around a call names a manifest, where the path itself does not say which file it is. */
function saysManifest(file: SourceFile, node: Node): boolean {
  const fn = enclosingFunction(file, node);
  return fn !== null && file.nodesIn(fn, 'Literal').some(({ value }) => typeof value === 'string' && MANIFEST.test(value));
}

/** The text an expression of a path ends with. */
function lastText(node: Node): string | null {
  const inner = unwrap(node);
  if (inner.type === 'TemplateLiteral') return inner.quasis.at(-1)?.value.cooked ?? null;
  const last = inner.type === 'CallExpression' || inner.type === 'NewExpression' ? inner.arguments.findLast((argument) => stringValue(argument) !== null) : inner.type === 'BinaryExpression' ? inner.right : inner;
  return stringValue(last);
}

function lastName({ callee }: Call): string | null {
  const inner = unwrap(callee);
  return inner.type === 'MemberExpression' ? keyName(inner) : inner.type === 'Identifier' ? inner.name : null;
}
