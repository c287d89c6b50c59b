import rule from '../../../src/rules/lifecycle/no-sigkill-handler.ts';
import { testRule } from '../test-rule.ts';

const out = (name: string, output: string) => [{ messageId: 'leaveOut', data: { name }, output }];

testRule(import.meta, rule, {
  valid: [
    { name: 'remedy: signals that a process is told of', code: "for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stop());\nfunction stop() {}" },
    { name: 'a child is killed', code: "import { fork } from 'node:child_process';\nfork('worker.js').kill('SIGKILL');" },
    { name: 'the end of a child is told', code: "import { fork } from 'node:child_process';\nfork('worker.js').on('exit', (code, signal) => signal === 'SIGKILL');" },
    { name: 'look-alike: an emitter called process', code: "import { EventEmitter } from 'node:events';\nconst process = new EventEmitter();\nprocess.on('SIGKILL', () => {});" },
    { name: 'unknown: a signal from elsewhere', code: "import { signal } from './signal';\nprocess.on(signal, () => {});" },
  ],
  invalid: [
    { name: 'SIGKILL', code: "process.on('SIGKILL', () => {});", errors: [{ messageId: 'deaf', data: { name: 'SIGKILL' }, line: 1, column: 12, suggestions: out('SIGKILL', "process.on('SIGTERM', () => {});") }] },
    { name: 'no suggestion where SIGTERM is handled already', code: "process.on('SIGTERM', () => {});\nprocess.on('SIGKILL', () => {});", errors: [{ messageId: 'deaf', data: { name: 'SIGKILL' }, line: 2, column: 12, suggestions: [] }] },
    { name: 'in a list that is gone through', code: "for (const zz0 of ['SIGTERM', 'SIGSTOP']) process.once(zz0, () => {});", errors: [{ messageId: 'deaf', data: { name: 'SIGSTOP' }, line: 1, column: 31, suggestions: out('SIGSTOP', "for (const zz0 of ['SIGTERM']) process.once(zz0, () => {});") }] },
    { name: 'in a list of its own, told once', code: "const signals = ['SIGINT', 'SIGKILL'] as const;\nsignals.forEach((signal) => process.on(signal, () => {}));\nsignals.forEach((signal) => process.once(signal, () => {}));", errors: [{ messageId: 'deaf', data: { name: 'SIGKILL' }, line: 1, column: 28, suggestions: out('SIGKILL', "const signals = ['SIGINT'] as const;\nsignals.forEach((signal) => process.on(signal, () => {}));\nsignals.forEach((signal) => process.once(signal, () => {}));") }] },
    { name: 'process as a module', code: "import process from 'node:process';\nconst KILL = 'SIGKILL';\nprocess.on(KILL, () => {});", errors: [{ messageId: 'deaf', data: { name: 'SIGKILL' }, line: 3, column: 12, suggestions: [] }] },
    { name: 'CommonJS', parser: 'espree', sourceType: 'commonjs', code: "['SIGKILL'].forEach((signal) => process.addListener(signal, () => {}));", errors: [{ messageId: 'deaf', data: { name: 'SIGKILL' }, line: 1, column: 2, suggestions: out('SIGKILL', "['SIGTERM'].forEach((signal) => process.addListener(signal, () => {}));") }] },
  ],
});
