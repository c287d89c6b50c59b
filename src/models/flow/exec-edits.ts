import type { TSESTree } from '@typescript-eslint/utils';
import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import type { Edit } from '../../core/rule-context.ts';
import type { SinkPlace } from './types.ts';

/** The functions that start a program with a list of arguments, by those that hand a text to a shell. */
const WITH_LIST: Readonly<Record<string, string>> = { exec: 'execFile', execSync: 'execFileSync' };
/** What a shell reads as more than text: quotes, pipes, globs, variables, lists of commands. */
const SHELL_SYNTAX = /["'\\|&;<>()$`*?~#[\]{}!\n]|=\s/u;

/**
 * What runs the program of a command without a shell: `execFile('git', ['log', ref])` for a template of plain words. Null where the
 * shell does more than part the words, the program's name is not written, or `exec` came by another way than an import.
 */
export function execFileEdits({ node, expression, file }: SinkPlace): readonly Edit[] | null {
  if (node.type !== 'CallExpression') return null;
  const callee = unwrap(node.callee);
  const template = unwrap(expression);
  const name = callee.type === 'MemberExpression' ? keyName(callee) : callee.type === 'Identifier' ? importedName(file, callee) : null;
  const instead = name !== null && Object.hasOwn(WITH_LIST, name) ? WITH_LIST[name] : undefined;
  if (instead === undefined || template.type !== 'TemplateLiteral' || node.arguments[0] !== expression) return null;
  const words = wordsOf(file, template);
  const [program, ...rest] = words ?? [];
  if (program === undefined || program.includes('${')) return null;
  const list: Edit = { range: template.range, text: `${quoted(program)}, [${rest.map(quoted).join(', ')}]` };
  if (callee.type === 'MemberExpression') return callee.computed ? null : [{ range: callee.property.range, text: instead }, list];
  const added = importEdit(file, callee as TSESTree.Identifier, instead);
  return added && [...added, { range: callee.range, text: instead }, list];
}

/** The words of a command as texts of a template; null where a shell would do more with it. */
function wordsOf(file: SourceFile, { quasis, expressions }: TSESTree.TemplateLiteral): readonly string[] | null {
  if (quasis.some(({ value }) => SHELL_SYNTAX.test(value.cooked ?? '\n'))) return null;
  const text = quasis.map(({ value }, i) => {
    const hole = expressions[i];
    return `${value.cooked ?? ''}${hole ? `\u0000${i}\u0000` : ''}`;
  });
  return text
    .join('')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll(/\u0000(\d+)\u0000/gu, (_, i) => `\${${file.textOf(expressions[Number(i)] as TSESTree.Expression)}}`));
}

function quoted(word: string): string {
  return word.includes('${') ? `\`${word}\`` : `'${word}'`;
}

/** The name a function has in `node:child_process`, where it is imported from there. */
function importedName(file: SourceFile, name: TSESTree.Identifier): string | null {
  const specifier = specifierOf(file, name);
  return specifier?.imported.type === 'Identifier' ? specifier.imported.name : null;
}

function specifierOf(file: SourceFile, name: TSESTree.Identifier): TSESTree.ImportSpecifier | null {
  const node = file.variableOf(name)?.defs[0]?.node as TSESTree.Node | undefined;
  return node?.type === 'ImportSpecifier' ? node : null;
}

/** What imports one more function beside another; nothing where it is there already. */
function importEdit(file: SourceFile, beside: TSESTree.Identifier, name: string): readonly Edit[] | null {
  const specifier = specifierOf(file, beside);
  const declaration = specifier ? file.parent(specifier) : null;
  if (!specifier || declaration?.type !== 'ImportDeclaration') return null;
  const known = declaration.specifiers.some((one) => one.type === 'ImportSpecifier' && one.local.name === name);
  return known ? [] : [{ range: [specifier.range[1], specifier.range[1]], text: `, ${name}` }];
}
