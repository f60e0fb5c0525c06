// md5sum(1), sha256sum(1): the digest of each file, or with -c whether files still have theirs.

import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { readAll } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { eachInput, readError, splitLines } from "./inputs.ts";
import { md5 } from "./md5.ts";
import { sha256 } from "./sha256.ts";

export const md5sumMain = sums("md5sum", "MD5", 32, md5);
export const sha256sumMain = sums("sha256sum", "SHA256", 64, sha256);

function sums(name: string, tag: string, digits: number, digest: (bytes: string) => string): Main {
  const options = `
  -b, --binary             read in binary mode
  -c, --check              read checksums from the FILEs and check them
  --tag                    create a BSD-style checksum
  -t, --text               read in text mode (default)
  -z, --zero               end each output line with NUL, not newline, and disable file name escaping
  --ignore-missing         don't fail or report status for missing files
  --quiet                  don't print OK for each successfully verified file
  --status                 don't output anything, status code shows success
  --strict                 exit non-zero for improperly formatted checksum lines
  -w, --warn               warn about improperly formatted checksum lines
`;
  return tool({ name, usage: "[OPTION]... [FILE]...", options }, function* (cmd): Run<number> {
    if (cmd.has("check")) return yield* check(cmd, tag, digits, digest);
    const ok = yield* eachInput(cmd, cmd.operands, function* (input) {
      const text = yield* readAll(input.fd);
      if (failed(text)) {
        yield* readError(cmd, input.name, text);
        return false;
      }
      const escaped = !cmd.has("zero") && /[\\\n\r]/.test(input.name);
      const shown = escaped
        ? input.name.replace(/\\/g, "\\\\").replace(/\n/g, "\\n").replace(/\r/g, "\\r")
        : input.name;
      const end = cmd.has("zero") ? "\0" : "\n";
      const sum = digest(text);
      yield* cmd.print(
        (escaped ? "\\" : "") +
          (cmd.has("tag") ? `${tag} (${shown}) = ${sum}` : `${sum} ${cmd.has("binary") ? "*" : " "}${shown}`) +
          end,
      );
      return true;
    });
    return ok ? 0 : 1;
  });
}

function* check(cmd: Cmd, tag: string, digits: number, digest: (bytes: string) => string): Run<number> {
  let status = 0;
  const plain = new RegExp(`^\\\\?([0-9a-fA-F]{${digits}}) [ *](.+)$`, "s");
  const tagged = new RegExp(`^\\\\?${tag} \\((.+)\\) = ([0-9a-fA-F]{${digits}})$`, "s");
  const silent = cmd.has("status");
  const ok = yield* eachInput(cmd, cmd.operands, function* (input) {
    const list = yield* readAll(input.fd);
    if (failed(list)) {
      yield* readError(cmd, input.name, list);
      return false;
    }
    const count = { bad: 0, failed: 0, missing: 0, read: 0, matched: 0 };
    for (const [i, line] of splitLines(list).entries()) {
      const [a, b] = [plain.exec(line), tagged.exec(line)];
      if (!a && !b) {
        if (line.startsWith("#")) continue;
        count.bad++;
        if (cmd.has("warn"))
          yield* cmd.warn(`${quotef(input.name)}: ${i + 1}: improperly formatted ${tag} checksum line`);
        continue;
      }
      count.read++;
      const [path, sum] = a ? [a[2] ?? "", a[1] ?? ""] : [b?.[1] ?? "", b?.[2] ?? ""];
      const fd = path === "-" ? 0 : yield* sys("openat", { path, flags: O_RDONLY });
      const text = failed(fd) ? fd : yield* readAll(fd);
      if (!failed(fd) && fd !== 0) yield* sys("close", { fd });
      if (failed(text)) {
        if (cmd.has("ignore-missing") && text === ENOENT) continue;
        yield* cmd.warn(quotef(path), text);
        if (!silent) yield* cmd.print(`${quotef(path)}: FAILED open or read\n`);
        count.missing++;
      } else if (digest(text) === sum.toLowerCase()) {
        count.matched++;
        if (!silent && !cmd.has("quiet")) yield* cmd.print(`${quotef(path)}: OK\n`);
      } else {
        count.failed++;
        if (!silent) yield* cmd.print(`${quotef(path)}: FAILED\n`);
      }
    }
    return yield* verdict(cmd, input.name, count, silent);
  });
  if (!ok) status = 1;
  return status;
}

interface Count {
  readonly bad: number;
  readonly failed: number;
  readonly missing: number;
  readonly read: number;
  readonly matched: number;
}

function* verdict(cmd: Cmd, name: string, c: Count, silent: boolean): Run<boolean> {
  if (c.read === 0) {
    yield* cmd.warn(`${quotef(name)}: no properly formatted checksum lines found`);
    return false;
  }
  const say = function* (n: number, one: string, many: string): Run<void> {
    if (n > 0 && !silent) yield* cmd.warn(`WARNING: ${n} ${n === 1 ? one : many}`);
  };
  yield* say(c.bad, "line is improperly formatted", "lines are improperly formatted");
  yield* say(c.missing, "listed file could not be read", "listed files could not be read");
  yield* say(c.failed, "computed checksum did NOT match", "computed checksums did NOT match");
  if (cmd.has("ignore-missing") && c.matched === 0) {
    yield* cmd.warn(`${quotef(name)}: no file was verified`);
    return false;
  }
  return c.failed === 0 && c.missing === 0 && (c.bad === 0 || !cmd.has("strict"));
}
