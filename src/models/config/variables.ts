/** Prefixes of variables that bundlers write into what they build for browsers, as their manuals have them. */
export const PUBLIC_PREFIX = /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|GATSBY|NUXT_PUBLIC|VUE_APP|PUBLIC|NG_APP|STORYBOOK)_/u;

/** Variables that the system, the platform, the package manager or a test runner sets: nobody configures the program by them. */
const PLATFORM =
  /^(?:NODE_ENV|NODE_OPTIONS|NODE_TLS_REJECT_UNAUTHORIZED|CI|TZ|PATH|HOME|USER|USERNAME|LOGNAME|PWD|SHELL|TERM|LANG|LC_\w+|OS|OSTYPE|TEMP|TMP|TMPDIR|APPDATA|LOCALAPPDATA|USERPROFILE|HOSTNAME|EDITOR|DEBUG|NO_COLOR|FORCE_COLOR|COLUMNS|NEXT_RUNTIME|NEXT_PHASE|ANALYZE|DYNO|K_SERVICE|K_REVISION|PORT_OVERRIDE|JEST_WORKER_ID|VITEST\w*|VERCEL\w*|NETLIFY\w*|RAILWAY_\w+|RENDER\w*|FLY_\w+|HEROKU_\w+|GITHUB_(?:ACTIONS|SHA|REF|RUN_ID|REPOSITORY)|GITLAB_CI|AWS_(?:REGION|DEFAULT_REGION|EXECUTION_ENV|LAMBDA_\w+)|KUBERNETES_\w+|npm_\w+|XDG_\w+|NOTIFY_SOCKET|WATCHDOG_(?:USEC|PID)|LISTEN_(?:FDS|PID|FDNAMES)|INVOCATION_ID|JOURNAL_STREAM|WSL_\w+|(?:HTTPS?|NO|ALL)_PROXY)$/u;

/** Whether a variable is set by what runs the program rather than by who deploys it. */
export function isPlatformVariable(name: string): boolean {
  return PLATFORM.test(name);
}
