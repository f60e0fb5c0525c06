// umask: which permissions new files do not get.

import { failed } from "../../../kernel/abi/errno.ts";
import { out } from "../../libc.ts";
import { sys } from "../../program.ts";
import { complain } from "../message.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

export const umask: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "Sp");
  if (bad) return yield* badOption(sh, "umask", bad, "umask [-p] [-S] [mode]");
  const [mode] = args.slice(used);
  const old = yield* sys("umask", { mask: 0 });
  const now = failed(old) ? 0o022 : old;
  if (mode === undefined) {
    yield* sys("umask", { mask: now });
    const text = letters.has("S") ? symbolic(now) : now.toString(8).padStart(4, "0");
    yield* out(`${letters.has("p") ? `umask ${letters.has("S") ? "-S " : ""}` : ""}${text}\n`);
    return 0;
  }
  const wanted = /^[0-7]+$/.test(mode) ? Number.parseInt(mode, 8) & 0o777 : symbolicMask(mode, now);
  yield* sys("umask", { mask: wanted ?? now });
  if (wanted !== null) return 0;
  if (!sh.dialect.extended) return yield* complain(sh, `umask: Illegal number: ${mode}`, 2);
  return yield* complain(
    sh,
    /^\d/.test(mode)
      ? `umask: ${mode}: octal number out of range`
      : `umask: \`${mode[0]}': invalid symbolic mode character`,
  );
};

const symbolic = (mask: number): string =>
  ["u", "g", "o"]
    .map((who, i) => {
      const bits = ~(mask >> (6 - 3 * i)) & 7;
      return `${who}=${bits & 4 ? "r" : ""}${bits & 2 ? "w" : ""}${bits & 1 ? "x" : ""}`;
    })
    .join(",");

function symbolicMask(mode: string, old: number): number | null {
  let allowed = ~old & 0o777;
  for (const clause of mode.split(",")) {
    const m = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!m) return null;
    const who = m[1] === "" || m[1]?.includes("a") ? "ugo" : (m[1] as string);
    const bits = (m[3]?.includes("r") ? 4 : 0) | (m[3]?.includes("w") ? 2 : 0) | (m[3]?.includes("x") ? 1 : 0);
    for (const [i, letter] of ["u", "g", "o"].entries()) {
      if (!who.includes(letter)) continue;
      const shift = 6 - 3 * i;
      if (m[2] === "=") allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else allowed = m[2] === "+" ? allowed | (bits << shift) : allowed & ~(bits << shift);
    }
  }
  return ~allowed & 0o777;
}
