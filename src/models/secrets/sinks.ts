import { packageOf } from '../../ast/origin.ts';
import { all, any, packages, words } from '../../core/gates.ts';
import type { SecretPlace } from './types.ts';

const at = (argument: number, is: string): SecretPlace => ({ argument, is });
const option = (argument: number, path: string, is: string): SecretPlace => ({ argument, path: path.split('.'), is });
/** A password beside the host it opens. */
const opening = (argument: number, path: string, is = 'the password'): SecretPlace => ({ ...option(argument, path, is), opens: 'network' });

const SIGNING = 'the signing key';
const KEY = 'the key';
const COOKIES = 'the secret that signs cookies';
const SESSIONS = 'the secret of the sessions';
const API = 'the API key';
const PASSWORD = 'the password';
const CLIENT = 'the client secret';

const database = [opening(0, 'password'), opening(0, 'connection.password'), opening(0, 'auth.password')];
const jwtModule = [option(0, 'secret', SIGNING), option(0, 'privateKey', SIGNING), option(0, 'secretOrPrivateKey', SIGNING)];
const jwtCall = [option(1, 'secret', SIGNING), option(1, 'privateKey', SIGNING)];
const strategy = [option(0, 'clientSecret', CLIENT), option(0, 'consumerSecret', CLIENT)];
const hmac = Object.fromEntries(['MD5', 'SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3'].map((digest) => [`crypto-js#Hmac${digest}`, [at(1, KEY)]] as const));
const ciphers = Object.fromEntries(['AES', 'DES', 'TripleDES', 'Rabbit', 'RC4'].flatMap((cipher) => ['encrypt', 'decrypt'].map((way) => [`crypto-js#${cipher}.${way}`, [at(1, KEY)]] as const)));

