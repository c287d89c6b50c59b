import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, summands, unwrap } from '../../ast/syntax.ts';
import { perFile } from '../../core/memo.ts';
import { optionsOf } from '../../project/options.ts';
import { hostViewOf, projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { Environments } from '../migrations/environments.ts';
import { CLIENTS } from './clients.ts';
import { isNear } from './hosts.ts';
import type { PlainRequest } from './types.ts';

const NAMES: ReadonlySet<string> = new Set(Object.keys(CLIENTS).map((symbol) => /(\w+)$/u.exec(symbol)?.[1] ?? ''));
/** A file that says no plain address may still import one: it has to send requests, then. */
const GATE = /\bfetch\s*\(|['"](?:node:)?(?:http|undici|axios|got|ky|superagent|request|needle|node-fetch|cross-fetch|@nestjs\/axios|@elastic\/elasticsearch|@opensearch-project\/opensearch)['"]/u;
/** Scheme and host, the host being whole: something comes after it, or nothing at all. */
const PLAIN = /^http:\/\/(?:[^/@?#]*@)?(\[[^\]]+\]|[^/:?#]+)(?=[/:?#]|$)/iu;
const MAX_DEPTH = 6;

interface Start {
  readonly text: string;
  /** Whether more follows that is not known. */
  readonly isOpen: boolean;
  readonly node: Node;
  readonly file: SourceFile;
}

/** The requests of the linted file that go over a plain connection to a host elsewhere, in production too. */
export const plainRequests: (context: Parameters<typeof projectOf>[0]) => readonly PlainRequest[] = perFile((context) => {
  if (!GATE.test(hostViewOf(context).file.text)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const environments = new Environments(project, false);
  const found = new Map<Node, PlainRequest>();
  for (const node of [...file.nodes('CallExpression'), ...file.nodes('NewExpression')]) {
    for (const address of addressesOf(file, node, project)) {
      const start = startOf(address.file, address.node, project, 0);
      const match = start && PLAIN.exec(start.text);
      const host = match?.[1];
      if (!start || host === undefined || (start.isOpen && match?.[0] === start.text) || isNear(host) || !environments.mayRunInProduction(file, node)) continue;
      const isHere = start.file === file;
      const place = isHere ? start.node : address.file === file ? address.node : node;
      if (isHere && !environments.mayRunInProduction(file, start.node)) continue;
      if (!found.has(place)) found.set(place, { node: place, host, edits: isHere ? [{ range: [place.range[0] + 1, place.range[0] + 1 + 'http:'.length], text: 'https:' }] : null });
    }
  }
  return [...found.values()];
});

/** The expressions that say where a call sends to. */
function addressesOf(file: SourceFile, node: TSESTree.CallExpression | TSESTree.NewExpression, project: Project): { readonly node: Node; readonly file: SourceFile }[] {
  const callee = unwrap(node.callee);
  // A default export has any name.
  if (callee.type === 'MemberExpression' ? !NAMES.has(keyName(callee) ?? '') : callee.type !== 'Identifier') return [];
  const called = project.symbol(originOf(file, callee));
  const symbol = node.type === 'NewExpression' && called !== null ? `new ${called}` : called;
  const form = symbol !== null && Object.hasOwn(CLIENTS, symbol) ? CLIENTS[symbol] : undefined;
  const given = form && node.arguments[form.at];
  if (!form || !given || given.type === 'SpreadElement') return [];
  const options = form.properties ? optionsOf(file, given, project) : null;
  const properties = (form.properties ?? []).flatMap((name) => options?.properties.get(name) ?? []);
  return properties.length > 0 ? properties : [{ node: given, file }];
}

/** What a text starts with, and the literal that says it: through constants, templates, sums and `new URL(…)`. */
function startOf(file: SourceFile, node: Node, project: Project, depth: number): Start | null {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return null;
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? { text: inner.value, isOpen: false, node: inner, file } : null;
  if (inner.type === 'TemplateLiteral') {
    const [first] = inner.quasis;
    const text = first?.value.cooked ?? '';
    if (text !== '') return { text, isOpen: inner.expressions.length > 0, node: inner, file };
    const hole = inner.expressions[0];
    return hole ? opened(startOf(file, hole, project, depth + 1), inner.quasis[1]?.value.cooked ?? '', inner.expressions.length > 1) : null;
  }
  if (inner.type === 'BinaryExpression') {
    const [first, second] = summands(inner);
    if (!first || first === inner) return null;
    return opened(startOf(file, first, project, depth + 1), second?.type === 'Literal' && typeof second.value === 'string' ? second.value : '', true);
  }
  if (inner.type === 'NewExpression' && project.symbol(originOf(file, inner.callee)) === 'global#URL') {
    const base = inner.arguments[1] ?? inner.arguments[0];
    return base && base.type !== 'SpreadElement' ? startOf(file, base, project, depth + 1) : null;
  }
  if (inner.type !== 'Identifier' && inner.type !== 'MemberExpression') return null;
  const origin = project.follow(originOf(file, inner));
  if (origin.kind === 'value') return origin.node === inner ? null : startOf(origin.file, origin.node, project, depth + 1);
  return origin.kind === 'instance' && origin.node ? startOf(origin.file, origin.node, project, depth + 1) : null;
}

function opened(start: Start | null, then: string, isOpen: boolean): Start | null {
  return start && { ...start, text: start.isOpen ? start.text : `${start.text}${then}`, isOpen: start.isOpen || isOpen };
}
