import type { Role } from '../../core/settings.ts';

/** The role of a file and what told it: `settings`, `folder`, `file name`, `decorator`, `imports`, `content`. */
export interface FileRole {
  readonly role: Role | 'unknown';
  readonly evidence: 'settings' | 'folder' | 'file name' | 'decorator' | 'imports' | 'content' | 'none';
  /** What exactly told it, for messages: `src/repositories/`, `@Injectable()`. */
  readonly detail: string;
}
