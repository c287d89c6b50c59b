import type { BlockingLibrary } from './types.ts';

/** Archives that are packed and unpacked in memory. `adm-zip` does it in one go, `jszip` in JavaScript. */
export default {
  name: 'zip',
  packages: ['jszip', 'adm-zip'],
  calls: [],
  work: [
    { symbol: 'new jszip#default.generateAsync', name: 'jszip', place: 'loop' },
    { symbol: 'new jszip#default.generateNodeStream', name: 'jszip', place: 'loop' },
    { symbol: 'new jszip#default.loadAsync', name: 'jszip', place: 'loop' },
    { symbol: 'jszip#loadAsync', name: 'jszip', place: 'loop' },
    { symbol: 'new adm-zip#default', ends: ['toBuffer', 'writeZip', 'extractAllTo', 'extractEntryTo', 'addLocalFolder'], name: 'adm-zip', place: 'loop' },
  ],
} satisfies BlockingLibrary;
