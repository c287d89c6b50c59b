/** Options of libraries that switch the check of certificates off, with the value that does. */
export const SWITCHES: Readonly<Record<string, boolean>> = {
  // Node's tls, and what hands options to it: https agents, pg, mysql2, ioredis, undici, nodemailer, kafkajs.
  rejectUnauthorized: false,
  // request and its kin.
  strictSSL: false,
  // MongoDB.
  tlsAllowInvalidCertificates: true,
  tlsAllowInvalidHostnames: true,
  tlsInsecure: true,
  sslValidate: false,
  // SQL Server.
  trustServerCertificate: true,
};

/** Of what takes connections in: there the check is of clients, who may have no certificate. */
export const SERVERS: ReadonlySet<string> = new Set(['https#createServer', 'tls#createServer', 'http2#createSecureServer', 'new https#Server', 'new tls#Server', 'new tls#TLSSocket', 'spdy#createServer']);
export const SERVER_OPTIONS: ReadonlySet<string> = new Set(['requestCert', 'httpsOptions']);

/** Methods that switch the check off for one request. */
export const METHODS: ReadonlySet<string> = new Set(['disableTLSCerts']);
/** Modes in connection strings. */
export const MODE = /[?&]sslmode=no-verify\b/u;
export const VARIABLE = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** What makes an application speak TLS, by symbol. */
export const TLS_SERVERS: ReadonlySet<string> = new Set(['https#createServer', 'new https#Server', 'http2#createSecureServer', 'spdy#createServer']);
/** What makes one when its options say so: place of the options and property. */
export const TLS_OPTIONS: Readonly<Record<string, { readonly at: number; readonly name: string }>> = {
  'fastify#default': { at: 0, name: 'https' },
  'fastify#fastify': { at: 0, name: 'https' },
  '@nestjs/core#NestFactory.create': { at: 1, name: 'httpsOptions' },
};
