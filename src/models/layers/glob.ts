/**
 * Whether a path with forward slashes matches a glob: `*` and `?` inside one name, `**` over folders, `{a,b}`. A glob
 * that ends in a slash, or names a folder without any wildcard, matches what is below it.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return expand(glob.replace(/^\.?\//, '')).some((one) => pattern(one).test(path));
}

/** One glob for each choice of the braces. */
function expand(glob: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (!braces) return [glob];
  const before = glob.slice(0, braces.index);
  const after = glob.slice(braces.index + braces[0].length);
  return (braces[1] ?? '').split(',').flatMap((choice) => expand(`${before}${choice.trim()}${after}`));
}

const known = new Map<string, RegExp>();

function pattern(glob: string): RegExp {
  let found = known.get(glob);
  if (!found) {
    const whole = glob.endsWith('/') ? `${glob}**` : glob;
    const source = whole.replaceAll(/\*\*\/|\/\*\*$|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
      switch (part) {
        case '**/':
          return '(?:.*/)?';
        case '/**':
          return '/.*';
        case '**':
          return '.*';
        case '*':
          return '[^/]*';
        case '?':
          return '[^/]';
        default:
          return `\\${part}`;
      }
    });
    found = new RegExp(`^${source}${/[*?]/.test(glob) ? '' : '(?:/.*)?'}$`);
    known.set(glob, found);
  }
  return found;
}
