import rule from '../../../src/rules/http/require-no-content-status.ts';
import type { Case } from '../test-rule.ts';
import { testRule } from '../test-rule.ts';

const express = (body: string, method = 'delete'): string => `
  import express from 'express';
  const app = express();
  app.${method}('/users/:id', async (req, res) => { ${body} });
`;
const SILENT: readonly (readonly [name: string, body: string, method?: string])[] = [
  ['204', 'res.status(204).end();'],
  ['204 as a code', 'res.sendStatus(204);'],
  ['the deleted thing', 'res.json({ id: req.params.id });'],
  ['202: it will be deleted', 'res.status(202).end();'],
  ['a status set before', 'res.status(204); res.end();'],
  ['another method', 'res.end();', 'post'],
  ['a status nobody knows', 'res.status(Number(req.query.status)).end();'],
  ['the end of an answer that was given just before', 'if (!req.params.id) { res.status(400).end(); return; } res.json({ success: true }); res.end();'],
  ['look-alike: the end of something else', 'const stream = { end() {} }; stream.end(); res.sendStatus(204);'],
];

testRule(import.meta, rule, {
  valid: SILENT.map(([name, body, method]): Case => ({ name, code: express(body, method) })),
  invalid: [
    {
      name: '200 by default',
      code: `
        import express from 'express';
        const app = express();
        app.delete('/users/:id', async (question, answer) => {
          await remove(question.params.id);
          answer.end();
        });
      `,
      errors: [
        {
          messageId: 'empty',
          line: 5,
          column: 3,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import express from 'express';
                const app = express();
                app.delete('/users/:id', async (question, answer) => {
                  await remove(question.params.id);
                  answer.status(204).end();
                });
              `,
            },
          ],
        },
      ],
    },
    {
      name: '200 written out',
      code: `
        import express from 'express';
        const app = express();
        app.delete('/users/:id', (req, res) => { res.sendStatus(200); });
      `,
      errors: [
        {
          messageId: 'empty',
          line: 3,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import express from 'express';
                const app = express();
                app.delete('/users/:id', (req, res) => { res.sendStatus(204); });
              `,
            },
          ],
        },
      ],
    },
    {
      name: 'a controller whose route stands in another file',
      filename: 'src/users.controller.ts',
      files: {
        'package.json': '{ "name": "shop", "dependencies": { "express": "5" } }',
        'src/app.ts': 'import express from "express"; import { remove } from "./users.controller.ts"; const app = express(); app.delete("/users/:id", remove); app.listen(3000);',
      },
      code: `
        import type { Request, Response } from 'express';
        export async function remove(req: Request, res: Response) {
          res.status(200).send();
        }
      `,
      errors: [
        {
          messageId: 'empty',
          line: 3,
          suggestions: [
            {
              messageId: 'setStatus',
              output: `
                import type { Request, Response } from 'express';
                export async function remove(req: Request, res: Response) {
                  res.status(204).send();
                }
              `,
            },
          ],
        },
      ],
    },
  ],
});
