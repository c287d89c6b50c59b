/** One file of a sample on a page. */
export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

export interface Sample {
  readonly kind: 'incorrect' | 'correct';
  /** Line of the page on which the sample starts. */
  readonly line: number;
  readonly files: readonly SampleFile[];
  /** `settings.backend` of the sample. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const FENCE = /^```(\S+)?[ \t]*(.*)\n([\s\S]*?)^```[ \t]*$/gmu;
const LANGUAGES = new Map([['ts', 'ts'], ['typescript', 'ts'], ['tsx', 'tsx'], ['js', 'js'], ['javascript', 'js'], ['jsx', 'jsx'], ['sql', 'sql'], ['prisma', 'prisma'], ['json', 'json']]);
const FILE = /^(?:\/\/|--|#) file: (\S+)[ \t]*\n/gmu;
const SETTINGS = /^\/\/ settings: (\{.*\})[ \t]*\n/mu;

/**
 * The code blocks below the headings Incorrect and Correct of a page. The words after a block's language name its
 * file; lines such as `// file: src/db.ts` split a block into several, and `// settings: {…}` gives the plugin's settings.
 */
export function samplesOf(page: string): Sample[] {
  const samples: Sample[] = [];
  for (const fence of page.matchAll(FENCE)) {
    const [, language = '', info = '', code = ''] = fence;
    const extension = LANGUAGES.get(language);
    const kind = kindOf(page.slice(0, fence.index));
    if (extension === undefined || kind === null) continue;
    const settings = SETTINGS.exec(code);
    samples.push({
      kind,
      line: page.slice(0, fence.index).split('\n').length,
      files: split(code.replace(SETTINGS, ''), info.trim().split(/\s+/u)[0] || `src/sample.${extension}`),
      settings: settings ? (JSON.parse(settings[1] ?? '{}') as Record<string, unknown>) : {},
    });
  }
  return samples;
}

/** What the nearest heading of level 2 above says about a sample. */
function kindOf(above: string): Sample['kind'] | null {
  const heading = [...above.matchAll(/^## +(.*)$/gmu)].at(-1)?.[1] ?? '';
  if (/\bincorrect\b/iu.test(heading)) return 'incorrect';
  return /\bcorrect\b/iu.test(heading) ? 'correct' : null;
}

function split(code: string, first: string): SampleFile[] {
  const marks = [...code.matchAll(FILE)];
  const head = code.slice(0, marks[0]?.index ?? code.length);
  const rest = marks.map((mark, i) => ({
    path: mark[1] ?? first,
    text: code.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? code.length),
  }));
  return head.trim() === '' ? rest : [{ path: first, text: head }, ...rest];
}
