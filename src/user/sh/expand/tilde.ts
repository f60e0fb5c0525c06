// Tilde expansion: ~ is HOME, ~name that user's home directory, ~+ and ~- the directory now and before.

import { failed } from "../../../kernel/abi/errno.ts";
import { readFile } from "../../libc.ts";
import type { Run } from "../../program.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";

/** The directory that the tilde-prefix stands for ("~", "~root"); null where it stands for itself. */
export function* tildeDirectory(sh: Shell, prefix: string): Run<string | null> {
  const user = prefix.slice(1);
  if (user === "") return parameter(sh, "HOME") ?? (yield* homeOf((uid) => uid[2] === String(sh.uid))) ?? null;
  if (user === "+") return parameter(sh, "PWD") ?? null;
  if (user === "-") return parameter(sh, "OLDPWD") ?? null;
  if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(user)) return null;
  return yield* homeOf((entry) => entry[0] === user);
}

function* homeOf(wanted: (entry: readonly string[]) => boolean): Run<string | null> {
  const passwd = yield* readFile("/etc/passwd");
  if (failed(passwd)) return null;
  return (
    passwd
      .split("\n")
      .map((line) => line.split(":"))
      .find(wanted)?.[5] ?? null
  );
}
