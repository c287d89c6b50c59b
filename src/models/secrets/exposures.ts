import type { Node } from '../../ast/source-file.ts';
import { words } from '../../core/gates.ts';
import { perFile } from '../../core/memo.ts';
import { projectOf, says, sourceFileOf } from '../../project/project.ts';
import { envReadsOf, readsEnvironment } from '../config/reads.ts';
import { PUBLIC_PREFIX } from '../config/variables.ts';
import { wordsOf } from '../words/model.ts';
import { isApiKeyName } from './names.ts';

/** A variable whose name says it is a secret, under a prefix that puts it into the code browsers load. */
export interface PublicSecret {
  readonly node: Node;
  readonly name: string;
  /** What of the name does it: `NEXT_PUBLIC_`. */
  readonly prefix: string;
  /** An API key, which some services hand out for browsers. */
  readonly isApiKey: boolean;
}

/** Passed by a file with the name of such a variable. */
export const SAYS_PUBLIC_SECRET = words(/(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|GATSBY|NUXT_PUBLIC|VUE_APP|PUBLIC|NG_APP|STORYBOOK)_\w*(?:SECRET|PRIVATE|PASSWORD|PASSWD|TOKEN|API_?KEY)/u);
const LAST: ReadonlySet<string> = new Set(['secret', 'password', 'passwd', 'passphrase', 'token']);
/** Words that say that the token is made for browsers, and services whose tokens are. */
const FOR_BROWSERS: ReadonlySet<string> = new Set([
  'public', 'publishable', 'client', 'browser', 'anon', 'site', 'csrf', 'xsrf', 'beacon', 'test', 'demo', 'example',
  'mapbox', 'maptiler', 'cesium', 'mixpanel', 'posthog', 'amplitude', 'segment', 'heap', 'fullstory', 'hotjar', 'logrocket', 'rollbar', 'datadog', 'bugsnag', 'honeybadger', 'airbrake', 'appsignal', 'pendo', 'intercom', 'storyblok', 'datocms', 'dato', 'contentful', 'prismic', 'stytch', 'gleap', 'plausible', 'umami', 'turnstile',
]);

/** The secrets that the linted file reads under a name that is written into the code of browsers. */
export const publicSecretsOf = perFile((context): readonly PublicSecret[] => {
  if (!says(context, SAYS_PUBLIC_SECRET) || !readsEnvironment(context)) return [];
  const told = new Set<string>();
  return envReadsOf(sourceFileOf(context), projectOf(context)).flatMap(({ node, name }): PublicSecret[] => {
    const prefix = name === null ? undefined : PUBLIC_PREFIX.exec(name)?.[0];
    if (name === null || prefix === undefined || told.has(name)) return [];
    const rest = name.slice(prefix.length);
    const isApiKey = isApiKeyName(rest);
    if (!isApiKey && !isSecret(rest)) return [];
    told.add(name);
    return [{ node, name, prefix, isApiKey }];
  });
});

function isSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => FOR_BROWSERS.has(word))) return false;
  return LAST.has(last) || (last === 'key' && ['secret', 'private'].includes(words.at(-2) ?? ''));
}
