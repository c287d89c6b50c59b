import type { TSESLint } from '@typescript-eslint/utils';
import { debug } from './debug.ts';
import type { Gate } from './gates.ts';
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
  /** What a file has to say for the rule to have anything to look for in it; default: nothing. */
  readonly when?: When;
  create(context: Context<Ids>, options: OptionsOf<S>): WholeFile;
}

/** Gates, and questions that many rules share; all have to hold. What is asked first costs least. */
export type When = readonly (Gate | ((context: RuleContext) => boolean))[];

/** What a rule does with a file as a whole, by the type of its tree. */
export type WholeFile = Readonly<Partial<Record<'Program:exit' | 'SqlFile:exit' | 'PrismaFile:exit', () => void>>>;

/** A rule of this plugin: ESLint's own shape, without what its path says (id, topic, page). */
export interface BackendRule {
  readonly meta: RuleMeta<string, readonly [] | readonly [ObjectSchema]>;
  create(context: RuleContext): TSESLint.RuleListener;
}

/** What a rule listens to that has nothing to say: most rules of most files. */
const SILENT: TSESLint.RuleListener = {};

/**
 * Makes `createRule`. `applies` decides by a file's role, and by what the file says, whether a rule looks at it at all.
 * A rule looks at a file as a whole, and does so when it is made: what it listens to costs ESLint more than most answers, so that it
 * listens only where it has found something.
 * A rule that throws on odd code is a bug of ours that must not cost the user the run: it is silent then, and
 * `DEBUG=eslint-plugin-backend` shows it. With `ESLINT_PLUGIN_BACKEND_THROW` set, as in our own tests, it throws.
 */
export function ruleCreator(applies: (context: RuleContext, roles: readonly (Role | 'unknown')[] | undefined, when: When) => boolean) {
  return function createRule<const Ids extends string, const S extends readonly [] | readonly [ObjectSchema]>(
    definition: RuleDefinition<Ids, S>,
  ): BackendRule {
    const { roles } = definition.meta.docs;
    const when = definition.when ?? [];
    return {
      meta: definition.meta,
      create(given) {
        settingsOf(given);
        let context: CollectingContext | null = null;
        const whole = `${(given.sourceCode.ast as { readonly type: string }).type}:exit` as keyof WholeFile;
        try {
          if (!applies(given, roles, when)) return SILENT;
          context = new CollectingContext(given);
          definition.create(context as unknown as Context<Ids>, optionsOf(definition.meta, context.options[0]))[whole]?.();
        } catch (error) {
          if (process.env['ESLINT_PLUGIN_BACKEND_THROW']) throw error;
          debug(() => `a rule failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        }
        const found = context?.found ?? [];
        return found.length === 0 ? SILENT : { [whole]: () => found.forEach((one) => given.report(one)) };
      },
    };
  };
}

/**
 * The context a rule is given. What it reports may stand at nodes of the project index: those have a range and no lines. One class for
 * all, so that the engine finds its properties in one place: ESLint makes every context an object of its own kind.
 */
class CollectingContext {
  readonly id: string;
  readonly cwd: string;
  readonly filename: string;
  readonly options: readonly unknown[];
  readonly settings: RuleContext['settings'];
  readonly sourceCode: RuleContext['sourceCode'];
  readonly #context: RuleContext;
  readonly found: TSESLint.ReportDescriptor<string>[] = [];

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
    this.found.push(node && !('loc' in descriptor) ? { ...descriptor, loc: locOf(this.#context, node.range) } : descriptor);
  }
}

/** ESLint merges defaults since 9.15 and oxlint does too, so that what is set is whole and needs no copy a file; a bare harness may not. */
function optionsOf<Ids extends string, S extends readonly [] | readonly [ObjectSchema]>(meta: RuleMeta<Ids, S>, set: unknown): OptionsOf<S> {
  const [defaults] = meta.defaultOptions;
  const given = (set ?? {}) as object;
  for (const key in defaults) if (!(key in given)) return { ...defaults, ...given } as OptionsOf<S>;
  return given as OptionsOf<S>;
}
