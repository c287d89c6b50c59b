import { createRule } from '../../models/create-rule.ts';
import { flatLatencies, MAKES_METRIC } from '../../models/telemetry/latencies.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce histograms for metrics of how long requests and queries take',
      preset: 'strict',
      practices: ['15.3'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      gauge: "The gauge '{{name}}' keeps the time of the last one only: neither percentiles nor slow ones can be seen. Use a histogram.",
      counter: "The counter '{{name}}' keeps a sum of times, of which only an average can be had: slow ones disappear in it. Use a histogram, which has the sum too.",
    },
  },

  when: [MAKES_METRIC],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, kind } of flatLatencies(context)) context.report({ node, messageId: kind, data: { name } });
      },
    };
  },
});
