// A service that waits for work that never comes in the model: journald without messages, cron without jobs. It is there to be seen, signalled, and left behind by a new namespace.

import { type Main, sys } from "../program.ts";

export const daemonMain: Main = function* () {
  for (;;) yield* sys("pause", {});
};
