import { join } from 'node:path';
import { ESLint } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../src/core/rule-context.ts';
import { applicationsOf } from '../../../src/models/http/installations.ts';
import { type Files, folderOf } from '../../project/folder.ts';

/** What the applications of a file install, in a project of these files. */
async function installed(files: Files, path: string): Promise<string[]> {
  const root = folderOf({ 'package.json': '{ "name": "app" }', ...files });
  const found: string[] = [];
  const rule = {
    create(context: unknown) {
      return {
        'Program:exit'() {
          for (const app of applicationsOf(context as RuleContext)) {
            found.push(`${app.framework} ${app.complete ? 'complete' : 'incomplete'}${app.serves ? '' : ' serves nothing'}`);
            for (const { file, path: below, middlewares } of app.installations) found.push(`${file.path.slice(root.length + 1)} ${below ?? '?'} ${middlewares.map((m) => `${m.kind}:${m.package ?? 'own'}`).join(' ')}`);
          }
        },
      };
    },
  };
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser }, plugins: { own: { rules: { rule: rule as never } } }, rules: { 'own/rule': 'error' }, settings: { backend: { root } } }] });
  await eslint.lintFiles([join(root, path)]);
  return found;
}

describe('what an application installs', () => {
  it('in order, over the files it is handed to, with package and path', async () => {
    const files = {
      'src/app.ts': `
        import express from 'express';
        import helmet from 'helmet';
        import { setUp } from './set-up';
        export function create() {
          const app = express();
          app.use(helmet());
          setUp(app);
          app.use('/admin', (req, res, next) => next());
          app.get('/users', (req, res) => res.json([]));
          return { app };
        }
      `,
      'src/set-up.ts': "import cors from 'cors'; import compression from 'compression'; export function setUp(web) { web.use(cors(), compression()); }",
      'src/main.ts': "import { create } from './app'; const { app } = create(); app.listen(3000);",
    };
    expect(await installed(files, 'src/app.ts')).toEqual(['express complete', 'src/app.ts  headers:helmet', 'src/app.ts /admin unknown:own', 'src/set-up.ts  cors:cors compression:compression']);
  });

  it('in a class whose static method makes the application and hands it to an instance', async () => {
    const files = {
      'src/server.ts': `
        import express from 'express';
        import helmet from 'helmet';
        export class Server {
          #app;
          constructor(private readonly parts) { this.#app = parts.app; }
          static create() {
            const app = express();
            app.use(helmet());
            app.get('/users', (req, res) => res.json([]));
            return new Server({ app });
          }
          start() { return this.parts.app.listen(3000); }
        }
      `,
      'src/main.ts': "import { Server } from './server'; Server.create().start();",
    };
    expect(await installed(files, 'src/server.ts')).toEqual(['express complete', 'src/server.ts  headers:helmet']);
  });

  it('in a class that makes more of its kind', async () => {
    const files = {
      'src/server.ts': `
        import express from 'express';
        export class Server {
          constructor(private readonly app) { this.app.get('/users', (req, res) => res.json([])); }
          beside() { return new Server(this.app); }
          start() { return this.app.listen(3000); }
        }
        new Server(express()).start();
      `,
    };
    expect(await installed(files, 'src/server.ts')).toEqual(['express complete']);
  });

  it('through plugins of Fastify, written out, imported and loaded from a folder', async () => {
    const files = {
      'server.ts': `
        import { dirname, join } from 'node:path';
        import { fileURLToPath } from 'node:url';
        import autoload from '@fastify/autoload';
        import Fastify from 'fastify';
        import cors from '@fastify/cors';
        const here = dirname(fileURLToPath(import.meta.url));
        const app = Fastify();
        app.register(cors);
        app.register(autoload, { dir: join(here, 'plugins') });
        app.register(import('./users'));
        await app.listen({ port: 3000 });
      `,
      'users.ts': "export default async (scope) => { scope.get('/users', async () => []); };",
      'plugins/limit.ts': "import fp from 'fastify-plugin'; import limit from '@fastify/rate-limit'; export default fp(async (app) => { app.register(limit); });",
      'plugins/shield.ts': "import helmet from '@fastify/helmet'; export default helmet;",
    };
    const found = await installed(files, 'server.ts');
    expect(found[0]).toBe('fastify complete');
    expect(found).toContain('server.ts  cors:@fastify/cors');
    expect(found).toContain('plugins/limit.ts  rate-limit:@fastify/rate-limit');
    expect(found.some((line) => line.startsWith('plugins/shield.ts') && line.includes('headers:@fastify/helmet'))).toBe(true);
  });

  it('is incomplete where the application goes out of sight', async () => {
    const make = (rest: string): Files => ({ 'app.ts': `import express from 'express'; const app = express(); app.get('/a', (req, res) => res.end()); ${rest}` });
    for (const rest of ['', "import { kit } from '@acme/kit'; kit(app); app.listen(1);", 'globalThis.shared.app = app; app.listen(1);', 'const { use } = app; app.listen(1);', 'exports.all = [app]; app.listen(1);', 'const other = express(); other.use(app); app.listen(1);']) {
      expect((await installed(make(rest), 'app.ts'))[0], rest).toBe('express incomplete');
    }
    for (const rest of ['app.listen(1);', "import { createServer } from 'node:http'; const server = createServer(app); server.listen(1);", 'console.log(app); export default app.listen(1);']) {
      expect((await installed(make(rest), 'app.ts'))[0], rest).toBe('express complete');
    }
  });
});
