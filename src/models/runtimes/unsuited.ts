import type { EdgeRuntime, Unsuited } from './types.ts';

const NATIVE = [
  ...['bcrypt', '@node-rs/bcrypt', '@node-rs/argon2', 'argon2', 'sharp', 'canvas', '@napi-rs/canvas', 'better-sqlite3', 'sqlite3', 'sodium-native', 'pg-native', 'libpq', 'oracledb'],
  ...['node-rdkafka', '@confluentinc/kafka-javascript', 'zeromq', 'isolated-vm', 'node-pty', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu', 'onnxruntime-node', 'cpu-features', 're2', 'snappy', 'leveldown', 'lmdb'],
];
/** Packages that start another program: a browser, ffmpeg, a shell. */
const PROCESS = ['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core', 'fluent-ffmpeg', 'gm', 'imagemagick', 'shelljs', 'execa', 'cross-spawn', 'pm2', 'tesseract.js'];
/** Modules of Node.js that no edge runtime has, with or without a compatibility flag. */
const NODE_NEVER = ['child_process', 'cluster', 'worker_threads', 'repl', 'inspector', 'inspector/promises', 'dgram', 'v8'];
const NODE = ['fs', 'fs/promises', 'net', 'tls', 'dns', 'dns/promises', 'http', 'https', 'http2', 'vm', 'readline', 'readline/promises', 'os', 'perf_hooks'];
/** Clients that open TCP connections themselves. Those with a build of their own for the edge (`postgres`, `@neondatabase/serverless`) are none. */
const SOCKETS = ['pg', 'pg-promise', 'mysql', 'mysql2', 'mysql2/promise', 'mariadb', 'tedious', 'mssql', 'ioredis', 'redis', 'memjs', 'memcached', 'mongodb', 'mongoose', 'amqplib', 'kafkajs', 'nodemailer', 'typeorm', 'sequelize', 'knex', 'objection', 'bullmq', 'bull', 'agenda', 'pg-boss', 'graphile-worker'];
/** Pure JavaScript that computes for tens of milliseconds and more. */
const CPU = ['bcryptjs', 'jimp', 'pdfkit', 'pdfmake', 'exceljs', 'xlsx', 'jsdom', '@ffmpeg/ffmpeg', 'scrypt-js', '@noble/hashes/scrypt', '@noble/hashes/argon2', '@noble/hashes/scrypt.js', '@noble/hashes/argon2.js'];

const of = (why: Unsuited, names: readonly string[]): readonly (readonly [string, Unsuited])[] => names.map((name) => [name, why]);
const ALWAYS: ReadonlyMap<string, Unsuited> = new Map([...of('native', NATIVE), ...of('process', PROCESS), ...of('process', NODE_NEVER), ...of('cpu', CPU)]);
const WITHOUT_NODE: ReadonlyMap<string, Unsuited> = new Map([...of('node', NODE), ...of('sockets', SOCKETS)]);

/**
 * Why a module does not run in an edge runtime; null where it does or nothing is known.
 * https://nextjs.org/docs/app/api-reference/edge, https://developers.cloudflare.com/workers/runtime-apis/nodejs/
 */
export function unsuitedFor({ node }: EdgeRuntime, module: string): Unsuited | null {
  return ALWAYS.get(module) ?? (node === 'none' ? WITHOUT_NODE.get(module) : undefined) ?? null;
}
