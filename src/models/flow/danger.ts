/**
 * How bad a value in a sink is. `tainted`: request data. `value`: a string that is not constant, escaped or proved harmless.
 * `any`: nothing is known of it, neither good nor bad.
 */
export type Danger = 'tainted' | 'value' | 'any';

/** The option of rules that report values by how bad they are in a sink. */
export const REPORT_OPTION = {
  type: 'string',
  enum: ['tainted', 'value', 'any'],
  description: '`tainted`: only request data. `value`: also parameters, rows and errors, where nothing proves them harmless. `any`: also where nothing is known of the value.',
} as const;

const RANK: Readonly<Record<Danger, number>> = { any: 0, value: 1, tainted: 2 };

/** Whether a danger is at least as bad as another. */
export function atLeast(danger: Danger, threshold: Danger): boolean {
  return RANK[danger] >= RANK[threshold];
}

/** The order from the worst down. */
export function byDanger(a: { readonly danger: Danger }, b: { readonly danger: Danger }): number {
  return RANK[b.danger] - RANK[a.danger];
}
