import { createRule } from '../../models/create-rule.ts';
import { hasPlaces } from '../../models/http/model.ts';
import { unversionedPlaces } from '../../models/http/versions.ts';

export default createRule({
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require a version in the addresses of the API',
      preset: 'strict',
      practices: ['2.5'],
      confidence: 'medium',
    },
    languages: ['js/js'],
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { prefix: { type: 'string', description: 'What has to stand in front of the version, as `api` for `/api/v1`. Without it the version may stand anywhere.' } },
      },
    ],
    defaultOptions: [{ prefix: '' }],
    messages: {
      unversioned: "'{{address}}' names no version, so a change that breaks clients has nowhere to go. Serve it below '{{wanted}}'.",
    },
  },

  when: [hasPlaces],

  create(context, { prefix }) {
    const before = (prefix ?? '').replace(/^\/+|\/+$/gu, '');
    return {
      'Program:exit'() {
        for (const { node, address } of unversionedPlaces(context, before)) context.report({ node, messageId: 'unversioned', data: { address, wanted: `/${before === '' ? 'api' : before}/v1` } });
      },
    };
  },
});
