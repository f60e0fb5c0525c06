import { failed } from "../../kernel/abi/errno.ts";
import { W_OK } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { asker } from "./ask.ts";
import { type CopyOptions, type CopyState, copy, newState } from "./copy.ts";
import { UPDATES } from "./cp.ts";
import { isLink, modeString } from "./mode.ts";
import { remove, withoutQuestions } from "./rm.ts";
import { targets } from "./targets.ts";

export const mvMain = tool(
  {
    name: "mv",
    usage: ["[OPTION]... [-T] SOURCE DEST", "[OPTION]... SOURCE... DIRECTORY", "[OPTION]... -t DIRECTORY SOURCE..."],
    options: `
  ! --backup[=CONTROL]     make a backup of each existing destination file
  ! -b                     like --backup but does not accept an argument
  ! --debug                explain how a file is copied
  ! --exchange             exchange source and destination
  -f, --force              do not prompt before overwriting
  -i, --interactive        prompt before overwrite
  -n, --no-clobber         do not overwrite an existing file
  ! --no-copy              do not copy if renaming fails
  --strip-trailing-slashes  remove any trailing slashes from each SOURCE argument
  ! -S, --suffix=SUFFIX    override the usual backup suffix
  -t, --target-directory=DIRECTORY  move all SOURCE arguments into DIRECTORY
  -T, --no-target-directory  treat DEST as a normal file
  --update[=UPDATE]        control which existing files are updated: all, none, none-fail, older (default)
  -u                       equivalent to --update[=older]
  -v, --verbose            explain what is being done
  ! -Z, --context          set SELinux security context of destination file to default type
`,
  },
  function* (cmd): Run<number> {
    let existing: CopyOptions["existing"] | "protected" = "protected";
    let update = false;
    for (const { name, value } of cmd.given) {
      if (name === "force") existing = "replace";
      else if (name === "interactive") existing = "ask";
      else if (name === "no-clobber") existing = "skip";
      else if (name === "u" || name === "update") {
        const how = value === undefined ? "older" : yield* argmatch(cmd, "--update", value, UPDATES);
        update = how === "older";
        if (how === "none") existing = "skip";
        if (how === "none-fail") existing = "fail";
      }
    }
    const pairs = yield* targets(cmd);
    const confirm = asker(cmd);
    const careful = existing === "protected" && (yield* isatty(0));
    const options: CopyOptions = {
      recursive: true,
      follow: "never",
      keep: { mode: true, owner: true, times: true, links: true, xattrs: true },
      existing: existing === "protected" ? "replace" : existing,
      update,
      force: false,
      removeFirst: false,
      make: "copy",
      verbose: cmd.has("verbose"),
      oneFileSystem: false,
      attributesOnly: false,
      move: true,
      confirm,
    };
    const state = newState();
    let status = 0;
    for (const { src, dst } of pairs) {
      const from = cmd.has("strip-trailing-slashes") ? src.replace(/(.)\/+$/, "$1") : src;
      if (careful && !(yield* mayReplace(dst, confirm))) continue;
      if (!(yield* move(cmd, from, dst, options, state))) status = 1;
    }
    return status;
  },
);

/** "prompt before overwriting a file without write permission" when a person types - mv(1) */
function* mayReplace(dst: string, confirm: (question: string) => Run<boolean>): Run<boolean> {
  const st = yield* sys("lstat", { path: dst });
  if (failed(st) || isLink(st.mode) || !failed(yield* sys("access", { path: dst, mode: W_OK }))) return true;
  const octal = (st.mode & 0o7777).toString(8).padStart(4, "0");
  return yield* confirm(`replace ${quoteaf(dst)}, overriding mode ${octal} (${modeString(st.mode).slice(1)})?`);
}

/** rename(2), or across file systems a copy whose source is then removed. */
function* move(cmd: Cmd, src: string, dst: string, o: CopyOptions, state: CopyState): Run<boolean> {
  if (cmd.busybox) {
    const st = yield* sys("lstat", { path: src });
    if (failed(st)) {
      yield* cmd.warn(`can't rename '${src}'`, st);
      return false;
    }
  }
  const done = yield* copy(cmd, src, dst, o, state);
  if (done === "failed") return false;
  if (done !== "copied") return true;
  return yield* remove(cmd, src, withoutQuestions);
}
