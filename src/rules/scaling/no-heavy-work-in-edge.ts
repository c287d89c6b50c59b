import { createRule } from '../../models/create-rule.ts';
import { runsAtEdge, unsuitedImports } from '../../models/runtimes/edge.ts';

export default createRule({
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow imports in edge functions of what does not run there: native addons, sockets, the file system, heavy computing',
      preset: 'recommended',
      practices: ['15.13'],
      confidence: 'high',
      roles: ['controller', 'service', 'repository', 'middleware', 'entry', 'config', 'edge', 'serverless', 'unknown'],
    },
    languages: ['js/js'],
    schema: [],
    defaultOptions: [],
    messages: {
      native: "{{runtime}} loads no native addon: '{{module}}'{{way}} is one. Move this work to a function that runs on Node.js.",
      process: "{{runtime}} starts no processes and threads, which '{{module}}'{{way}} does. Move this work to a function that runs on Node.js.",
      node: "{{runtime}} has no '{{module}}' of Node.js{{way}}. Use a web standard in its place, or let this function run on Node.js.",
      sockets: "{{runtime}} opens no TCP connections, which '{{module}}'{{way}} needs. Use a client that speaks HTTP, or let this function run on Node.js.",
      cpu: "'{{module}}'{{way}} computes for longer than {{runtime}} gives to a request. Move this work to a function that runs on Node.js, or to a job.",
    },
  },

  when: [runsAtEdge],

  create(context) {
    return {
      'Program:exit'() {
        for (const { node, module, why, runtime, path } of unsuitedImports(context)) {
          context.report({ node, messageId: why, data: { runtime: runtime.name, module, way: path.length === 0 ? '' : ` (by ${path.join(' → ')})` } });
        }
      },
    };
  },
});
