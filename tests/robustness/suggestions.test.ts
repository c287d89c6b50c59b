import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { readSql } from '../../src/sql/read.ts';
import { fixtureSources, lint } from './linting.ts';

const ONLY = (rule: string): Linter.RulesRecord => ({ [rule]: rule === 'backend/require-returning' ? ['error', { always: true }] : 'error' });

describe('every suggestion and fix', () => {
  it('parses, silences its finding, and adds none of its rule', { timeout: 300_000 }, () => {
    let applied = 0;
    for (const { path, text } of fixtureSources()) {
      const findings = lint(text, path);
      for (const finding of findings) {
        const edits = [...(finding.suggestions ?? []).map((s) => s.fix), ...(finding.fix ? [finding.fix] : [])];
        for (const { range, text: by } of edits) {
          applied++;
          const after = text.slice(0, range[0]) + by + text.slice(range[1]);
          const left = lint(after, path, { rules: ONLY(finding.ruleId ?? '') });
          expect(left.filter((m) => m.fatal), `${path}:${finding.line} ${finding.ruleId}`).toEqual([]);
          expect(left.length, `${path}:${finding.line} ${finding.ruleId}: ${by}`).toBeLessThan(findings.filter((f) => f.ruleId === finding.ruleId).length);
        }
      }
    }
    expect(applied).toBeGreaterThan(20);
  });

  it('leaves SQL that PostgreSQL’s grammar reads', { timeout: 120_000 }, () => {
    let read = 0;
    for (const { path, text } of fixtureSources()) {
      for (const finding of lint(text, path, { rules: ONLY('backend/require-returning') })) {
        for (const { fix } of finding.suggestions ?? []) {
          const after = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
          const statement = enclosingText(after, fix.range[0]);
          if (statement === null || statement.includes('${')) continue;
          read++;
          expect(readSql(statement, { parser: 'libpg-query' }).statements.map((s) => s.syntaxError), `${path}:${finding.line}: ${statement}`).toEqual([null]);
        }
      }
    }
    expect(read).toBeGreaterThan(0);
  });
});

/** The text inside the quotes around a place, when they are on both sides and nothing is escaped. */
function enclosingText(code: string, at: number): string | null {
  for (const quote of ["'", '"', '`']) {
    const start = code.lastIndexOf(quote, at);
    const end = code.indexOf(quote, at);
    const inner = start >= 0 && end > at ? code.slice(start + 1, end) : '';
    if (/^\s*(?:INSERT|UPDATE)\b/iu.test(inner) && !inner.includes('\\')) return inner;
  }
  return null;
}
