import rule from '../../../src/rules/security/no-nosql-injection.ts';
import { testRule } from '../test-rule.ts';

const EXPRESS = "import express from 'express'; import mongoose from 'mongoose'; const User = mongoose.model('User', new mongoose.Schema({ email: String })); const app = express();";
const listens = ' app.listen(3000);';
const files = { 'package.json': '{ "name": "shop", "dependencies": { "express": "5.0.0", "mongoose": "9.0.0" } }' };

const compared = (output: string) => [{ messageId: 'compare', data: { equal: '$eq' }, output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: a schema', files, code: `import { z } from 'zod'; ${EXPRESS} const Login = z.object({ email: z.string() }); app.post('/login', async (req, res) => { const { email } = Login.parse(req.body); res.json(await User.findOne({ email })); });${listens}` },
    { name: 'remedy: compared with $eq', files, code: `${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findOne({ email: { $eq: req.body.email } })));${listens}` },
    { name: 'remedy: made a text', files, code: `${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findOne({ email: String(req.body.email).toLowerCase() })));${listens}` },
    { name: 'remedy: checked to be a text', files, code: `${EXPRESS} app.post('/login', async (req, res) => { const { email } = req.body; if (typeof email !== 'string') return res.sendStatus(400); res.json(await User.findOne({ email })); });${listens}` },
    { name: 'remedy: a middleware takes operators out', files, code: `import sanitize from 'express-mongo-sanitize'; ${EXPRESS} app.use(express.json(), sanitize()); app.post('/login', async (req, res) => res.json(await User.findOne({ email: req.body.email })));${listens}` },
    { name: 'remedy: a middleware validates', files, code: `import { celebrate, Joi } from 'celebrate'; ${EXPRESS} app.post('/login', celebrate({ body: Joi.object({ email: Joi.string() }) }), async (req, res) => res.json(await User.findOne({ email: req.body.email })));${listens}` },
    { name: 'a route parameter is a text', files, code: `${EXPRESS} app.get('/users/:email', async (req, res) => res.json(await User.findOne({ email: req.params.email })));${listens}` },
    { name: 'a field that the handler fills with a parameter of the route', files, code: `${EXPRESS} const login = (credentials) => User.findOne({ email: credentials.email }); app.put('/users/:email', async (req, res) => { req.body.email = req.params.email; res.json([await login(req.body), await User.findOne({ email: req.body.email })]); });${listens}` },
    { name: 'an id is cast', files, code: `${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findById(req.body.id)));${listens}` },
    { name: 'data, no filter', files, code: `${EXPRESS} app.post('/users', async (req, res) => res.json(await User.create({ email: req.body.email })));${listens}` },
    { name: 'look-alike: a findOne of one’s own', files, code: `import express from 'express'; const app = express(); const Users = { findOne: (filter) => rows.find((row) => row.email === filter.email) }; app.post('/login', (req, res) => res.json(Users.findOne({ email: req.body.email })));${listens}` },
    { name: 'unknown: nobody is seen to mount the router', files, code: "import { Router } from 'express'; import mongoose from 'mongoose'; const User = mongoose.model('User', new mongoose.Schema({})); export const router = Router(); router.post('/login', async (req, res) => res.json(await User.findOne({ email: req.body.email })));" },
    { name: 'a value of the session', files, code: `${EXPRESS} app.get('/me', async (req, res) => res.json(await User.findOne({ _id: req.session.userId })));${listens}` },
  ],
  invalid: [
    { name: 'a field of the body', files, code: `${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findOne({ email: req.body.email, password: req.body.password })));${listens}`, errors: [{ messageId: 'tainted', data: { path: 'req.body.email', name: 'findOne', place: '' }, line: 1, suggestions: compared(`${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findOne({ email: { $eq: req.body.email }, password: { $eq: req.body.password } })));${listens}`) }] },
    { name: 'a field that the handler fills in one case', files, code: `${EXPRESS} app.put('/users/:email', async (req, res) => { if (req.user) req.body.email = req.params.email; res.json(await User.findOne({ email: req.body.email })); });${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: compared(`${EXPRESS} app.put('/users/:email', async (req, res) => { if (req.user) req.body.email = req.params.email; res.json(await User.findOne({ email: { $eq: req.body.email } })); });${listens}`) }] },
    { name: 'another field is filled', files, code: `${EXPRESS} app.put('/users/:email', async (req, res) => { req.body.name = req.params.email; res.json(await User.findOne({ email: req.body.email })); });${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: compared(`${EXPRESS} app.put('/users/:email', async (req, res) => { req.body.name = req.params.email; res.json(await User.findOne({ email: { $eq: req.body.email } })); });${listens}`) }] },
    { name: 'a field of some name is filled', files, code: `${EXPRESS} app.put('/users/:email', async (req, res) => { req.body[req.params.field] = 'x'; res.json(await User.findOne({ email: req.body.email })); });${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: compared(`${EXPRESS} app.put('/users/:email', async (req, res) => { req.body[req.params.field] = 'x'; res.json(await User.findOne({ email: { $eq: req.body.email } })); });${listens}`) }] },
    { name: 'the whole body', files, code: `${EXPRESS} app.post('/search', async (req, res) => res.json(await User.find(req.body)));${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: [] }] },
    { name: 'below $or', files, code: `${EXPRESS} app.post('/login', async (req, res) => { const { login } = req.body; res.json(await User.findOne({ $or: [{ email: login }, { name: login }] })); });${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: compared(`${EXPRESS} app.post('/login', async (req, res) => { const { login } = req.body; res.json(await User.findOne({ $or: [{ email: { $eq: login } }, { name: { $eq: login } }] })); });${listens}`) }] },
    { name: 'a field by its name, another that is a text', files, code: `${EXPRESS} app.post('/login', async (req, res) => { const { email } = req.body; res.json(await User.findOne({ email, name: String(req.body.name) })); });${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: compared(`${EXPRESS} app.post('/login', async (req, res) => { const { email } = req.body; res.json(await User.findOne({ email: { $eq: email }, name: String(req.body.name) })); });${listens}`) }] },
    { name: 'no suggestion below another field', files, code: `${EXPRESS} app.post('/login', async (req, res) => res.json(await User.findOne({ name: { first: req.body.name } })));${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: [] }] },
    { name: 'no suggestion where the database has no such operator', files, code: `import express from 'express'; import Datastore from 'nedb'; const users = new Datastore(); const app = express(); app.post('/login', async (req, res) => users.findOne({ email: req.body.email }, (error, user) => res.json(user)));${listens}`, errors: [{ messageId: 'tainted', line: 1, suggestions: [] }] },
    { name: 'the driver, renamed', files, code: "import zz from 'express'; import { MongoClient } from 'mongodb'; const yy = new MongoClient('mongodb://db'); const xx = zz(); xx.post('/login', async (a, b) => b.json(await yy.db('shop').collection('users').findOne({ email: a.body.email }))); xx.listen(3000);", errors: [{ messageId: 'tainted', line: 1, suggestions: compared("import zz from 'express'; import { MongoClient } from 'mongodb'; const yy = new MongoClient('mongodb://db'); const xx = zz(); xx.post('/login', async (a, b) => b.json(await yy.db('shop').collection('users').findOne({ email: { $eq: a.body.email } }))); xx.listen(3000);") }] },
    {
      name: 'the model and the query are in other files',
      files: {
        ...files,
        'user.model.ts': "import mongoose from 'mongoose';\nexport const User = mongoose.model('User', new mongoose.Schema({ email: String }));\n",
        'user.service.ts': "import { User } from './user.model';\nexport function byEmail(email: string) {\n  return User.findOne({ email });\n}\n",
      },
      code: "import express from 'express';\nimport { byEmail } from './user.service';\nconst app = express();\napp.post('/login', async (req, res) => res.json(await byEmail(req.body.email)));\napp.listen(3000);",
      errors: [{ messageId: 'passed', data: { path: 'req.body.email', name: 'findOne', place: 'user.service.ts:3' }, line: 4 }],
    },
  ],
});
