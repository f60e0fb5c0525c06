import { failed } from "../../kernel/abi/errno.ts";
import { names } from "../accounts.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { idOf } from "./copy.ts";
import { undoEscapes } from "./escapes.ts";
import type { Stat } from "./ls-format.ts";
import { isLink } from "./mode.ts";
import { canonicalize, dirName } from "./paths.ts";
import { defaultFormat, formatStat, TERSE } from "./stat-format.ts";
import { defaultFsFormat, FS_TERSE, formatFs } from "./statfs-format.ts";

export const statMain = tool(
  {
    name: "stat",
    usage: "[OPTION]... FILE...",
    options: `
  -L, --dereference        follow links
  -f, --file-system        display file system status instead of file status
  --cached=MODE            specify how to use cached attributes
  -c, --format=FORMAT      use the specified FORMAT instead of the default; output a newline after each use
  --printf=FORMAT          like --format, but interpret backslash escapes, and do not output a mandatory newline
  -t, --terse              print the information in terse form
`,
  },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    let status = 0;
    for (const path of cmd.operands) {
      const done = cmd.has("file-system") ? yield* showFs(cmd, path) : yield* show(cmd, path);
      if (!done) status = 1;
    }
    return status;
  },
);

// Numbers of devices in hexadecimal, and no time of birth.
const busyboxFormat = (st: Stat): string =>
  defaultFormat(st)
    .replace("Device: %Hd,%Ld", "Device: %Dh/%dd")
    .replace("Device type: %Hr,%Lr", "Device type: %t,%T")
    .replace(" Birth: %w\n", "");

/** The format asked for, its end included; null for the default. */
function format(cmd: Cmd): string | null {
  const last = cmd.given.findLast((g) => g.name === "format" || g.name === "printf");
  if (!last) return null;
  return last.name === "format" ? `${last.value}\n` : undoEscapes(last.value ?? "", "plain", false).text;
}

function* show(cmd: Cmd, path: string): Run<boolean> {
  const st =
    path === "-"
      ? yield* sys("fstat", { fd: 0 })
      : cmd.has("dereference")
        ? yield* sys("stat", { path })
        : yield* sys("lstat", { path });
  if (failed(st)) {
    yield* cmd.warn(cmd.busybox ? `can't stat '${path}'` : `cannot statx ${quoteaf(path)}`, st);
    return false;
  }
  const template = format(cmd) ?? (cmd.has("terse") ? TERSE : cmd.busybox ? busyboxFormat(st) : defaultFormat(st));
  const who = names();
  const target = isLink(st.mode) && /%[^%]*N/.test(template) ? yield* sys("readlink", { path }) : null;
  const mountPoint = /%[-#0 ]*\d*m/.test(template) ? yield* findMountPoint(path, st) : "";
  const shown = {
    path,
    st,
    target: failed(target) ? null : target,
    user: yield* who.user(st.uid),
    group: yield* who.group(st.gid),
    mountPoint,
  };
  const strange: string[] = [];
  const text = formatStat(template, shown, (d) => strange.push(d));
  if (strange[0] !== undefined && /C$/.test(strange[0])) {
    return yield* cmd.die(NOT_MODELLED, `directive '${strange[0]}' is not modelled in Cutaway`);
  }
  yield* cmd.print(text);
  return true;
}

/** The highest directory on the way up that is still on the same file system. */
function* findMountPoint(path: string, st: Stat): Run<string> {
  const full = yield* canonicalize(path, "none");
  if (failed(full)) return "?";
  let at = full;
  let id = `${st.dev.major}:${st.dev.minor}`;
  while (at !== "/") {
    const up = dirName(at);
    const above = yield* sys("stat", { path: up });
    if (failed(above)) break;
    if (`${above.dev.major}:${above.dev.minor}` !== id) return at;
    id = idOf(above).split(":").slice(0, 2).join(":");
    at = up;
  }
  return at;
}

function* showFs(cmd: Cmd, path: string): Run<boolean> {
  const fs = yield* sys("statfs", { path });
  if (failed(fs)) {
    yield* cmd.warn(`cannot read file system information for ${quoteaf(path)}`, fs);
    return false;
  }
  yield* cmd.print(formatFs(format(cmd) ?? (cmd.has("terse") ? FS_TERSE : defaultFsFormat), path, fs));
  return true;
}
