import { packageOf } from '../../ast/origin.ts';
import { packages } from '../../core/gates.ts';

const END = ['end'];
const DESTROY = ['destroy'];
const CLOSE = ['close'];

/** What stays open until it is closed, by the symbol of the value, with the methods that close it. */
export const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'new pg#Pool': END,
  'new pg#native.Pool': END,
  'new pg-pool#default': END,
  'postgres#default()': END,
  'mysql2#createPool()': END,
  'mysql2/promise#createPool()': END,
  'slonik#createPool()': END,
  'knex#default()': DESTROY,
  'knex#knex()': DESTROY,
  'new kysely#Kysely': DESTROY,
  'new sequelize#Sequelize': CLOSE,
  'new sequelize-typescript#Sequelize': CLOSE,
  'new typeorm#DataSource': ['destroy', 'close'],
  'new @prisma/client#PrismaClient': ['$disconnect'],
  'new mongodb#MongoClient': CLOSE,
  'mongoose#connect()': ['disconnect', 'connection.close'],
  '@mikro-orm/core#MikroORM.init()': CLOSE,
  '@mikro-orm/postgresql#MikroORM.init()': CLOSE,
  'new ioredis#default': ['quit', 'disconnect'],
  'new ioredis#Redis': ['quit', 'disconnect'],
  'redis#createClient()': ['quit', 'close', 'disconnect', 'destroy'],
  'redis#createCluster()': ['quit', 'close', 'disconnect', 'destroy'],
  'new bullmq#Worker': CLOSE,
  'new bullmq#Queue': CLOSE,
  'new bullmq#QueueEvents': CLOSE,
  'new bullmq#FlowProducer': CLOSE,
  'new bull#default': CLOSE,
  'bull#default()': CLOSE,
  'new pg-boss#default': ['stop'],
  'new pg-boss#PgBoss': ['stop'],
  'new kafkajs#Kafka.producer()': ['disconnect'],
  'new kafkajs#Kafka.consumer()': ['disconnect'],
  'amqplib#connect()': CLOSE,
};
/** Methods of a module that close what another of its functions opened: `mongoose.disconnect()`. */
export const MODULE_CLOSES: Readonly<Record<string, string>> = { 'mongoose#disconnect': 'mongoose#connect()', 'mongoose#connection.close': 'mongoose#connect()', 'mongoose#default.disconnect': 'mongoose#connect()' };

/** Servers that take requests, by the symbol of the value: those whose `close` takes a callback and gives no promise. */
const CALLBACK_SERVERS = [
  ...['http', 'https', 'http2'].flatMap((name) => [`${name}#createServer()`, `${name}#createServer().listen()`, `new ${name}#Server`, `${name}#createSecureServer()`]),
  'express#default().listen()', 'new express#Express.listen()', 'new express#Application.listen()', 'new koa#default.listen()', '@hono/node-server#serve()', '@hono/node-server#createAdaptorServer()',
];
/** And those that are closed in another way. */
const OTHER_SERVERS = ['fastify#default()', 'fastify#fastify()', 'new fastify#FastifyInstance', '@nestjs/core#NestFactory.create()', 'new @nestjs/common#INestApplication', 'stoppable#default()', 'http-terminator#createHttpTerminator()'];
/** Calls that end a server: it takes no more requests, and answers those it has. */
export const SERVER_CLOSES: ReadonlySet<string> = new Set([...CALLBACK_SERVERS, ...OTHER_SERVERS].flatMap((server) => ['close', 'stop', 'terminate'].map((method) => `${server}.${method}`)));
/** Those that give nothing to wait for: `await server.close()` goes on at once. */
export const CALLBACK_CLOSES: ReadonlySet<string> = new Set(CALLBACK_SERVERS.map((server) => `${server}.close`));

/** Passed by a file that names a module which makes such a thing. */
export const NAMES_RESOURCE = packages(...Object.keys(RESOURCES).map((symbol) => packageOf(symbol)));
