/**
 * What the text of a file has to say for a question to be worth asking. Most files say nothing of most concerns: all gates of a file are
 * decided by one look at its words, before any code of a rule runs. A gate that is passed proves nothing, one that is not passed does.
 */
export type Gate = { readonly leaf: number } | { readonly all: readonly Gate[] } | { readonly any: readonly Gate[] };

/** Which leaves of gates a text passes, by their number. */
export type Marks = Uint8Array;

/** How a word stands in a text: anywhere, before a call's bracket, after a dot, as a whole string. */
type Standing = 'word' | 'called' | 'member' | 'quoted';
type Said = Readonly<Record<Standing, readonly number[]>>;

const QUIET: readonly number[] = [];
const UNSAID: Said = { word: QUIET, called: QUIET, member: QUIET, quoted: QUIET };
const MAX_VOCABULARY = 200_000;

let leaves = 0;
const byWord: Readonly<Record<Standing, Map<string, number[]>>> = { word: new Map(), called: new Map(), member: new Map(), quoted: new Map() };
const byPattern: { readonly pattern: RegExp; readonly leaf: number }[] = [];
/** The leaves that a word passes, worked out once for each word of the process. */
const vocabulary = new Map<string, Said>();
/** All patterns in one for each kind of flags. */
let combined: readonly RegExp[] | null = null;

/** Passed by a text with one of some words: runs of letters, digits, `_` and `$` in code, strings and comments. A pattern is asked of each word alone. */
export function words(...said: readonly (string | RegExp)[]): Gate {
  return leafOf('word', said);
}

/** Passed by a text in which one of some names may be called: it stands before `(`, `<`, a template or `?.`. */
export function calls(...names: readonly string[]): Gate {
  return leafOf('called', names);
}

/** Passed by a text in which one of some names stands after a dot. */
export function members(...names: readonly string[]): Gate {
  return leafOf('member', names);
}

/** Passed by a text with a string that is the name of one of some packages, or of a module in one; `node:` is left out. */
export function packages(...names: readonly string[]): Gate {
  return leafOf('quoted', names);
}

/** Passed by a text that passes every one. */
export function all(...gates: readonly Gate[]): Gate {
  return { all: gates };
}

/** Passed by a text that passes one. */
export function any(...gates: readonly Gate[]): Gate {
  return { any: gates };
}

const marked = new Map<string, Marks>();
let markedText = 0;
/** Characters of the texts whose marks are kept. */
const MAX_MARKED = 8_000_000;

/** What a text passes of the gates that were made so far. A text is looked at once, whoever has read it. */
export function marksOf(text: string): Marks {
  let marks = marked.get(text);
  if (!marks || isOutdated(marks)) {
    if (markedText > MAX_MARKED) {
      marked.clear();
      markedText = 0;
    }
    marked.set(text, (marks = lookAt(text)));
    markedText += text.length;
  }
  return marks;
}

function lookAt(text: string): Marks {
  const marks = new Uint8Array(leaves);
  const mark = (passed: readonly number[]): void => {
    for (const leaf of passed) marks[leaf] = 1;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isQuote(code)) for (const name of namesAt(text, at + 1)) mark(saidBy(name).quoted);
    if (!isWordPart(code)) continue;
    const start = at;
    while (isWordPart(text.charCodeAt(at + 1))) at++;
    const said = saidBy(text.slice(start, at + 1));
    if (said === UNSAID) continue;
    mark(said.word);
    if (said.member !== QUIET && text.charCodeAt(start - 1) === DOT) mark(said.member);
    if (said.called !== QUIET && isBeforeCall(text, at + 1)) mark(said.called);
  }
  return marks;
}

/** Whether gates were made since these marks were. */
export function isOutdated(marks: Marks): boolean {
  return marks.length < leaves;
}

/** Whether a text passes a gate. */
export function isSaidIn(text: string, gate: Gate): boolean {
  return isPassed(marksOf(text), gate);
}

/** Whether a text with these marks passes a gate. */
export function isPassed(marks: Marks, gate: Gate): boolean {
  if ('leaf' in gate) return marks[gate.leaf] === 1;
  return 'all' in gate ? gate.all.every((one) => isPassed(marks, one)) : gate.any.some((one) => isPassed(marks, one));
}

function saidBy(word: string): Said {
  let said = vocabulary.get(word);
  if (!said) {
    said = workedOut(word);
    if (vocabulary.size >= MAX_VOCABULARY) vocabulary.clear();
    vocabulary.set(word, said);
  }
  return said;
}

function workedOut(word: string): Said {
  const patterns = mayMatch(word) ? byPattern.flatMap(({ pattern, leaf }) => (pattern.test(word) ? [leaf] : [])) : QUIET;
  const exact = byWord.word.get(word) ?? QUIET;
  const said: Said = {
    word: patterns.length > 0 ? [...exact, ...patterns] : exact,
    called: byWord.called.get(word) ?? QUIET,
    member: byWord.member.get(word) ?? QUIET,
    quoted: byWord.quoted.get(word) ?? QUIET,
  };
  return Object.values(said).every((passed) => passed === QUIET) ? UNSAID : said;
}

/** Whether one of all patterns matches a word: most words are asked a few questions instead of one for each pattern. */
function mayMatch(word: string): boolean {
  combined ??= [...new Set(byPattern.map(({ pattern }) => pattern.flags))].map((flags) => new RegExp(byPattern.flatMap(({ pattern }) => (pattern.flags === flags ? [pattern.source] : [])).join('|'), flags));
  return combined.some((pattern) => pattern.test(word));
}

function leafOf(standing: Standing, said: readonly (string | RegExp)[]): Gate {
  const leaf = leaves++;
  vocabulary.clear();
  combined = null;
  for (const one of said) {
    if (typeof one !== 'string') byPattern.push({ pattern: one, leaf });
    else byWord[standing].set(one, [...(byWord[standing].get(one) ?? []), leaf]);
  }
  return { leaf };
}

const DOT = 46;

function isQuote(code: number): boolean {
  return code === 39 || code === 34 || code === 96;
}

/** `[\w$]`; false behind the end of a text, where there is no code. */
function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36;
}

/** The module that the string which starts here may name, and its package: `node:fs/promises` is `fs/promises` and `fs`. */
function namesAt(text: string, from: number): readonly string[] {
  NAME.lastIndex = from;
  const [, name] = NAME.exec(text) ?? [];
  if (name === undefined) return QUIET_NAMES;
  const end = name.indexOf('/', name.startsWith('@') ? name.indexOf('/') + 1 : 0);
  return end > 0 ? [name, name.slice(0, end)] : [name];
}

const NAME = /(?:node:)?([\w@][\w@./-]*)['"`]/uy;
const QUIET_NAMES: readonly string[] = [];

function isBeforeCall(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  const code = text.charCodeAt(at);
  return code === 40 || code === 60 || code === 96 || (code === 63 && text.charCodeAt(at + 1) === DOT);
}
