import type { TSESTree } from '@typescript-eslint/utils';
import { originOf } from '../../ast/origin.ts';
import type { SourceFile } from '../../ast/source-file.ts';
import { keyName, unwrap } from '../../ast/syntax.ts';
import type { Project } from '../../project/types.ts';
import { adapters } from './adapters.ts';
import { LISTENERS } from './servers.ts';
import type { HttpFramework } from './types.ts';

const frameworks: readonly HttpFramework[] = adapters;
const APPS: ReadonlySet<string> = new Set([...frameworks.flatMap(({ apps }) => apps ?? []), ...[...LISTENERS].flatMap((symbol) => (symbol.startsWith('new ') ? [symbol] : [`${symbol}()`]))]);
/** Calls that listen by themselves. */
const SERVES: ReadonlySet<string> = new Set(['@hono/node-server#serve', 'global#Bun.serve']);

/** Whether a text may make a server listen. */
function mayListen(text: string): boolean {
  return /\blisten\s*\(|\bserve\s*\(/.test(text);
}

/** The calls of a file that make an application answer requests of the network. */
export function listeningCalls(file: SourceFile, project: Project): readonly TSESTree.CallExpression[] {
  if (!mayListen(file.text)) return [];
  return file.nodes('CallExpression').filter((call) => {
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression' && keyName(callee) === 'listen') {
      const symbol = project.symbol(originOf(file, callee.object));
      return symbol !== null && APPS.has(symbol);
    }
    const symbol = /\bserve\b/.test(file.textOf(callee)) ? project.symbol(originOf(file, callee)) : null;
    return symbol !== null && SERVES.has(symbol);
  });
}
