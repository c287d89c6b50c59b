import { EXPRESS_REQUEST } from './shapes.ts';
import type { HttpFramework } from './types.ts';

export default {
  name: 'graphql',
  packages: ['@apollo/server', 'apollo-server', 'apollo-server-express', '@nestjs/graphql', '@pothos/core', 'graphql-yoga', '@graphql-tools/schema', 'type-graphql'],
  parameters: { resolver: ['other', 'input', 'other', 'other'] },
  callbacks: [
    { symbol: 'new @apollo/server#ApolloServer', argument: 0, property: 'resolvers', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new apollo-server#ApolloServer', argument: 0, property: 'resolvers', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new apollo-server-express#ApolloServer', argument: 0, property: 'resolvers', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: '@graphql-tools/schema#makeExecutableSchema', argument: 0, property: 'resolvers', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'graphql-yoga#createSchema', argument: 0, property: 'resolvers', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.queryField', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.mutationField', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.queryFields', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.mutationFields', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.queryType', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.mutationType', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
    { symbol: 'new @pothos/core#default**.objectType', argument: -1, property: 'resolve', kind: 'resolver', parameters: ['other', 'input', 'other', 'other'] },
  ],
  methodDecorators: {
    '@nestjs/graphql#Query': { kind: 'resolver' },
    '@nestjs/graphql#Mutation': { kind: 'resolver' },
    '@nestjs/graphql#Subscription': { kind: 'resolver' },
    '@nestjs/graphql#ResolveField': { kind: 'resolver' },
    'type-graphql#Query': { kind: 'resolver' },
    'type-graphql#Mutation': { kind: 'resolver' },
    'type-graphql#FieldResolver': { kind: 'resolver' },
  },
  parameterDecorators: {
    '@nestjs/graphql#Args': { part: 'body' },
    'type-graphql#Arg': { part: 'body' },
    'type-graphql#Args': { part: 'body' },
  },
  guards: { '@nestjs/common#UseGuards': 'unknown', 'type-graphql#Authorized': 'authorization', 'type-graphql#UseMiddleware': 'unknown' },
  reads: { request: EXPRESS_REQUEST },
} satisfies HttpFramework;
