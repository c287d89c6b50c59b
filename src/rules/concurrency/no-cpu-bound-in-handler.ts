import { computationsOf } from '../../models/blocking/computing.ts';
import { createRule } from '../../models/create-rule.ts';
import { saysHttp } from '../../models/http/model.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow heavy computation while a request is handled',
      preset: 'recommended',
      practices: ['16.4', '16.8'],
      confidence: 'high',
      cwe: [400],
      owasp: ['API4:2023'],
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'unknown'],
      strictOptions: { jsonFiles: true },
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          maxIterations: { description: 'Turns of a loop, as constants say them, from which on it counts. Those of loops in one another are multiplied, and a hash counts as a thousand.', type: 'integer', minimum: 1 },
          jsonFiles: { description: 'Also report `JSON.parse` of a whole file.', type: 'boolean' },
        },
      },
    ],
    defaultOptions: [{ maxIterations: 10_000_000, jsonFiles: false }],
    messages: {
      loop: 'This request keeps the event loop busy with {{name}} ({{path}}): every other request waits meanwhile. Move it to a worker thread, or put a job into a queue.',
      pool: 'This request computes with {{name}} in the server ({{path}}): files, name look-ups and password hashes of all requests wait for the same few threads of libuv’s pool, and share the processor. Put a job into a queue, and compute in a worker process.',
      process: 'This request makes the server run {{name}} ({{path}}), which takes processor and memory from all others. Put a job into a queue, and let a worker do it.',
    },
  },

  when: [saysHttp],

  create(context, options) {
    return {
      'Program:exit'() {
        for (const { node, name, place, path } of computationsOf(context, options)) context.report({ node, messageId: place, data: { name, path: path.join(' → ') } });
      },
    };
  },
});
