import type { SinkForm, SinkLibrary } from './types.ts';

const pattern: SinkForm = { sink: 'regexp', name: 'RegExp', arguments: [0] };
const timer = (name: string): SinkForm => ({ sink: 'code', name, arguments: [0], when: 'text' });
const vm = (name: string): SinkForm => ({ sink: 'code', name: `vm.${name}`, arguments: [0] });

/** What runs texts as code or as patterns: of the language itself, and of Node.js. */
export default {
  name: 'language',
  packages: ['global', 'vm', 'vm2', 'node-serialize', 'isolated-vm', 'mathjs'],
  calls: {
    'global#RegExp': pattern,
    'new global#RegExp': pattern,
    'global#eval': { sink: 'code', name: 'eval', arguments: [0] },
    'global#globalThis.eval': { sink: 'code', name: 'eval', arguments: [0] },
    'global#Function': { sink: 'code', name: 'Function', arguments: [0, 1, 2, 3], when: 'kept' },
    'new global#Function': { sink: 'code', name: 'Function', arguments: [0, 1, 2, 3], when: 'kept' },
    'global#setTimeout': timer('setTimeout'),
    'global#setInterval': timer('setInterval'),
    'global#setImmediate': timer('setImmediate'),
    'vm#runInNewContext': vm('runInNewContext'),
    'vm#runInThisContext': vm('runInThisContext'),
    'vm#runInContext': vm('runInContext'),
    'vm#compileFunction': { ...vm('compileFunction'), when: 'kept' },
    'new vm#Script': { ...vm('Script'), when: 'kept' },
    'new vm#SourceTextModule': { ...vm('SourceTextModule'), when: 'kept' },
    'new vm2#VM.run': { sink: 'code', name: 'vm2.run', arguments: [0] },
    'new vm2#NodeVM.run': { sink: 'code', name: 'vm2.run', arguments: [0] },
    'node-serialize#unserialize': { sink: 'code', name: 'unserialize', arguments: [0] },
  },
} as const satisfies SinkLibrary;
