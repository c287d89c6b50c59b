import type { TSESTree } from '@typescript-eslint/utils';
import type { Node, SourceFile } from '../../ast/source-file.ts';
import { keyName, summands, unwrap } from '../../ast/syntax.ts';
import { any } from '../../core/gates.ts';
import { memo } from '../../core/memo.ts';
import { looksLikeSql, mayHoldSql } from '../../sql/shape.ts';
import type { TemplatePart } from '../../sql/types.ts';
import { CALLS_DATA, functionNames, isDataPackage, methodNames, NAMES_PACKAGE } from './clients.ts';

/** What in a file may be data access, by names and text alone. */
export interface SqlCandidates {
  /** Calls of a method or function that some adapter knows by this name. */
  readonly calls: readonly TSESTree.CallExpression[];
  readonly tags: readonly TSESTree.TaggedTemplateExpression[];
  /** Outermost literals, templates and sums whose text has the shape of a SQL statement. */
  readonly texts: readonly Node[];
}

const NONE: SqlCandidates = { calls: [], tags: [], texts: [] };
const TAG = /[\w$)>\]]`/;
const ACCESS = any(NAMES_PACKAGE, CALLS_DATA);

/** Whether a string of a file may be a SQL statement. */
export const saysSql: (file: SourceFile) => boolean = memo((file) => mayHoldSql(file.text, (gate) => file.passes(gate)));

/** Whether a file may hold data access. */
export function mayReachData(file: SourceFile): boolean {
  return file.passes(ACCESS) || saysSql(file);
}

/** The candidates of one file by itself. */
export const collectSql = memo((file: SourceFile): SqlCandidates => {
  const hasSql = saysSql(file);
  const imports = file.passes(NAMES_PACKAGE);
  const hasCalls = imports || file.passes(CALLS_DATA);
  if (!hasSql && !hasCalls) return NONE;
  const aliases = imports ? aliasesOf(file) : NO_ALIASES;
  const calls = hasCalls ? file.nodes('CallExpression').filter((c) => isDataCall(c, aliases)) : [];
  const tags = TAG.test(file.text) ? file.nodes('TaggedTemplateExpression') : [];
  return { calls, tags, texts: hasSql ? textsOf(file) : [] };
});

const NO_ALIASES: ReadonlySet<string> = new Set();

/** Local names of imported functions that take SQL text, where they are not the exported ones. */
function aliasesOf(file: SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  for (const node of file.nodes('ImportSpecifier')) {
    const { parent } = node;
    const imported = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
    if (imported !== node.local.name && functionNames.has(imported) && parent?.type === 'ImportDeclaration' && isDataPackage(parent.source.value)) found.add(node.local.name);
  }
  return found;
}

function isDataCall(node: TSESTree.CallExpression, aliases: ReadonlySet<string>): boolean {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return functionNames.has(callee.name) || aliases.has(callee.name);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : null;
  return name !== null && methodNames.has(name);
}

function textsOf(file: SourceFile): Node[] {
  const found = new Set<Node>();
  for (const literal of file.nodes('Literal')) {
    if (typeof literal.value === 'string' && literal.value.length > 5 && isExpression(file, literal)) found.add(outermost(file, literal));
  }
  for (const template of file.nodes('TemplateLiteral')) {
    const parent = file.parent(template);
    found.add(parent?.type === 'TaggedTemplateExpression' ? parent : outermost(file, template));
  }
  return [...found].filter((node) => looksLikeSql(shallowParts(node))).sort((a, b) => a.range[0] - b.range[0]);
}

function isExpression(file: SourceFile, literal: TSESTree.Literal): boolean {
  const parent = file.parent(literal);
  switch (parent?.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSLiteralType':
    case 'JSXAttribute':
    case 'ExpressionStatement':
      return false;
    case 'Property':
      return parent.value === literal;
    default:
      return true;
  }
}

/** The sum that a piece of text is part of, or the piece. */
function outermost(file: SourceFile, node: Node): Node {
  let outer = node;
  for (let parent = file.parent(outer); parent?.type === 'BinaryExpression' && parent.operator === '+'; parent = file.parent(outer)) outer = parent;
  return outer;
}

/** The text as it stands, each expression in it a hole. */
function shallowParts(node: Node): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let hole = 0;
  const add = (wrapped: Node): void => {
    const inner = unwrap(wrapped);
    if (inner.type === 'Literal' && typeof inner.value === 'string') parts.push({ text: inner.value });
    else if (inner.type === 'TemplateLiteral') {
      for (const [i, quasi] of inner.quasis.entries()) {
        if (quasi.value.cooked) parts.push({ text: quasi.value.cooked });
        const expression = inner.expressions[i];
        if (expression) parts.push({ hole: hole++ });
      }
    } else if (inner.type === 'TaggedTemplateExpression') add(inner.quasi);
    else parts.push({ hole: hole++ });
  };
  for (const operand of summands(node)) add(operand);
  return parts;
}
