import type { SinkForm, SinkLibrary } from './types.ts';

const raw = (name: string): SinkForm => ({ sink: 'html', name, arguments: [0] });

/** What marks a text as HTML that needs no escaping. */
export default {
  name: 'templates',
  packages: ['handlebars', 'hono/html', 'nunjucks'],
  calls: {
    'new handlebars#SafeString': raw('Handlebars.SafeString'),
    'hono/html#raw': raw('raw'),
    'new nunjucks#runtime.SafeString': raw('nunjucks.SafeString'),
    'nunjucks#runtime.markSafe': raw('nunjucks.markSafe'),
  },
} as const satisfies SinkLibrary;
