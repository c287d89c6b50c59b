import type { Node } from '../../ast/source-file.ts';
import type { Edit } from '../../core/rule-context.ts';

/** A place where the certificate of the other side is not looked at. */
export interface DisabledVerification {
  readonly node: Node;
  /** What switches it off, as it is named: `rejectUnauthorized`. */
  readonly name: string;
  /** What switches it on again; null where more than a value has to change. */
  readonly edits: readonly Edit[] | null;
}

/** A call that makes the application itself speak TLS to its clients. */
export interface TlsServer {
  readonly node: Node;
  readonly name: string;
}

/** A request that goes over a plain connection to a host that is not known to be near. */
export interface PlainRequest {
  /** The text that says the address, where the file has it; else the expression. */
  readonly node: Node;
  readonly host: string;
  readonly edits: readonly Edit[] | null;
}
