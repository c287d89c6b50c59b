const ON = /(?:^|,)\s*(?:\*|eslint-plugin-backend)\s*(?:,|$)/.test(process.env['DEBUG'] ?? '');

/** With `DEBUG=eslint-plugin-backend`, says on standard error why a question was answered unknown. */
export function debug(message: () => string): void {
  if (ON) process.stderr.write(`eslint-plugin-backend ${message()}\n`);
}
