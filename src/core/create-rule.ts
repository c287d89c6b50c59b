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
    const { roles } = definition.meta.docs;
    return {
      meta: definition.meta,
      create(given) {
        settingsOf(given);
        const listener: Record<string, (node: never) => void> = {};
        try {
          if (!applies(given, roles)) return listener;
          const context = new LocatingContext(given) as unknown as RuleContext;
          const [set] = context.options;
          const listens = definition.create(context, optionsOf(definition, set)) as typeof listener;
          for (const selector in listens) {
            const listen = listens[selector];
            if (listen) listener[selector] = quiet(listen);
          }
        } catch (error) {
          failed(error);
        }
        return listener;
      },
    };
  };
}

/**
 * The context for a rule whose nodes may come from the project index: those have a range and no lines. One class for all, so that
 * the engine finds its properties in one place: ESLint makes every context an object of its own kind.
 */
class LocatingContext {
  readonly id: string;
  readonly cwd: string;
  readonly filename: string;
  readonly options: readonly unknown[];
  readonly settings: RuleContext['settings'];
  readonly sourceCode: RuleContext['sourceCode'];
  readonly #context: RuleContext;

  constructor(context: RuleContext) {
    this.#context = context;
    this.id = context.id;
    this.cwd = context.cwd;
    this.filename = context.filename;
    this.options = context.options;
    this.settings = context.settings;
    this.sourceCode = context.sourceCode;
  }

  get physicalFilename(): string {
    return this.#context.physicalFilename;
  }

  get languageOptions(): RuleContext['languageOptions'] {
    return this.#context.languageOptions;
  }

  report(descriptor: TSESLint.ReportDescriptor<string>): void {
    const node = 'node' in descriptor ? descriptor.node : null;
    this.#context.report(node && !('loc' in descriptor) ? { ...descriptor, loc: locOf(this.#context, node.range) } : descriptor);
  }
}

/** ESLint merges defaults since 9.15 and oxlint does too, so that what is set is whole and needs no copy a file; a bare harness may not. */
function optionsOf<Ids extends string, S extends readonly [] | readonly [ObjectSchema]>(definition: RuleDefinition<Ids, S>, set: unknown): OptionsOf<S> {
  const [defaults] = definition.meta.defaultOptions;
  const given = (set ?? {}) as object;
  for (const key in defaults) if (!(key in given)) return { ...defaults, ...given } as OptionsOf<S>;
  return given as OptionsOf<S>;
}

/** A listener that is silent where it throws. Most run once a file, for each of many rules: no closure a call. */
function quiet(listen: (node: never) => void): (node: never) => void {
  return (node) => {
    try {
      listen(node);
    } catch (error) {
      failed(error);
    }
  };
}

function failed(error: unknown): void {
  if (process.env['ESLINT_PLUGIN_BACKEND_THROW']) throw error;
  debug(() => `a rule failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
