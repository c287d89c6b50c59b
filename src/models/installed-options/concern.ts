import { packageOf } from '../../ast/origin.ts';
import { packages } from '../../core/gates.ts';
import type { OptionConcern } from './types.ts';

/** A concern with what a file has to say of it. */
export function optionConcern(said: Omit<OptionConcern, 'named'>): OptionConcern {
  return { ...said, named: packages(...new Set(said.forms.flatMap(({ symbols }) => symbols.map((symbol) => packageOf(symbol))))) };
}
