import { generate } from './generate.mjs';

/** Vitest's global set-up: a single test file runs on up-to-date generated sources, too. */
export default async function setup() {
  await generate();
}
