import { any, words } from '../../core/gates.ts';
import type { ShutdownLibrary } from './types.ts';

const BOTH = ['SIGTERM', 'SIGINT'];

/** Libraries that end a process in order, as their documentation says. */
export const SHUTDOWN_LIBRARIES: readonly ShutdownLibrary[] = [
  { symbol: 'close-with-grace#default', signals: BOTH, isBounded: true, closesServer: false, functions: [{ at: 0 }, { at: 1 }] },
  { symbol: '@godaddy/terminus#createTerminus', signals: ['SIGTERM'], signalsOption: { at: 1, names: ['signal', 'signals', 'useExit0'] }, isBounded: true, closesServer: true, functions: [{ at: 1, properties: ['onSignal', 'beforeShutdown', 'onShutdown'] }] },
  { symbol: 'http-graceful-shutdown#default', signals: BOTH, signalsOption: { at: 1, names: ['signals'] }, isBounded: true, closesServer: true, functions: [{ at: 1, properties: ['onShutdown', 'preShutdown', 'finally'] }] },
  { symbol: 'fastify-graceful-shutdown#default', signals: BOTH, isBounded: true, closesServer: true, functions: [] },
  { symbol: 'fastify-graceful-exit#default', signals: BOTH, isBounded: true, closesServer: true, functions: [] },
  { symbol: 'lightship#createLightship', signals: BOTH, isBounded: true, closesServer: false, functions: [] },
];
/** Methods that do, on what a framework makes: Nest runs its hooks and closes its server. */
export const SHUTDOWN_METHODS: ReadonlySet<string> = new Set(['enableShutdownHooks']);

/** Methods that hand over a function for the end: `lightship.registerShutdownHandler(fn)`, `app.addHook('onClose', fn)`. */
export const REGISTERS: Readonly<Record<string, { readonly first?: readonly string[]; readonly at: number }>> = {
  registerShutdownHandler: { at: 0 },
  addHook: { first: ['onClose', 'preClose'], at: 1 },
};
/** Methods of classes that a framework calls at the end. */
export const HOOK_METHODS: ReadonlySet<string> = new Set(['onModuleDestroy', 'beforeApplicationShutdown', 'onApplicationShutdown']);

/** What a text says that has to do with the end of the process. Before something is called missing, no file of the package may say so. */
export const SAYS_END = /\bSIG(?:TERM|INT|HUP|QUIT|BREAK)\b|enableShutdownHooks|close-with-grace|terminus|graceful-?(?:shutdown|exit|stop)|lightship|\bstoppable\b|http-(?:terminator|shutdown)|\bexit-hook\b|signal-exit|async-exit-hook|node-graceful|\bfast-shutdown\b|\bpm2\b|addSignalListener/iu;
/** The part of it that the files have to be read for. */
export const SAYS_SIGNAL = /\bSIG(?:TERM|INT|HUP|QUIT|BREAK)\b|\bonSignal\b|enableShutdownHooks|close-with-grace|@godaddy\/terminus|http-graceful-shutdown|fastify-graceful|lightship/u;
/** Text by which functions run at the end without a signal in the same file. */
export const SAYS_HOOK = /\bonClose\b|\bpreClose\b|registerShutdownHandler|\bonModuleDestroy\b|\b(?:before|on)ApplicationShutdown\b/u;
/** Passed by a file with a word of either. */
export const MAY_END = any(words(/\bSIG(?:TERM|INT|HUP|QUIT|BREAK)\b|\bonSignal\b|enableShutdownHooks|lightship|^grace|^terminus/u), words(SAYS_HOOK));
