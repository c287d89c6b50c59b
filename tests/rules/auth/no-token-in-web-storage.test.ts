import rule from '../../../src/rules/auth/no-token-in-web-storage.ts';
import { testRule } from '../test-rule.ts';

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: the server sets a cookie', code: "export const login = (form: FormData) => fetch('/sessions', { method: 'POST', body: form, credentials: 'include' });" },
    { name: 'look-alikes: a theme, a language', code: "localStorage.setItem('theme', theme);\nlocalStorage.setItem('locale', locale);" },
    { name: 'look-alikes: a token against forgery, of a page, of a device', code: "sessionStorage.setItem('csrfToken', csrf);\nlocalStorage.setItem('nextPageToken', page);\nlocalStorage.setItem('fcm_token', device);\nlocalStorage.setItem('designTokens', colors);" },
    { name: 'facts about a token', code: "localStorage.setItem('token_expires_at', String(end));\nlocalStorage.setItem('tokenType', type);\nlocalStorage.setItem('tokenId', id);\nlocalStorage.setItem('token', !!token);\nlocalStorage.setItem('hasToken', 'true');" },
    { name: 'a token that is taken away', code: "localStorage.setItem('token', '');\nlocalStorage.removeItem('token');\nlocalStorage.token = null;" },
    { name: 'a flag of a constant', code: "localStorage.setItem('session', 'started');" },
    { name: 'unknown: the key and the value are handed in', code: 'export const keep = (key: string, value: string) => localStorage.setItem(key, value);' },
    { name: 'the name of a variable says nothing', code: "export const keep = (token: string) => localStorage.setItem('draft', token);" },
    { name: 'a token in memory', code: "const cache = new Map();\ncache.set('token', token);\nstore.setItem('token', token);" },
    { name: 'look-alike: a storage of the project', code: "import { localStorage } from './context.ts';\nlocalStorage.setItem('token', value);", files: { 'context.ts': 'export const localStorage = new AsyncLocalStorage();' } },
    { name: 'look-alike: the data calls a token what the key says is against forgery', code: "const { token } = await page();\nlocalStorage.setItem('csrf', token);" },
    { name: 'tests', filename: 'cypress/support/e2e.test.ts', code: "localStorage.setItem('token', response.token);" },
  ],
  invalid: [
    { name: 'a token by its key', code: "localStorage.setItem('token', value);", errors: [{ messageId: 'stored', data: { name: 'token', storage: 'localStorage' }, line: 1, column: 1 }] },
    { name: 'in the session storage of the window', code: "window.sessionStorage.setItem('refresh_token', value);", errors: [{ messageId: 'stored', data: { name: 'refresh_token', storage: 'sessionStorage' }, line: 1 }] },
    { name: 'by the name of the data', code: "const { data } = await login();\nlocalStorage.setItem(key(), JSON.stringify(data.accessToken));", errors: [{ messageId: 'stored', data: { name: 'accessToken', storage: 'localStorage' }, line: 2 }] },
    { name: 'by the name that a pattern takes it from', code: "const { jwt: kept } = await login();\nlocalStorage.setItem(key(), kept);", errors: [{ messageId: 'stored', data: { name: 'jwt', storage: 'localStorage' }, line: 2 }] },
    { name: 'a key of another file', code: "import { KEY } from './keys.ts';\nlocalStorage.setItem(KEY, value);", files: { 'keys.ts': "export const KEY = 'app.auth.token';" }, errors: [{ messageId: 'stored', data: { name: 'app.auth.token', storage: 'localStorage' }, line: 2 }] },
    { name: 'by the name of the data, under a key that says nothing', code: "const { token: kept } = await login();\nlocalStorage.setItem('current', kept);", errors: [{ messageId: 'stored', data: { name: 'token', storage: 'localStorage' }, line: 2 }] },
    { name: 'as a property', code: "localStorage.jwt = value;\nlocalStorage['id-token'] = value;", errors: [{ messageId: 'stored', data: { name: 'jwt', storage: 'localStorage' }, line: 1 }, { messageId: 'stored', data: { name: 'id-token', storage: 'localStorage' }, line: 2 }] },
    { name: 'a component of the client', jsx: true, code: "'use client';\nexport const Login = () => <button onClick={() => localStorage.setItem('authToken', read())} />;", errors: [{ messageId: 'stored', data: { name: 'authToken', storage: 'localStorage' }, line: 2 }] },
    { name: 'one storage or the other', code: "export const keep = (stay: boolean, session: Session) => (stay ? localStorage : sessionStorage).setItem('session', JSON.stringify(session));", errors: [{ messageId: 'stored', data: { name: 'session', storage: 'the storage of the browser' }, line: 1 }] },
    {
      name: 'by a function of another file',
      code: "import { keep as put } from './storage.ts';\nput('accessToken', value);\nput('theme', value);",
      files: { 'storage.ts': 'export function keep(key: string, value: unknown) {\n  localStorage.setItem(key, JSON.stringify(value));\n}' },
      errors: [{ messageId: 'stored', data: { name: 'accessToken', storage: 'localStorage' }, line: 2 }],
    },
  ],
});
