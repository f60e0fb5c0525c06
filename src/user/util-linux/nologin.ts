import { ulTool } from "./frame.ts";

/** nologin(8): the shell of accounts that nobody logs in to. */
export const nologinMain = ulTool(
  {
    name: "nologin",
    usage: ["[options]"],
    does: "Politely refuse a login.",
    options: "  -c, --command <command>  does nothing (for compatibility with su -c)",
    man: "nologin(8)",
  },
  function* (cmd) {
    yield* cmd.print("This account is currently not available.\n");
    return 1;
  },
);
