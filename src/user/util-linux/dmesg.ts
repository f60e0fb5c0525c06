// dmesg(1): what the kernel has said since it began.

import { failed } from "../../kernel/abi/errno.ts";
import { SYSLOG_ACTION_READ_ALL } from "../../kernel/machine/log.ts";
import { sys } from "../program.ts";
import { orDie, ulTool } from "./frame.ts";

export const dmesgMain = ulTool(
  {
    name: "dmesg",
    usage: ["[options]"],
    does: "Display or control the kernel ring buffer.",
    options: `
! -C, --clear                 clear the kernel ring buffer
! -c, --read-clear            read and clear all messages
! -D, --console-off           disable printing messages to console
! -E, --console-on            enable printing messages to console
! -F, --file <file>           use the file instead of the kernel log buffer
! -f, --facility <list>       restrict output to defined facilities
! -H, --human                 human readable output
! -J, --json                  use JSON output format
! -k, --kernel                display kernel messages
! -l, --level <list>          restrict output to defined levels
! -n, --console-level <level>  set level of messages printed to console
  -P, --nopager               do not pipe output into a pager
! -r, --raw                   print the raw message buffer
  -S, --syslog                force to use syslog(2) rather than /dev/kmsg
! -u, --userspace             display userspace messages
! -w, --follow                wait for new messages
! -W, --follow-new            wait and print only new messages
! -x, --decode                decode facility and level to readable string
! -d, --show-delta            show time delta between printed messages
! -e, --reltime               show local time and time delta in readable format
! -T, --ctime                 show human-readable timestamp (may be inaccurate!)
  -t, --notime                don't show any timestamp with messages
`,
    man: "dmesg(1)",
  },
  function* (cmd) {
    const text = yield* sys("syslog", { type: SYSLOG_ACTION_READ_ALL });
    if (failed(text)) yield* orDie(cmd, text, "read kernel buffer failed");
    const shown = cmd.has("notime") ? String(text).replace(/^\[ *[\d.]+\] /gm, "") : String(text);
    yield* cmd.print(shown);
    return 0;
  },
);
