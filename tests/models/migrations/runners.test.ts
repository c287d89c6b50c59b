import { expect, it } from 'vitest';
import { settingsSchema } from '../../../src/core/settings.ts';
import { RUNNERS } from '../../../src/models/migrations/runners.ts';

it('the settings name exactly the tools that are known', () => {
  const named = settingsSchema.properties.migrations.properties.runner.enum;
  expect(RUNNERS.map(({ name }) => name).sort()).toEqual([...named].sort());
});
