import type { TSESTree } from '@typescript-eslint/utils';
import { propertyRemoved } from '../../ast/edits.ts';
import { originOf, packageOf } from '../../ast/origin.ts';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, stringValue, unwrap } from '../../ast/syntax.ts';
import { any, packages, words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { isAlways } from '../../project/constants.ts';
import { optionsOf } from '../../project/options.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import type { Project } from '../../project/types.ts';
import { Environments } from '../migrations/environments.ts';
import { HEADERS_CALLS, HEADERS_PLUGINS, PLUGIN, SCRIPT_DIRECTIVES } from './forms.ts';
import type { HeadersForm, WeakPolicy } from './types.ts';

/** Passed by a file that may set a policy. */
export const MAY_SET_POLICY = any(words(/contentSecurityPolicy/u, 'unsafe'), packages(...[...Object.keys(HEADERS_CALLS), ...HEADERS_PLUGINS].map(packageOf)));
const UNSAFE = /^'unsafe-(?:inline|eval)'$/u;
/** Sources beside which browsers do not look at 'unsafe-inline' (CSP level 2 and later). */
const OUTWEIGHS = /'(?:nonce-|sha(?:256|384|512)-|strict-dynamic)/u;
/** The directive of scripts in the text of a policy, up to the next. */
const SCRIPTS = /(?:^|[;\s])script-src(?:-elem)?\s+([^;]*)/u;
/** What sets a policy in another way. */
const ELSEWHERE = /content-security-policy|contentSecurityPolicy\s*\(|['"]helmet-csp['"]|\blusca\b/iu;
/** An installation for one path leaves the others as they were. */
const INSTALLERS: ReadonlySet<string> = new Set(['use', 'all', 'get']);

/** The places where the linted file leaves pages without a policy against scripts, or with one that lets them all run, in production too. */
export const weakPolicies: (context: Parameters<typeof projectOf>[0]) => readonly WeakPolicy[] = perFile((context) => {
  if (!says(context, MAY_SET_POLICY)) return [];
  const file = sourceFileOf(context);
  const project = projectOf(context);
  const environments = new Environments(project, false);
  const found = [...file.nodes('CallExpression').flatMap((node) => ofCall(file, node, project)), ...texts(file)];
  return found.filter(({ node }) => environments.mayRunInProduction(file, node)).sort((a, b) => a.node.range[0] - b.node.range[0]);
});

function ofCall(file: SourceFile, node: TSESTree.CallExpression, project: Project): WeakPolicy[] {
  const form = formOf(file, node, project);
  const given = form && node.arguments[form.options];
  if (!form || !given || given.type === 'SpreadElement' || isForOnePath(file, node)) return [];
  const options = optionsOf(file, given, project);
  if (form.isPolicy) return directivesOf(file, options.properties.get('directives'), project);
  const said = options.properties.get('contentSecurityPolicy');
  if (!said) return [];
  if (!isAlways(project, said.file, said.node, (value) => value === false)) {
    const policy = optionsOf(said.file, said.node, project);
    // Hono takes the directives themselves.
    const directives = policy.properties.get('directives');
    return directives ? directivesOf(file, directives, project) : directivesOf(file, said, project);
  }
  if (isSetElsewhere(file, project)) return [];
  const property = said.file === file ? file.parent(said.node) : null;
  const object = property && file.parent(property);
  const edits = property?.type === 'Property' && object?.type === 'ObjectExpression' ? [propertyRemoved(object, property)] : null;
  return [{ node: property ?? node, kind: 'disabled', source: '', edits }];
}

function formOf(file: SourceFile, node: TSESTree.CallExpression, project: Project): HeadersForm | null {
  const callee = unwrap(node.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return null;
  const [plugin] = node.arguments;
  if (callee.type === 'MemberExpression' && keyName(callee) === 'register') return plugin && HEADERS_PLUGINS.has(project.symbol(originOf(file, plugin)) ?? '') ? PLUGIN : null;
  const symbol = project.symbol(originOf(file, callee));
  return symbol !== null && Object.hasOwn(HEADERS_CALLS, symbol) ? (HEADERS_CALLS[symbol] ?? null) : null;
}

/** `app.use('/docs', helmet({ … }))`. */
function isForOnePath(file: SourceFile, node: Node): boolean {
  const call = file.parent(node);
  if (call?.type !== 'CallExpression' || call.callee === node) return false;
  const callee = unwrap(call.callee);
  const path = call.arguments[0] ? stringValue(call.arguments[0]) : null;
  return callee.type === 'MemberExpression' && INSTALLERS.has(keyName(callee) ?? '') && path !== null && !/^\/?\*?$/u.test(path);
}

function isSetElsewhere(file: SourceFile, project: Project): boolean {
  const folder = project.packageOf(file)?.folder;
  if (folder === undefined) return ELSEWHERE.test(file.text);
  return shippedFiles(project, folder).some((path) => ELSEWHERE.test(project.text(path) ?? ''));
}

/** The sources of scripts in an object of directives, where the linted file writes them. */
function directivesOf(file: SourceFile, directives: { readonly node: Node; readonly file: SourceFile } | undefined, project: Project): WeakPolicy[] {
  if (!directives) return [];
  const said = optionsOf(directives.file, directives.node, project).properties;
  return [...said].flatMap(([name, value]): WeakPolicy[] => {
    const list = unwrap(value.node);
    if (!SCRIPT_DIRECTIVES.has(name) || list.type !== 'ArrayExpression' || value.file !== file) return [];
    const isOutweighed = OUTWEIGHS.test(file.textOf(list)) || list.elements.some((element) => element && !isKnown(element));
    return list.elements.flatMap((element): WeakPolicy[] => {
      const source = element ? stringValue(element) : null;
      if (!element || source === null || !UNSAFE.test(source) || (source === "'unsafe-inline'" && isOutweighed)) return [];
      return [{ node: element, kind: 'unsafe', source, edits: elementRemoved(list, element) }];
    });
  });
}

/** A function or a spread may give a nonce. */
function isKnown(element: Node): boolean {
  return stringValue(element) !== null;
}

function elementRemoved(list: TSESTree.ArrayExpression, element: Node): WeakPolicy['edits'] {
  const at = list.elements.findIndex((one) => one === element);
  const [before, after] = [list.elements[at - 1], list.elements[at + 1]];
  if (after) return [{ range: [element.range[0], after.range[0]], text: '' }];
  return before ? [{ range: [before.range[1], element.range[1]], text: '' }] : null;
}

/** Policies that are written as texts: `script-src 'self' 'unsafe-eval'`. */
function texts(file: SourceFile): WeakPolicy[] {
  if (!file.text.includes('script-src')) return [];
  return [...file.nodes('Literal'), ...file.nodes('TemplateLiteral')].flatMap((node): WeakPolicy[] => {
    const text = node.type === 'Literal' ? (typeof node.value === 'string' ? node.value : '') : node.quasis.map(({ value }) => value.cooked ?? '').join('${}');
    const sources = SCRIPTS.exec(text)?.[1];
    if (sources === undefined || file.parent(node)?.type === 'ImportDeclaration') return [];
    const isOutweighed = OUTWEIGHS.test(sources) || sources.includes('${}');
    const unsafe = (sources.match(/'unsafe-(?:inline|eval)'/gu) ?? []).filter((source) => source !== "'unsafe-inline'" || !isOutweighed);
    return unsafe.length === 0 ? [] : [{ node, kind: 'unsafe', source: unsafe.join(' and '), edits: null }];
  });
}