/** Calls and constructors that take a secret, by symbol; plugins that are registered stand behind `register `. */
const SINKS: Readonly<Record<string, readonly SecretPlace[]>> = {
  // Tokens
  'jsonwebtoken#sign': [at(1, SIGNING)],
  'jsonwebtoken#verify': [at(1, SIGNING)],
  'new jose#SignJWT.sign': [at(0, SIGNING)],
  'new jose#EncryptJWT.encrypt': [at(0, KEY)],
  'jose#jwtVerify': [at(1, SIGNING)],
  'hono/jwt#sign': [at(1, SIGNING)],
  'hono/jwt#verify': [at(1, SIGNING)],
  'hono/jwt#jwt': [option(0, 'secret', SIGNING)],
  'express-jwt#default': [option(0, 'secret', SIGNING)],
  'express-jwt#expressjwt': [option(0, 'secret', SIGNING)],
  'express-jwt#expressJwt': [option(0, 'secret', SIGNING)],
  'koa-jwt#default': [option(0, 'secret', SIGNING)],
  '@nestjs/jwt#JwtModule.register': jwtModule,
  'new @nestjs/jwt#JwtService': jwtModule,
  'new @nestjs/jwt#JwtService.sign': jwtCall,
  'new @nestjs/jwt#JwtService.signAsync': jwtCall,
  'new @nestjs/jwt#JwtService.verify': jwtCall,
  'new @nestjs/jwt#JwtService.verifyAsync': jwtCall,
  'new passport-jwt#Strategy': [option(0, 'secretOrKey', SIGNING)],
  'fast-jwt#createSigner': [option(0, 'key', SIGNING)],
  'fast-jwt#createVerifier': [option(0, 'key', SIGNING)],
  'register @fastify/jwt#default': [option(1, 'secret', SIGNING)],
  'register @fastify/jwt#fastifyJwt': [option(1, 'secret', SIGNING)],
  'jwt-simple#encode': [at(1, SIGNING)],
  'jwt-simple#decode': [at(1, SIGNING)],

  // Signatures and ciphers
  'crypto#createHmac': [at(1, KEY)],
  'crypto#createCipheriv': [at(1, KEY)],
  'crypto#createDecipheriv': [at(1, KEY)],
  'crypto#createCipher': [at(1, KEY)],
  'crypto#createDecipher': [at(1, KEY)],
  'crypto#createSecretKey': [at(0, KEY)],
  'crypto#createPrivateKey': [at(0, KEY)],
  'crypto#createSign().sign': [at(0, SIGNING)],
  ...hmac,
  ...ciphers,

  // Cookies and sessions
  'express-session#default': [option(0, 'secret', SESSIONS)],
  'cookie-session#default': [option(0, 'secret', SESSIONS), option(0, 'keys', SESSIONS)],
  'cookie-parser#default': [at(0, COOKIES)],
  'cookie-signature#sign': [at(1, COOKIES)],
  'cookie-signature#unsign': [at(1, COOKIES)],
  'register @fastify/session#default': [option(1, 'secret', SESSIONS)],
  'register @fastify/session#fastifySession': [option(1, 'secret', SESSIONS)],
  'register @fastify/secure-session#default': [option(1, 'secret', SESSIONS), option(1, 'key', SESSIONS)],
  'register @fastify/cookie#default': [option(1, 'secret', COOKIES)],
  'register @fastify/cookie#fastifyCookie': [option(1, 'secret', COOKIES)],
  'iron-session#getIronSession': [option(2, 'password', SESSIONS), option(1, 'password', SESSIONS)],
  'hono/cookie#setSignedCookie': [at(3, COOKIES)],
  'hono/cookie#getSignedCookie': [at(1, COOKIES)],
  'better-auth#betterAuth': [option(0, 'secret', SESSIONS)],
  'next-auth#default': [option(0, 'secret', SESSIONS)],
  'csrf-csrf#doubleCsrf': [option(0, 'getSecret', COOKIES)],

  // Doors
  'hono/basic-auth#basicAuth': [option(0, 'password', PASSWORD)],
  'hono/bearer-auth#bearerAuth': [option(0, 'token', 'the token')],

  // Databases and brokers
  'new pg#Pool': database,
  'new pg#Client': database,
  'postgres#default': [opening(1, 'password'), opening(1, 'pass'), ...database],
  'mysql2#createPool': database,
  'mysql2#createConnection': database,
  'mysql2/promise#createPool': database,
  'mysql2/promise#createConnection': database,
  'mysql#createPool': database,
  'mysql#createConnection': database,
  'mssql#connect': [opening(0, 'password')],
  'new mssql#ConnectionPool': [opening(0, 'password')],
  'knex#default': database,
  'knex#knex': database,
  'new typeorm#DataSource': database,
  '@nestjs/typeorm#TypeOrmModule.forRoot': database,
  '@nestjs/sequelize#SequelizeModule.forRoot': database,
  'new sequelize#Sequelize': [{ argument: 2, is: PASSWORD, opens: 'network' }, ...database],
  'new sequelize#default': [{ argument: 2, is: PASSWORD, opens: 'network' }, ...database],
  'new ioredis#default': [opening(0, 'password'), opening(2, 'password')],
  'new ioredis#Redis': [opening(0, 'password'), opening(2, 'password')],
  'redis#createClient': [opening(0, 'password')],
  '@clickhouse/client#createClient': [opening(0, 'password')],
  'new kafkajs#Kafka': [option(0, 'sasl.password', PASSWORD)],
  'new @elastic/elasticsearch#Client': [option(0, 'auth.password', PASSWORD), option(0, 'auth.apiKey', API)],
  'new @opensearch-project/opensearch#Client': [option(0, 'auth.password', PASSWORD)],
  'nodemailer#createTransport': [opening(0, 'auth.pass'), option(0, 'auth.clientSecret', CLIENT)],

  // Services
  'new stripe#default': [at(0, API)],
  'new stripe#Stripe': [at(0, API)],
  'twilio#default': [at(1, 'the auth token')],
  'new twilio#Twilio': [at(1, 'the auth token')],
  '@sendgrid/mail#setApiKey': [at(0, API)],
  'new resend#Resend': [at(0, API)],
  'new postmark#ServerClient': [at(0, 'the server token')],
  'new openai#default': [option(0, 'apiKey', API)],
  'new openai#OpenAI': [option(0, 'apiKey', API)],
  'new @anthropic-ai/sdk#default': [option(0, 'apiKey', API)],
  'new @octokit/rest#Octokit': [option(0, 'auth', 'the token')],
  'new octokit#Octokit': [option(0, 'auth', 'the token')],
  'new @slack/web-api#WebClient': [at(0, 'the token')],
  'new @slack/bolt#App': [option(0, 'signingSecret', SIGNING), option(0, 'token', 'the token')],
  'algoliasearch#default': [at(1, API)],
  'algoliasearch#algoliasearch': [at(1, API)],
  'cloudinary#v2.config': [option(0, 'api_secret', 'the API secret')],
  'new pusher#default': [option(0, 'secret', 'the secret')],
  'new razorpay#default': [option(0, 'key_secret', 'the secret')],
  'new passport-google-oauth20#Strategy': strategy,
  'new passport-github2#Strategy': strategy,
  'new passport-facebook#Strategy': strategy,
  'new passport-twitter#Strategy': strategy,
  'new passport-oauth2#Strategy': strategy,
  'new passport-openidconnect#Strategy': strategy,
  'new google-auth-library#OAuth2Client': [at(1, CLIENT), option(0, 'clientSecret', CLIENT)],
  'new @azure/storage-blob#StorageSharedKeyCredential': [at(1, 'the account key')],
  'new aws-sdk#S3': [option(0, 'secretAccessKey', 'the secret access key')],
  'aws-sdk#config.update': [option(0, 'secretAccessKey', 'the secret access key')],
  'new minio#Client': [opening(0, 'secretKey', 'the secret key')],
};

/** Clients of a cloud, one package a service: their credentials stand at one place. */
const AWS: readonly SecretPlace[] = [option(0, 'credentials.secretAccessKey', 'the secret access key'), option(0, 'secretAccessKey', 'the secret access key')];
const isAws = (name: string): boolean => name.startsWith('@aws-sdk/client-') || name === '@aws-sdk/lib-storage';

/** Properties that take keys by assignment, by symbol of the object. */
export const ASSIGNED: Readonly<Record<string, string>> = { 'new koa#default.keys': COOKIES };

/** Passed by a file that may give a secret to something known. */
export const MAY_TAKE_SECRET = any(packages(...[...Object.keys(SINKS), ...Object.keys(ASSIGNED)].map((symbol) => packageOf(symbol.replace(/^register /u, '')))), all(words('aws'), words('sdk'), words('client')));

/** Last names of the symbols: a call of another name takes no secret, whatever it is called on. */
const NAMES: ReadonlySet<string> = new Set(Object.keys(SINKS).map((symbol) => /[\w$]+$/u.exec(symbol)?.[0] ?? ''));

/** Whether a method of that name may take a secret. */
export function mayTakeSecret(method: string): boolean {
  return NAMES.has(method) || method.endsWith('Client');
}

/** Where a call takes secrets, by its symbol: methods that are chained before it are left out. */
export function placesOf(symbol: string): readonly SecretPlace[] {
  const plain = symbol.replace(/(?:\.\w+\(\))+/gu, '');
  if (Object.hasOwn(SINKS, plain)) return SINKS[plain] ?? [];
  return symbol.startsWith('new ') && isAws(packageOf(symbol)) ? AWS : [];
}
