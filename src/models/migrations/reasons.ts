/** What tools write into a new migration, and what is said to other tools. */
const NO_REASON = [
  // Source: templates of sequelize-cli, kysely-ctl, db-migrate and knex.
  /^add (?:reverting|altering|seed) commands? here/iu,
  /^(?:up |down )?migration code(?: goes here)?/iu,
  /^(?:note: )?(?:up|down) migrations are (?:mandatory|optional)/iu,
  /^replace with your sql commands/iu,
  /^write your .*\bhere\b/iu,
  /^(?:up|down|to-?do|fixme|eslint-|prettier-|biome-|istanbul |c8 |v8 |@ts-|ts-)/iu,
];

/** Whether a comment, without its marks, says in words why something is as it is. */
export function isReason(comment: string): boolean {
  const lines = comment.split('\n').map((line) => line.replace(/^[\s*]+/u, '').trim());
  // tags of JSDoc describe parameters
  const tag = lines.findIndex((line) => line.startsWith('@'));
  const text = lines.slice(0, tag < 0 ? undefined : tag).join(' ').trim();
  return /\p{L}{2,}[^\p{L}]+\p{L}{2,}/u.test(text) && !/[;{}]\s*$|\)\s*$/u.test(text) && NO_REASON.every((template) => !template.test(text));
}
