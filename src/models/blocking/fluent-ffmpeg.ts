import type { BlockingLibrary } from './types.ts';

const ENDS = ['save', 'saveToFile', 'run', 'exec', 'execute', 'pipe', 'stream', 'writeToStream', 'mergeToFile', 'screenshots', 'takeScreenshots', 'screenshot', 'thumbnail', 'thumbnails'];

/** `ffprobe` reads what a file says of itself, and is cheap. */
export default {
  name: 'fluent-ffmpeg',
  packages: ['fluent-ffmpeg'],
  calls: [],
  work: [
    { symbol: 'fluent-ffmpeg#default()', ends: ENDS, name: 'ffmpeg', place: 'process' },
    { symbol: 'new fluent-ffmpeg#default', ends: ENDS, name: 'ffmpeg', place: 'process' },
  ],
} satisfies BlockingLibrary;
