import type { SourceFile } from '../../ast/source-file.ts';
import type { Project } from '../../project/types.ts';
import type { LinkedFacts } from './linked.ts';
import type { Written } from './written.ts';

/** What every part of the linker has: the file, what is found out about it, and the reading of what it says. */
export abstract class LinkPart {
  protected readonly file: SourceFile;
  protected readonly project: Project;
  protected readonly found: LinkedFacts;
  protected readonly written: Written;

  constructor(found: LinkedFacts, written: Written, project: Project) {
    this.file = found.file;
    this.project = project;
    this.found = found;
    this.written = written;
  }
}
