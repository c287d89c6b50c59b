import type { SourceFile } from '../../ast/source-file.ts';
import { memo } from '../../core/memo.ts';
import type { Settings } from '../../core/settings.ts';
import type { Project } from '../../project/types.ts';
import { dependenciesOf, isActing } from './dependencies.ts';
import { accessesData, fileRole, roleOfPath } from './model.ts';

/** Files of a layer that a survey reads before it gives up. */
const MAX_READ = 150;

/** What the paths of a package say of its layers. */
interface Paths {
  readonly service: readonly string[];
  readonly repository: readonly string[];
}

/** A survey of one package, each question answered once. */
interface Survey {
  readonly paths: Paths;
  repositories: string | null | undefined;
  services: string | null | undefined;
  acts: boolean | undefined;
}

const surveys: (project: Project) => Map<string, Survey> = memo(() => new Map());

/**
 * A repository of the package of a file: a file with that role that reaches stored data. Null where none was found, so that the
 * package has no such layer as far as anybody knows.
 */
export function repositoryLayerOf(file: SourceFile, project: Project, settings: Settings): string | null {
  const survey = surveyOf(file, project, settings);
  if (survey?.repositories !== undefined) return survey.repositories;
  if (!survey) return null;
  survey.repositories = firstOf(survey.paths.repository, project, (one) => isRepository(one, project, settings));
  return survey.repositories;
}

/** A service of the package of a file that uses a repository: its services stand between controllers and repositories. Null for none. */
export function serviceLayerOf(file: SourceFile, project: Project, settings: Settings): string | null {
  const survey = surveyOf(file, project, settings);
  if (survey?.services !== undefined) return survey.services;
  if (!survey) return null;
  survey.services = repositoryLayerOf(file, project, settings) === null ? null : firstOf(survey.paths.service, project, (one) => fileRole(one, project, settings).role === 'service' && usesRepository(one, project, settings));
  return survey.services;
}

/** Whether the package of a file has services: files with that role that reach stored data, by repositories or themselves. */
export function hasServices(file: SourceFile, project: Project, settings: Settings): boolean {
  const survey = surveyOf(file, project, settings);
  if (!survey) return false;
  survey.acts ??= firstOf(survey.paths.service, project, (one) => fileRole(one, project, settings).role === 'service' && (usesRepository(one, project, settings) || accessesData(one, project))) !== null;
  return survey.acts;
}

/** Whether a file is a repository that reaches stored data, or one the settings name. */
export function isRepository(file: SourceFile, project: Project, settings: Settings): boolean {
  const { role, evidence } = fileRole(file, project, settings);
  return role === 'repository' && (evidence === 'settings' || accessesData(file, project));
}

/** Whether a file calls on a repository, by an import or as something it is given: its type may be an interface of one. */
export function usesRepository(file: SourceFile, project: Project, settings: Settings): boolean {
  return dependenciesOf(file, project).some((dependency) => fileRole(dependency.file, project, settings).role === 'repository' && isActing(dependency.origin, project));
}

/** Kept with the list of files, which is the same for all files of a run. */
const pathsIn: (listing: readonly string[]) => Map<Settings, Paths> = memo(() => new Map());

function pathsOf(listing: readonly string[], project: Project, settings: Settings): Paths {
  const known = pathsIn(listing);
  let paths = known.get(settings);
  if (!paths) {
    const named = (role: string): readonly string[] => listing.filter((path) => roles.get(path) === role);
    const roles = new Map(listing.map((path) => [path, roleOfPath(path, project, settings).role]));
    known.set(settings, (paths = { service: named('service'), repository: named('repository') }));
  }
  return paths;
}

function surveyOf(file: SourceFile, project: Project, settings: Settings): Survey | null {
  const folder = project.packageOf(file)?.folder ?? project.root;
  const known = surveys(project);
  let survey = known.get(folder);
  if (!survey) {
    survey = { paths: pathsOf(project.filesOf(folder), project, settings), repositories: undefined, services: undefined, acts: undefined };
    known.set(folder, survey);
  }
  return survey;
}

/** The first file for which an answer is yes, as it is called below the root. */
function firstOf(paths: readonly string[], project: Project, is: (file: SourceFile) => boolean): string | null {
  for (const path of paths.slice(0, MAX_READ)) {
    const file = project.file(path);
    if (file && is(file)) return path.startsWith(`${project.root}/`) ? path.slice(project.root.length + 1) : path;
  }
  return null;
}
