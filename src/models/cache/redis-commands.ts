import type { LifetimeForm, MethodForm } from './types.ts';

/** Options of SET that end a key's life, or leave the end it has (https://redis.io/docs/latest/commands/set/). */
export const ENDS = ['EX', 'PX', 'EXAT', 'PXAT', 'KEEPTTL'];

/** The commands of Redis by the names clients give them; `set` differs from client to client. */
export function redisCommands(set: LifetimeForm): Readonly<Record<string, MethodForm>> {
  const one = (action: MethodForm['action'], names: readonly string[], more: Partial<MethodForm> = {}): readonly (readonly [string, MethodForm])[] => names.map((name) => [name, { action, key: 0, ...more }]);
  return Object.fromEntries([
    ...one('get', ['get', 'GET', 'getBuffer', 'getex', 'getEx', 'getdel', 'getDel', 'exists']),
    ...one('set', ['set', 'SET'], { value: 1, lifetime: set }),
    ...one('set', ['setex', 'setEx', 'SETEX', 'psetex', 'pSetEx', 'PSETEX'], { value: 2, lifetime: 'always' }),
    ...one('delete', ['del', 'DEL', 'unlink', 'UNLINK']),
    ...one('clear', ['flushall', 'flushAll', 'flushdb', 'flushDb'], { key: null }),
    ...one('increment', ['incr', 'INCR', 'incrby', 'incrBy', 'incrbyfloat', 'incrByFloat', 'decr', 'DECR', 'decrby', 'decrBy']),
    ...one('lifetime', ['expire', 'EXPIRE', 'pexpire', 'pExpire', 'expireat', 'expireAt', 'pexpireat', 'pExpireAt']),
  ]);
}
