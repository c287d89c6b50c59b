import type { ESLint } from 'eslint';
import type { RegisteredRule } from '../rules/registry.ts';

/**
 * The rules by id as ESLint takes them. What a rule's path says about it, its topic and the address of its page,
 * is added here; the pages are part of the package.
 */
export function publishedRules(rules: readonly RegisteredRule[], version: string): NonNullable<ESLint.Plugin['rules']> {
  const published = rules.map(({ id, topic, rule }) => {
    const url = `https://unpkg.com/eslint-plugin-backend@${version}/docs/rules/${id}.md`;
    return [id, { create: rule.create, meta: { ...rule.meta, docs: { ...rule.meta.docs, topic, url } } }];
  });
  return Object.fromEntries(published) as NonNullable<ESLint.Plugin['rules']>;
}
