import type { TSESLint } from '@typescript-eslint/utils';
import { debug } from './debug.ts';
import type { FromSchema, ObjectSchema } from './json-schema.ts';
import type { Risk } from './risks.ts';
import { locOf } from './rule-context.ts';
import type { RuleContext } from './rule-context.ts';
import { settingsOf } from './settings.ts';
import type { Role } from './settings.ts';

export type Preset = 'recommended' | 'strict' | 'off';

export interface RuleDocs {
  /** Starts Disallow, Require or Enforce; no full stop. */
  readonly description: string;
  readonly preset: Preset;
  /** Ids of the practices the rule serves. */
  readonly practices: readonly string[];
  /** How sure a finding is: decided by syntax and flow, or by a convention of the field. */
  readonly confidence: 'high' | 'medium';
  readonly cwe?: readonly number[];
  /** OWASP API Security Top 10 2023 ids, such as `API8:2023`, and Top 10 2021 ids. */
  readonly owasp?: readonly Risk[];
  /** Options that the strict preset sets. */
  readonly strictOptions?: Readonly<Record<string, unknown>>;
  /** Roles of files the rule applies to; default: every server role and files of unknown role. */
  readonly roles?: readonly (Role | 'unknown')[];
}

export interface RuleMeta<Ids extends string, S extends readonly [] | readonly [ObjectSchema]> {
  readonly type: 'problem' | 'suggestion';
  readonly docs: RuleDocs;
  readonly languages: readonly string[];
  readonly schema: S;
  readonly defaultOptions: S extends readonly [infer O] ? readonly [Required<FromSchema<O>>] : readonly [];
  readonly messages: Readonly<Record<Ids, string>>;
  readonly fixable?: 'code';
  readonly hasSuggestions?: true;
}

type OptionsOf<S> = S extends readonly [infer O] ? Required<FromSchema<O>> : Record<never, never>;
export type Context<Ids extends string> = Readonly<TSESLint.RuleContext<Ids, readonly unknown[]>>;

export interface RuleDefinition<Ids extends string, S extends readonly [] | readonly [ObjectSchema]> {
  readonly meta: RuleMeta<Ids, S>;
  create(context: Context<Ids>, options: OptionsOf<S>): TSESLint.RuleListener;
}

/** A rule of this plugin: ESLint's own shape, without what its path says (id, topic, page). */
export interface BackendRule {
  readonly meta: RuleMeta<string, readonly [] | readonly [ObjectSchema]>;
  create(context: RuleContext): TSESLint.RuleListener;
}

/**
 * Makes `createRule`. `applies` decides by a file's role whether a rule looks at it at all.
 * A rule that throws on odd code is a bug of ours that must not cost the user the run: it is silent then, and
 * `DEBUG=eslint-plugin-backend` shows it. With `ESLINT_PLUGIN_BACKEND_THROW` set, as in our own tests, it throws.
 */
export function ruleCreator(applies: (context: RuleContext, roles: readonly (Role | 'unknown')[] | undefined) => boolean) {
  return function createRule<const Ids extends string, const S extends readonly [] | readonly [ObjectSchema]>(
    definition: RuleDefinition<Ids, S>,
  ): BackendRule {
    return {
      meta: definition.meta,
      create(context) {
        settingsOf(context);
        const listener = quiet(() => (applies(context, definition.meta.docs.roles) ? definition.create(locating(context), optionsOf(definition, context)) : {}), {});
        const guarded: Record<string, (...args: unknown[]) => void> = {};
        for (const [selector, listen] of Object.entries(listener)) {
          const call = listen as (...args: unknown[]) => void;
          guarded[selector] = (...args) => quiet(() => call(...args), undefined);
        }
        return guarded as TSESLint.RuleListener;
      },
    };
  };
}

/** The context for a rule whose nodes may come from the project index: those have a range and no lines. */
function locating(context: RuleContext): RuleContext {
  return Object.create(context, {
    report: {
      value(descriptor: TSESLint.ReportDescriptor<string>): void {
        const node = 'node' in descriptor ? descriptor.node : null;
        context.report(node && !('loc' in descriptor) ? { ...descriptor, loc: locOf(context, node.range) } : descriptor);
      },
    },
  }) as RuleContext;
}

/** ESLint merges defaults since 9.15 and oxlint does too; a bare harness may not. */
function optionsOf<Ids extends string, S extends readonly [] | readonly [ObjectSchema]>(definition: RuleDefinition<Ids, S>, context: RuleContext): OptionsOf<S> {
  return { ...definition.meta.defaultOptions[0], ...(context.options[0] as object | undefined) } as OptionsOf<S>;
}

function quiet<T>(run: () => T, otherwise: T): T {
  try {
    return run();
  } catch (error) {
    if (process.env['ESLINT_PLUGIN_BACKEND_THROW']) throw error;
    debug(() => `a rule failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return otherwise;
  }
}
