import type { JwtLibrary, SignForm } from './types.ts';

const SIGN: SignForm = {
  payload: 0,
  options: 1,
  expiresIn: 'seconds',
  configured: [
    { symbol: '@nestjs/jwt#JwtModule.register', options: 0, path: ['signOptions'] },
    { symbol: '@nestjs/jwt#JwtModule.registerAsync', options: 0, path: ['signOptions'], factory: 'useFactory' },
    { symbol: 'new @nestjs/jwt#JwtService', options: 0, path: ['signOptions'] },
  ],
};

export default {
  name: '@nestjs/jwt',
  packages: ['@nestjs/jwt'],
  signs: { 'new @nestjs/jwt#JwtService.sign': SIGN, 'new @nestjs/jwt#JwtService.signAsync': SIGN },
  verifies: { 'new @nestjs/jwt#JwtService.verify': { token: 0, options: 1 }, 'new @nestjs/jwt#JwtService.verifyAsync': { token: 0, options: 1 } },
  decodes: { 'new @nestjs/jwt#JwtService.decode': { token: 0 } },
} satisfies JwtLibrary;
