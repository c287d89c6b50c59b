import { createRule } from '../../models/create-rule.ts';
import { MAY_MEASURE, unboundedLabels } from '../../models/telemetry/labels.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow labels of metrics with as many values as there are users, requests or errors',
      preset: 'recommended',
      practices: ['12.7'],
      confidence: 'high',
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      id: "The label '{{name}}' has a value for each row of a table, and each value is a time series of its own. Leave it out, and put it into logs and traces.",
      email: "The label '{{name}}' has a value for each address, and each value is a time series of its own. Leave it out, and put it into logs and traces.",
      address: "The label '{{name}}' has a value for each client, and each value is a time series of its own. Leave it out, and put it into logs and traces.",
      token: "The label '{{name}}' has a value for each session, and shows it to all who read metrics. Leave it out.",
      url: "The label '{{name}}' has a value for each address that is asked for, scanners' included. Label with the pattern of the route, such as '/orders/:id'.",
      input: "The label '{{name}}' has whatever values a client sends, and each value is a time series of its own. Map it to a few known values, or leave it out.",
      error: "The label '{{name}}' has a value for each text of an error. Label with a code or the name of the error's class.",
      unique: "The label '{{name}}' has another value each time. Leave it out.",
    },
  },

  when: [MAY_MEASURE],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, name, why } of unboundedLabels(context)) context.report({ node, messageId: why, data: { name } });
      },
    };
  },
});
