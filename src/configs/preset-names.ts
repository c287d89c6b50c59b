import type { Linter } from 'eslint';
import type { Topic } from '../rules/topics.ts';

export type PresetName = 'recommended' | 'strict' | 'all' | 'owasp-api' | Topic;
export type Presets = Readonly<Record<PresetName, Linter.Config[]>>;
