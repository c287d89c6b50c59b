import { describe, expect, it } from 'vitest';
import type { Node, SourceFile } from '../../../src/ast/source-file.ts';
import { enclosingFunction, isFunction } from '../../../src/ast/syntax.ts';
import { outcomeOf } from '../../../src/models/release/paths.ts';
import { parseFile } from '../../../src/project/project.ts';

/**
 * What becomes of `x` in the body of an asynchronous function: `x = await take()` takes it, `give(x)` gives it back. With
 * the line of the body, from 1, where it is lost.
 */
function outcome(body: string, head = 'async function f(a, b)'): string {
  const file = parseFile('/nowhere/input.ts', `${head} {\n${body}\n}`);
  if (!file) throw new Error(`does not parse: ${body}`);
  const calls = (name: string): Node[] => file.nodes('CallExpression').filter((call) => call.callee.type === 'Identifier' && call.callee.name === name);
  const [take] = calls('take');
  const fn = take ? enclosingFunction(file, take) : file.nodes('FunctionDeclaration')[0];
  const variable = variableNamed(file, 'x');
  if (!isFunction(fn) || !variable) throw new Error('no function');
  const parent = take && file.parent(take);
  const found = outcomeOf({ file, fn, taken: parent?.type === 'AwaitExpression' ? parent : (take ?? null), variable, given: new Set(calls('give')), calm: new Set(calls('open')) });
  return 'at' in found ? `${found.kind} ${found.at ? file.lineOf(found.at) - 1 : 'at the end'}` : found.kind;
}

function variableNamed(file: SourceFile, name: string): ReturnType<SourceFile['variableOf']> {
  const id = file.nodes('Identifier').find((node) => node.name === name);
  return id ? file.variableOf(id) : null;
}

