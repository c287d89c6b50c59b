import type { Node } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { LEAST_BITS } from './generators.ts';
import { ingredientsOf } from './ingredients.ts';
import { isTokenName } from './names.ts';
import { tokenPlacesOf } from './places.ts';
import type { Ingredient, PredictableToken, RandomIngredient, ShortToken, TokenPlace } from './types.ts';

type Found = TokenPlace & { readonly made: readonly Ingredient[] };

const made = perFile((context): readonly Found[] => {
  return tokenPlacesOf(context).map((place) => ({ ...place, made: ingredientsOf(sourceFileOf(context), place.value, projectOf(context)) }));
});

/** The tokens, codes and passwords of the linted file that are made of what can be told beforehand, and of nothing else. */
export const predictableTokensOf = perFile((context): readonly PredictableToken[] => {
  if (made(context).length === 0) return [];
  const file = sourceFileOf(context);
  const found = new Map<Node, PredictableToken>();
  for (const { name, value, made: parts } of made(context)) {
    const weak = parts.find((part) => part.is === 'weak') ?? (parts.every((part) => part.is === 'time') ? parts.find((part) => part.is === 'time') : undefined);
    if ((weak?.is !== 'weak' && weak?.is !== 'time') || parts.some((part) => part.is === 'random' || part.is === 'unknown')) continue;
    const node = weak.file === file ? weak.node : value;
    if (!found.has(node)) found.set(node, { node, name, source: weak.name });
  }
  return [...found.values()];
});

/** The tokens of the linted file that are random and known to be short. */
export const shortTokensOf = perFile((context): readonly ShortToken[] => {
  if (made(context).length === 0) return [];
  const file = sourceFileOf(context);
  const found = new Map<Node, ShortToken>();
  for (const { name, value, made: parts } of made(context)) {
    const random = parts.filter((part): part is RandomIngredient => part.is === 'random');
    const [first] = random;
    if (!first || !isTokenName(name) || parts.some((part) => part.is === 'unknown') || random.some(({ bits }) => bits === null)) continue;
    const bits = random.reduce((sum, part) => sum + (part.bits ?? 0), 0);
    const node = first.file === file ? (first.size ?? first.node) : value;
    if (bits >= LEAST_BITS || found.has(node)) continue;
    const longer = first.file === file && first.size && first.enough !== null && random.length === 1 ? { literal: first.size, to: first.enough } : null;
    found.set(node, { node, name, source: first.name, bits: Math.floor(bits), longer });
  }
  return [...found.values()];
});
