/** A usage error of find: the message without "find: ", and the exit status. */
export class FindError extends Error {
  readonly status: number;
  /** A word where none may stand, and the predicate before it: perhaps an unquoted pattern. */
  readonly stray: { readonly word: string; readonly after: string } | null;
  constructor(message: string, status = 1, stray: FindError["stray"] = null) {
    super(message);
    this.status = status;
    this.stray = stray;
  }
}
