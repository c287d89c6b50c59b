import type { BlockingLibrary, WorkForm } from './types.ts';

const LAUNCHERS = [
  ...['puppeteer', 'puppeteer-core'].map((name) => `${name}#launch`),
  ...['playwright', 'playwright-core', 'playwright-chromium'].flatMap((name) => ['chromium', 'firefox', 'webkit'].map((browser) => `${name}#${browser}.launch`)),
];

/** A browser of its own for a request, or one that was started here and prints. `connect` leads to one that may run elsewhere. */
export default {
  name: 'browsers',
  packages: ['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core', 'playwright-chromium'],
  calls: [],
  work: LAUNCHERS.flatMap((symbol): WorkForm[] => [
    { symbol, name: 'a browser', place: 'process' },
    { symbol: `${symbol}()`, ends: ['pdf', 'screenshot'], name: 'a browser', place: 'process' },
  ]),
  // The function runs in the page.
  elsewhere: LAUNCHERS.map((symbol) => ({ symbol: `${symbol}()`, ends: ['evaluate', 'evaluateHandle', '$eval', '$$eval', 'waitForFunction', 'addInitScript', 'evaluateOnNewDocument'] })),
} satisfies BlockingLibrary;
