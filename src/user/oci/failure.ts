// How runc fails: an error is a sentence that each caller puts its own words in front of.

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import type { Run } from "../program.ts";

/** Thrown below a command, told by runc.ts. `status`: 1 for most. */
export class Failure extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** Go words errnos in lower case. */
export const errnoText = (e: Errno): string => strerror(e).replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase());

/** The call's result, or the Failure "CALL PATH: error", as Go's os.PathError says it. */
export function orFail<T>(r: T | Errno, what: string): Exclude<T, Errno> {
  if (failed(r)) throw new Failure(`${what}: ${errnoText(r)}`);
  return r as Exclude<T, Errno>;
}

/** Runs `body`; what it fails with gets `prefix: ` in front. */
export function* within<T>(prefix: string, body: () => Run<T>): Run<T> {
  try {
    return yield* body();
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    throw new Failure(`${prefix}: ${e.message}`, e.status);
  }
}
