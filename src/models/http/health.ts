import { perFile } from '../../core/memo.ts';
import type { Node } from '../../ast/source-file.ts';
import { projectOf, sourceFileOf } from '../../project/project.ts';
import { shippedFiles } from '../../project/test-files.ts';
import { applicationsOf } from './installations.ts';

/** What a text says of a check of health: an address that probes ask for, or a library that answers them. */
const SAYS_HEALTH = /\/?(?:health(?:z|check|[-_]check)?|livez?|liveness|readyz?|readiness|heartbeat)\b|['"`]\/(?:ping|status|up|alive|_ping|_status)['"`]|terminus|lightship|under-pressure|healthcheck|health-?check/iu;

/** The applications that the linted file makes, that take requests of clients, and whose package says nothing of a check of health. */
export const uncheckedApplications: (context: Parameters<typeof projectOf>[0]) => readonly Node[] = perFile((context) =>
  applicationsOf(context).filter((app) => app.complete && app.serves).flatMap(({ node }) => {
    const [file, project] = [sourceFileOf(context), projectOf(context)];
    const folder = project.packageOf(file)?.folder;
    const paths = folder === undefined ? [] : shippedFiles(project, folder);
    return [file.text, ...paths.map((path) => (path === file.path ? '' : (project.text(path) ?? '')))].some((text) => SAYS_HEALTH.test(text)) ? [] : [node];
  }),
);
