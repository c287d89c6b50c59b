/** Words and marks by which a text says that something else has to stand there. */
const WORDS = /example|sample|placeholder|dummy|change[-_ ]?(?:me|it|this)|replace|insert|your[-_ ]|my[-_](?:secret|key|token|api)|redacted|xxxx|\.\.\.|…|<[^>]*>|\$\{|\{\{|%[A-Z_]+%|\*\*\*|not[-_ ]?(?:needed|used|required|a[-_ ]?real)|unused|fake|mock|todo|undefined|null\b|lorem|foobar/iu;
/** Runs that people type: `1234567`, `abcdefg`. */
const TYPED = /0123456|1234567|7654321|abcdefg|qwerty|(.)\1{5,}/iu;
const LEAST_DISTINCT = 8;

/** Whether a text only stands in for a secret. */
export function isPlaceholder(text: string): boolean {
  return text.trim() === '' || WORDS.test(text) || TYPED.test(text);
}

/** Whether a text of a key's form is too even to be one. */
export function isMadeUp(text: string): boolean {
  return isPlaceholder(text) || new Set(text).size < LEAST_DISTINCT;
}

/** Bits of information a character of a text holds (Shannon). */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
