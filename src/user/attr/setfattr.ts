import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { err } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { decodeValue } from "./encoding.ts";
import { attrError } from "./getfattr.ts";

export const setfattrMain = tool(
  {
    name: "setfattr",
    usage: ["{-n name} [-v value] [-h] file...", "{-x name} [-h] file..."],
    version: "2.5.2",
    options: `
  -n, --name=name         set the value of the named extended attribute
  -x, --remove=name       remove the named extended attribute
  -v, --value=value       use value as the attribute value
  -h, --no-dereference    do not dereference symbolic links
  ! --restore=file        restore extended attributes
  ! --raw                 attribute value is not encoded
`,
  },
  function* (cmd) {
    const set = cmd.last("name");
    const gone = cmd.last("remove");
    const both = (set === undefined) === (gone === undefined);
    if (both || (gone !== undefined && cmd.has("value")) || cmd.operands.length === 0) return yield* usage(cmd);
    const value = decodeValue(cmd.last("value") ?? "");
    if (value === null) {
      yield* err("bad input encoding\n");
      return 1;
    }
    let status = 0;
    for (const path of cmd.operands) {
      const e = yield* change(cmd, path, set, gone, value);
      if (!failed(e)) continue;
      yield* cmd.warn(`${path}: ${attrError(e)}`);
      status = 1;
    }
    return status;
  },
);

function* change(
  cmd: Cmd,
  path: string,
  set: string | undefined,
  gone: string | undefined,
  value: string,
): Run<0 | Errno> {
  const nofollow = cmd.has("no-dereference");
  if (set !== undefined) return yield* sys("setxattr", { path, name: set, value, nofollow });
  return yield* sys("removexattr", { path, name: gone ?? "", nofollow });
}

function* usage(cmd: Cmd): Run<number> {
  yield* err(`Usage: ${cmd.who} {-n name} [-v value] [-h] file...\n`);
  yield* err(`       ${cmd.who} {-x name} [-h] file...\n`);
  yield* err(`Try \`${cmd.who} --help' for more information.\n`);
  return 2;
}
