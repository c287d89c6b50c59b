import type { SourceFile } from '../../ast/source-file.ts';
import { perFile } from '../../core/memo.ts';
import { settingsOf } from '../../core/settings.ts';
import type { Settings } from '../../core/settings.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import type { Project } from '../../project/types.ts';
import { httpModelOf } from '../http/model.ts';
import { dependenciesOf, isActing } from './dependencies.ts';
import { fileRole } from './model.ts';
import { isRepository, serviceLayerOf, usesRepository } from './survey.ts';
import type { Crossing, Dependency, FileRole, Layer } from './types.ts';

type Layered = FileRole & { readonly role: Layer };

const INNER: Readonly<Record<Layer, number>> = { controller: 0, service: 1, repository: 2 };

/** The steps from the linted file to another layer that the order controller → service → repository does not allow, one for each file. */
export const crossingsOf = perFile((context): readonly Crossing[] => {
  const [file, project, settings] = [sourceFileOf(context), projectOf(context), settingsOf(context)];
  const from = layerOf(file, project, settings);
  if (!from) return [];
  const found = new Map<SourceFile, Crossing>();
  for (const dependency of dependenciesOf(file, project)) {
    const to = layerOf(dependency.file, project, settings);
    if (!to || to.role === from.role || found.has(dependency.file)) continue;
    const crossing = crossed(dependency, { file, from, to }, project, settings);
    if (crossing) found.set(dependency.file, crossing);
  }
  return [...found.values()];
});

function crossed(dependency: Dependency, { file, from, to }: { readonly file: SourceFile; readonly from: Layered; readonly to: Layered }, project: Project, settings: Settings): Crossing | null {
  if (from.role === 'service' && to.role === 'repository') return null;
  if (from.role === 'controller' && to.role === 'service') return null;
  if (!isActing(dependency.origin, project) || !isCertain(file, from, project, settings) || !isCertain(dependency.file, to, project, settings)) return null;
  if (INNER[to.role] < INNER[from.role]) {
    const comesBack = dependenciesOf(dependency.file, project).some((one) => one.file === file);
    return { kind: comesBack ? 'circle' : 'back', dependency, from, to, between: null };
  }
  const between = serviceLayerOf(file, project, settings) ?? serviceLayerOf(dependency.file, project, settings);
  return between === null ? null : { kind: 'skip', dependency, from, to, between };
}

function layerOf(file: SourceFile, project: Project, settings: Settings): Layered | null {
  const found = fileRole(file, project, settings);
  return isLayered(found) ? found : null;
}

function isLayered(role: FileRole): role is Layered {
  return Object.hasOwn(INNER, role.role);
}

/**
 * Whether a file is of its layer by more than a word: a controller answers requests, a repository reaches stored data, a service
 * stands above a repository. Helpers stand in every folder, and a client, a logger or a configuration is called a service, too.
 */
function isCertain(file: SourceFile, { role, evidence }: Layered, project: Project, settings: Settings): boolean {
  if (evidence === 'settings' || evidence === 'decorator') return true;
  switch (role) {
    case 'controller':
      return httpModelOf(file, project).handlers.some((handler) => handler.file === file) || httpModelOf(file, project).routes.length > 0;
    case 'service':
      return usesRepository(file, project, settings);
    case 'repository':
      return isRepository(file, project, settings);
  }
}
