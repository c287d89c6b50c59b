import { createRequire } from 'node:module';
import type { ESLint } from 'eslint';
import type { Presets } from './configs/preset-names.ts';
import { presetsOf } from './configs/presets.ts';
import { publishedRules } from './configs/published-rules.ts';
import { prismaLanguage } from './languages/prisma/language.ts';
import { sqlLanguage } from './languages/sql/language.ts';
import { registry } from './rules/registry.ts';

export type { PresetName, Presets } from './configs/preset-names.ts';

export interface BackendPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly languages: Readonly<Record<'sql' | 'prisma', NonNullable<ESLint.Plugin['languages']>[string]>>;
  readonly configs: Presets;
}

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

const base = { meta: { name, version, namespace: 'backend' }, rules: publishedRules(registry, version), languages: { sql: sqlLanguage, prisma: prismaLanguage } };

/** The presets name the plugin and the plugin holds the presets: ESLint wants one object, so the same one is completed. */
const plugin: BackendPlugin = Object.assign(base, { configs: presetsOf(base, registry) });

export default plugin;
