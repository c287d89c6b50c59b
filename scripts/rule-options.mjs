#!/usr/bin/env node
/**
 * After a build: writes the options of every rule as types, and lets ESLint's own rule record know them, so that
 * `defineConfig` completes and checks `backend/…`. That record is declared twice, for modules and for CommonJS, and which
 * of the two a project sees depends on its module resolution: so there are two files, one of each kind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginsToRulesDTS } from 'eslint-typegen/core';

import { ROOT } from './sources.mjs';

const { default: plugin } = await import(join(ROOT, 'dist/index.js'));
const types = await pluginsToRulesDTS({ backend: plugin }, { includeAugmentation: false, includeIgnoreComments: false });
const augmentation = `declare module '@eslint/core' {
  interface RulesConfig extends RuleOptions {}
}
`;
writeFileSync(join(ROOT, 'dist/rule-options.d.cts'), `${types.trimEnd()}\n\n${augmentation}`);
writeFileSync(join(ROOT, 'dist/rule-options.d.ts'), `import type { RuleOptions } from './rule-options.cjs';\nexport type { RuleOptions };\n\n${augmentation}`);

const entry = join(ROOT, 'dist/index.d.ts');
const reexport = "export type { RuleOptions } from './rule-options.js';\n";
writeFileSync(entry, reexport + readFileSync(entry, 'utf8'));
