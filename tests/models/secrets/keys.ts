import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Letters and digits that look drawn, always the same: a little generator rather than keys in the source. */
export function drawn(length: number, alphabet = DIGITS): string {
  let state = 7;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length] ?? '';
  }).join('');
}

/** A token of that prefix with the check digits that GitHub and npm give theirs. */
export function checked(prefix: string): string {
  const body = drawn(30);
  let rest = crc32(body);
  let digits = '';
  for (let i = 0; i < 6; i++) {
    digits = `${DIGITS[rest % 62] ?? ''}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return `${prefix}_${body}${digits}`;
}

/** A key file of that many characters, which no program reads. */
export function keyFile(label: string, length: number): string {
  return ['-----BEGIN ', label, '-----\\n', drawn(length), '\\n-----END ', label, '-----'].join('');
}

/** A token of that payload, signed with nothing. */
export function webToken(payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [part({ alg: 'HS256', typ: 'JWT' }), part(payload), drawn(43)].join('.');
}
