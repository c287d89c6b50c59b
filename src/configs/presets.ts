import type { ESLint, Linter } from 'eslint';
import type { RegisteredRule } from '../rules/registry.ts';
import type { Presets } from './preset-names.ts';

/** The files of each language that rules are written for. ESLint refuses a rule on a file of another language. */
const LANGUAGES = [
  { language: 'js/js', suffix: '', files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'] },
  { language: 'backend/sql', suffix: '/sql', files: ['**/*.sql'] },
  { language: 'backend/prisma', suffix: '/prisma', files: ['**/*.prisma'] },
] as const;

/**
 * The presets of the plugin, each a list of configuration objects scoped by `files`:
 * - `recommended`: findings that are near-certain;
 * - `strict`: recommended, the rules that are a matter of judgement, and the stricter options of both;
 * - `all`: strict and the rules that are in no other preset;
 * - `owasp-api`: the recommended and strict rules that a risk of OWASP's lists names, with their default options;
 * - one per topic: the recommended and strict rules of that topic with their default options.
 */
export function presetsOf(plugin: ESLint.Plugin, rules: readonly RegisteredRule[]): Presets {
  const earned = rules.filter(({ rule }) => rule.meta.docs.preset !== 'off');
  const topics = [...new Set(rules.map(({ topic }) => topic))];
  const presets: Record<string, Linter.Config[]> = {
    recommended: preset(
      plugin,
      'recommended',
      earned.filter(({ rule }) => rule.meta.docs.preset === 'recommended'),
      withDefaults,
    ),
    strict: preset(plugin, 'strict', earned, withStrictOptions),
    all: preset(plugin, 'all', rules, withStrictOptions),
    'owasp-api': preset(
      plugin,
      'owasp-api',
      earned.filter(({ rule }) => rule.meta.docs.owasp !== undefined),
      withDefaults,
    ),
  };
  for (const name of topics) {
    presets[name] = preset(
      plugin,
      name,
      earned.filter(({ topic }) => topic === name),
      withDefaults,
    );
  }
  return presets as Presets;
}

/** Severity is always `error`: ESLint's bulk suppressions leave warnings alone. */
type Entry = (rule: RegisteredRule) => Linter.RuleEntry;
const withDefaults: Entry = () => 'error';
const withStrictOptions: Entry = ({ rule }) => (rule.meta.docs.strictOptions ? ['error', rule.meta.docs.strictOptions] : 'error');

function preset(plugin: ESLint.Plugin, name: string, rules: readonly RegisteredRule[], entry: Entry): Linter.Config[] {
  return LANGUAGES.flatMap(({ language, suffix, files }) => {
    const own = rules.filter(({ rule }) => rule.meta.languages.includes(language)).map((rule) => [`backend/${rule.id}`, entry(rule)] as const);
    // A preset lints the files it has rules for: another language is none of its business.
    if (own.length === 0 && suffix !== '') return [];
    return [{ name: `backend/${name}${suffix}`, files: [...files], plugins: { backend: plugin }, ...(suffix === '' ? {} : { language }), rules: Object.fromEntries(own) }];
  });
}