describe('what becomes of something taken', () => {
  it.each([
    ['nothing gives it back', 'const x = await take();\nawait use(x);', 'never'],
    ['nothing gives it back, and nothing fails', 'const x = await take();\nuse(x);', 'never'],
    ['given back at once', 'const x = await take();\ngive(x);', 'always'],
    ['a failure between', 'const x = await take();\nawait use(x);\ngive(x);', 'fails 2'],
    ['a throw between', 'const x = await take();\nif (a) throw new Error("no");\ngive(x);', 'fails 2'],
    ['a throw after it was given back', 'const x = await take();\nif (a) { give(x); throw new Error("no"); }\ngive(x);', 'always'],
    ['an awaited literal does not fail', 'const x = await take();\nawait null;\ngive(x);', 'always'],
    ['a failure that is caught', 'const x = await take();\nawait use(x).catch(() => 1);\ngive(x);', 'always'],
    ['a calm call', 'const x = await take();\nawait open(x);\ntry { await use(x); } finally { give(x); }', 'always'],
    ['a rejection that is awaited for', 'const x = await take();\nfor await (const y of b) use(y);\ngive(x);', 'fails 2'],
    ['a failure of the taking itself', 'const x = await take();\ntry { await use(x); } finally { give(x); }', 'always'],
    ['finally', 'const x = await take();\ntry { await use(x); return 1; } finally { give(x); }', 'always'],
    ['a nested finally', 'const x = await take();\ntry { try { await use(x); } finally { await log(); } } finally { give(x); }', 'always'],
    ['finally that gives back one branch', 'const x = await take();\ntry { await use(x); } finally { if (a) give(x); }', 'always'],
    ['catch that throws again', 'const x = await take();\ntry { await use(x); give(x); } catch (e) { give(x); throw e; }', 'always'],
    ['catch that does not give back', 'const x = await take();\ntry { await use(x); give(x); } catch (e) { throw e; }', 'fails 2'],
    ['catch that goes on', 'const x = await take();\ntry { await use(x); } catch {}\ngive(x);', 'always'],
    ['catch that returns', 'const x = await take();\ntry { await use(x); } catch { return; }\ngive(x);', 'fails 2'],
    ['cleaning up before giving back', 'const x = await take();\ntry { await use(x); give(x); } catch (e) { await undo(x); give(x); }', 'always'],
    ['a return before', 'const x = await take();\nif (a) return 1;\ngive(x);', 'leaves 2'],
    ['a return before, inside a finally', 'const x = await take();\ntry { if (a) return 1; } finally { give(x); }', 'always'],
    ['a branch that gives back', 'const x = await take();\nif (a) { give(x); return; }\ngive(x);', 'always'],
    ['a branch that gives back, and no more', 'const x = await take();\nif (a) { give(x); return; }\nuse(x);', 'leaves at the end'],
    ['a condition is believed', 'const x = await take();\nif (a) give(x);\nuse(x);', 'always'],
    ['both branches', 'const x = await take();\nif (a) give(x); else give(x);', 'always'],
    ['else if', 'const x = await take();\nif (a) give(x); else if (b) give(x);', 'always'],
    ['an operator', 'const x = await take();\na && give(x);', 'always'],
    ['given back if it is there', 'let x = null;\ntry { x = await take(); await use(x); } finally { if (x) give(x); }', 'always'],
    ['given back if it is not missing', 'let x;\ntry { x = await take(); await use(x); } finally { if (x !== undefined) give(x); }', 'always'],
    ['left where it is missing', 'let x;\ntry { x = await take(); await use(x); } finally { if (!x) return; give(x); }', 'always'],
    ['given back where it is missing', 'let x;\ntry { x = await take(); await use(x); } finally { if (!x) give(x); }', 'leaves at the end'],
    ['a switch', 'const x = await take();\nswitch (a) { case 1: give(x); return; case 2: give(x); break; default: give(x); }', 'always'],
    ['a switch with a gap', 'const x = await take();\nswitch (a) { case 1: return 1; default: give(x); }', 'leaves 2'],
    ['a switch that falls through', 'const x = await take();\nswitch (a) { case 1: use(x); default: give(x); }', 'always'],
    ['each round', 'for (const y of a) { const x = await take(); try { await use(x, y); } finally { give(x); } }', 'always'],
    ['a round that goes on without', 'for (const y of a) {\nconst x = await take();\nif (y) continue;\ngive(x);\n}', 'leaves 1'],
    ['a round that breaks without', 'for (const y of a) {\nconst x = await take();\nif (y) break;\ngive(x);\n}', 'leaves at the end'],
    ['taken by patience', 'let x;\nwhile (true) { try { x = await take(); break; } catch { await use(1); } }\ngive(x);', 'always'],
    ['taken by patience, then a failure', 'let x;\nfor (;;) { try { x = await take(); break; } catch {} }\nawait use(x);\ngive(x);', 'fails 3'],
    ['a labelled continue', 'const x = await take();\nouter: for (const y of a) { for (const z of y) { if (z) continue outer; use(z); } }\ngive(x);', 'always'],
    ['a labelled break', 'const x = await take();\nouter: { if (a) break outer; use(x); }\ngive(x);', 'always'],
    ['given back in a loop', 'const x = await take();\nwhile (a) { if (b) { give(x); break; } use(x); }', 'always'],
    ['do once', 'const x = await take();\ndo { give(x); } while (a);', 'always'],
    ['the end of the process', 'const x = await take();\nif (a) process.exit(1);\ngive(x);', 'always'],
    ['work that never ends', 'const x = await take();\nwhile (true) { use(x); }', 'always'],
    ['a function inside is none of its own', 'const x = await take();\nconst later = async () => { await use(x); };\ngive(x);', 'always'],
    ['a call that may throw is not counted', 'const x = await take();\nJSON.parse(a);\ngive(x);', 'always'],
    ['a generator', 'const x = take();\nyield x;\ngive(x);', 'fails 2'],
  ])('%s', (_, body, expected) => {
    expect(outcome(body, body.includes('yield') ? 'function* f(a, b)' : undefined)).toBe(expected);
  });

  it('something a function is given', () => {
    expect(outcome('await use(x);\ngive(x);', 'async function f(x)')).toBe('fails 1');
    expect(outcome('try { await use(x); } finally { give(x); }', 'async function f(x)')).toBe('always');
  });
});
