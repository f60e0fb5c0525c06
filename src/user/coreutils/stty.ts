import { ENOTTY, failed } from "../../kernel/abi/errno.ts";
import { TIOCGWINSZ } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { NOT_MODELLED, tool } from "../tool.ts";

// The model's terminals have one set of attributes, which cannot be changed: only the size is there to be asked for.
export const sttyMain = tool(
  {
    name: "stty",
    usage: [
      "[-F DEVICE | --file=DEVICE] [SETTING]...",
      "[-F DEVICE | --file=DEVICE] [-a|--all]",
      "[-F DEVICE | --file=DEVICE] [-g|--save]",
    ],
    options: `
  ! -a, --all              print all current settings in human-readable form
  ! -g, --save             print all current settings in a stty-readable form
  ! -F, --file=DEVICE      open and use the specified DEVICE instead of stdin
`,
  },
  function* (cmd): Run<number> {
    if (!(yield* isatty(0))) return yield* cmd.die(1, "'standard input'", ENOTTY);
    const [setting] = cmd.operands;
    if (setting === undefined) return yield* cmd.die(NOT_MODELLED, "printing all settings is not modelled in Cutaway");
    if (setting !== "size") {
      return yield* cmd.die(NOT_MODELLED, `setting ${quote(setting)} is not modelled in Cutaway`);
    }
    const size: unknown = yield* sys("ioctl", { fd: 0, request: TIOCGWINSZ });
    if (failed(size) || typeof size !== "object" || size === null || !("rows" in size) || !("cols" in size)) {
      return yield* cmd.die(1, "'standard input'", failed(size) ? size : ENOTTY);
    }
    yield* cmd.print(`${size.rows} ${size.cols}\n`);
    return 0;
  },
);
