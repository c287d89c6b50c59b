import { describe, expect, it } from 'vitest';
import { practices, sections } from '../../src/practices/practices.ts';
import { registry } from '../../src/rules/registry.ts';

describe('the practices', () => {
  it('are 200 in 16 sections, numbered without gaps', () => {
    const numbers = sections.map((_, i) => practices.filter(({ id }) => id.startsWith(`${i + 1}.`)).map(({ id }) => Number(id.split('.')[1])));
    expect(sections).toHaveLength(16);
    expect(numbers.flat()).toHaveLength(200);
    for (const section of numbers) expect(section).toEqual(section.map((_, i) => i + 1));
  });

  it('have a rule or a reason, never both', () => {
    expect(practices.filter(({ rules, reason }) => rules.length === 0 === (reason === undefined)).map(({ id }) => id)).toEqual([]);
  });

  it('that cannot be seen in code have no rule', () => {
    expect(practices.filter(({ check, rules }) => check === 'no' && rules.length > 0).map(({ id }) => id)).toEqual([]);
  });

  it.each(registry.map(({ id, rule }) => [id, rule] as const))('and %s name each other', (id, rule) => {
    const named = practices.filter(({ rules }) => rules.includes(id)).map((practice) => practice.id);
    expect([...rule.meta.docs.practices].sort()).toEqual(named.sort());
  });
});
