import { EXPRESS_REQUEST, WEB_REQUEST, WEB_RESPONSES } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'serverless',
  packages: ['@types/aws-lambda', 'aws-lambda', '@vercel/node', '@cloudflare/workers-types', '@middy/core', '@google-cloud/functions-framework', 'firebase-functions'],
  handlerTypes: {
    'aws-lambda#APIGatewayProxyHandler': 'serverless',
    'aws-lambda#APIGatewayProxyHandlerV2': 'serverless',
    'aws-lambda#Handler': 'serverless',
    'aws-lambda#SQSHandler': 'job',
    'aws-lambda#SNSHandler': 'job',
    'aws-lambda#ScheduledHandler': 'task',
    'aws-lambda#EventBridgeHandler': 'job',
  },
  parameters: { serverless: ['request', 'other'], job: ['other'], task: ['other'], route: ['request', 'response'] },
  parameterTypes: {
    'aws-lambda#APIGatewayProxyEvent': 'request',
    'aws-lambda#APIGatewayProxyEventV2': 'request',
    'aws-lambda#APIGatewayEvent': 'request',
    '@vercel/node#VercelRequest': 'request',
    '@vercel/node#VercelResponse': 'response',
    '@google-cloud/functions-framework#Request': 'request',
    '@google-cloud/functions-framework#Response': 'response',
  },
  callbacks: [
    { symbol: '@google-cloud/functions-framework#http', argument: 1, kind: 'serverless', parameters: ['request', 'response'] },
    { symbol: 'firebase-functions#https.onRequest', argument: -1, kind: 'serverless', parameters: ['request', 'response'] },
    { symbol: 'firebase-functions/v2/https#onRequest', argument: -1, kind: 'serverless', parameters: ['request', 'response'] },
    { symbol: '@middy/core#default', argument: 0, kind: 'serverless', parameters: ['request', 'other'] },
    { symbol: 'global#Deno.serve', argument: -1, kind: 'serverless', parameters: ['request'] },
  ],
  exports: [
    { path: /\.[cm]?[jt]s$/u, names: { handler: 'ALL' }, kind: 'serverless', parameters: ['request', 'other'], uses: ['queryStringParameters', 'pathParameters', 'requestContext', 'httpMethod', 'rawPath', 'body', 'multiValueHeaders'] },
    { path: /\.[cm]?[jt]s$/u, names: { handler: 'ALL' }, kind: 'job', parameters: ['other', 'other'], uses: ['Records', 'detail'] },
    {
      path: /\.[cm]?[jt]s$/u,
      names: { default: 'ALL' },
      kind: 'serverless',
      parameters: ['request', 'other', 'other'],
      members: {
        fetch: { kind: 'serverless', parameters: ['request', 'other', 'other'] },
        scheduled: { kind: 'task', parameters: ['other'] },
        queue: { kind: 'job', parameters: ['other'] },
      },
    },
    { path: /(?:^|\/)api\/(?!.*\broute\.)[^.]*\.[cm]?[jt]s$/u, names: { GET: 'GET', HEAD: 'HEAD', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', OPTIONS: 'OPTIONS' }, kind: 'serverless', parameters: ['request'] },
    { path: /(?:^|\/)functions\/.*\.[cm]?[jt]s$/u, names: { onRequest: 'ALL', onRequestGet: 'GET', onRequestPost: 'POST', onRequestPut: 'PUT', onRequestPatch: 'PATCH', onRequestDelete: 'DELETE' }, kind: 'serverless', parameters: ['context'] },
  ],
  reads: {
    request: {
      ...EXPRESS_REQUEST,
      ...WEB_REQUEST,
      headers: 'headers',
      queryStringParameters: 'query',
      multiValueQueryStringParameters: 'query',
      rawQueryString: 'query',
      pathParameters: 'params',
      multiValueHeaders: 'headers',
    },
    context: { 'request.json()': 'body', 'request.formData()': 'body:get', 'request.headers': 'headers:get', 'request.url': 'url', params: 'params' },
  },
  writers: { response: { json: { body: 0 }, send: { body: 0 }, end: { body: 0 }, redirect: { redirects: true } } },
  statusSetters: ['status'],
  responses: WEB_RESPONSES,
} satisfies HttpFramework;
