import type { RouteRow } from './routes.ts';

const HEAD = ['METHOD', 'PATH', 'GUARDS', 'VALIDATION', 'HANDLER', 'LOCATION'] as const;

/** The routes as aligned columns, with a line that counts them. */
export function tableOf(rows: readonly RouteRow[]): string {
  const cells = rows.map((row) => [row.method, row.path, listed(row.guards, row.allGuardsKnown), listed(row.validation ?? [], row.validation !== null), row.handler ?? '?', `${row.file}:${row.line}`]);
  const widths = HEAD.map((name, i) => Math.max(name.length, ...cells.map((line) => line[i]?.length ?? 0)));
  const lines = [HEAD, ...cells].map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ').trimEnd());
  const open = rows.filter((row) => !row.isKnown).length;
  return `${lines.join('\n')}\n\n${count(rows.length, 'route')}${open > 0 ? `, ${open} with an unknown part (?)` : ''}\n`;
}

function listed(names: readonly string[], isAll: boolean): string {
  return [...names, ...(isAll ? [] : ['?'])].join(', ') || '-';
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
