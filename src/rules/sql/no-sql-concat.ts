import { fixOf } from '../../core/rule-context.ts';
import { createRule } from '../../models/create-rule.ts';
import { atLeast } from '../../models/flow/danger.ts';
import { pathText, placeText } from '../../models/flow/model.ts';
import type { Splice } from '../../models/flow/splices.ts';
import { isBuiltElsewhere, splicesOf, taintedCalls } from '../../models/flow/splices.ts';
import { bindEdits } from '../../models/sql/bind.ts';
import { maySplice } from '../../models/sql/served.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow SQL text built from values that are neither constant nor escaped',
      preset: 'recommended',
      practices: ['6.12', '14.1', '14.2'],
      confidence: 'high',
      cwe: [89, 564],
      owasp: ['A03:2021'],
    },
    languages: ['js/js'],
    hasSuggestions: true,
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          report: {
            type: 'string',
            enum: ['tainted', 'value', 'any'],
            description:
              '`tainted`: only request data. `value`: also any string that is not constant, escaped or proved harmless, where a value belongs. `any`: also where nothing is known of it.',
          },
        },
      },
    ],
    defaultOptions: [{ report: 'value' }],
    messages: {
      tainted: 'Request data becomes part of this SQL text ({{path}}{{place}}). {{remedy}}',
      passed: 'This call lets request data become part of SQL text ({{path}}, {{place}}). Bind it as a parameter there, or choose it from a fixed list.',
      spliced: '`{{name}}` becomes part of this SQL text{{place}}. {{remedy}}',
      bind: 'Pass it as a bound parameter.',
    },
  },

  when: [maySplice],

  create(context, { report }) {
    return {
      'Program:exit'() {
        for (const splices of splicesOf(context)) {
          const unsafe = splices.filter((s) => atLeast(s.danger, report));
          const [worst] = unsafe;
          if (!worst) continue;
          const edits = bindEdits(worst.query, unsafe.map((s) => s.hole));
          context.report({
            node: isBuiltElsewhere(worst) ? worst.query.node : worst.hole.at,
            messageId: worst.danger === 'tainted' ? 'tainted' : 'spliced',
            data: { name: textOf(worst), path: pathText(worst.source), place: placeOf(worst), remedy: remedyOf(worst) },
            suggest: edits && [{ messageId: 'bind', fix: fixOf(edits) }],
          });
        }
        for (const { call, source, sink } of taintedCalls(context, report)) {
          context.report({ node: call, messageId: 'passed', data: { path: pathText(source), place: placeText(sink.place.nodeFile, sink.place.node) } });
        }
      },
    };
  },
});

function textOf({ hole }: Splice): string {
  const text = hole.atFile.textOf(hole.at).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Where the text is built, when that is not where it is run. */
function placeOf(splice: Splice): string {
  const { hole, query } = splice;
  if (!isBuiltElsewhere(splice)) return '';
  return hole.atFile === query.file ? ` on line ${hole.atFile.lineOf(hole.at)}` : ` at ${placeText(hole.atFile, hole.at)}`;
}

function remedyOf({ hole }: Splice): string {
  return hole.position === 'value' || hole.position === 'quoted' ? 'Pass it as a bound parameter.' : 'Choose it from a fixed list in the code: it cannot be bound.';
}
