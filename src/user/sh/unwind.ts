// How control leaves a command early. These are thrown, not returned: a `break` may sit below many commands.
// They are not Errors, for no stack trace is wanted.

/** break and continue: how many loops they still have to leave. */
export class LoopJump {
  readonly kind: "break" | "continue";
  readonly levels: number;
  constructor(kind: "break" | "continue", levels: number) {
    this.kind = kind;
    this.levels = levels;
  }
}

/** return: ends a function or a sourced file. */
export class Return {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** exit, or an error that ends the shell. */
export class ExitShell {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/** An error that gives up the rest of the line (or of an eval, or of a sourced file) but not the shell. */
export class Discard {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

/**
 * An expansion that cannot be done. Whoever runs the command prints it and gives up the line,
 * or the whole shell where `fatal`: an unset variable under set -u, ${x?word}.
 */
export class ExpansionError {
  readonly message: string;
  readonly fatal: boolean;
  constructor(message: string, fatal = false) {
    this.message = message;
    this.fatal = fatal;
  }
}
