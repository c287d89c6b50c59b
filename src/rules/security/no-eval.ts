import { createRule } from '../../models/create-rule.ts';
import { atLeast } from '../../models/flow/danger.ts';
import { injectionsIn, taintedUses } from '../../models/flow/injections.ts';
import { pathText } from '../../models/flow/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow running text as code that is not constant',
      preset: 'recommended',
      practices: ['14.1'],
      confidence: 'high',
      cwe: [94, 95],
      owasp: ['A03:2021'],
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          report: {
            type: 'string',
            enum: ['tainted', 'value', 'any'],
            description: '`tainted`: only request data. `value`: also parameters, rows and errors, where nothing proves them harmless. `any`: also where nothing is known of the value.',
          },
        },
      },
    ],
    defaultOptions: [{ report: 'value' }],
    messages: {
      tainted: 'The request writes the code that {{name}} runs ({{path}}): it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
      passed: 'The request writes the code that {{name}} runs at {{place}} ({{path}}): it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
      built: '{{name}} runs this value as code ({{path}}): whoever gets to choose it can do whatever this process can. Read data with JSON.parse, and choose what to do from a list.',
    },
  },

  create(context, { report }) {
    return {
      'Program:exit'() {
        for (const { place, source, danger } of injectionsIn(context, 'code')) {
          if (atLeast(danger, report)) context.report({ node: place.expression, messageId: danger === 'tainted' ? 'tainted' : 'built', data: { name: place.name, path: pathText(source) } });
        }
        // Where parameters are reported in the function itself, its callers have nothing to add.
        if (report !== 'tainted') return;
        for (const { node, ...data } of taintedUses(context, 'code')) if (data.place !== null) context.report({ node, messageId: 'passed', data });
      },
    };
  },
});
