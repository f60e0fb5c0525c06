import { failed } from "../../kernel/abi/errno.ts";
import { sys } from "../program.ts";
import { badUsage, ulTool } from "./frame.ts";

export const pivotRootMain = ulTool(
  {
    name: "pivot_root",
    usage: ["[options] new_root put_old"],
    does: "Change the root filesystem.",
    options: "",
    man: "pivot_root(8)",
  },
  function* (cmd) {
    const [newRoot, putOld] = cmd.operands;
    if (newRoot === undefined || putOld === undefined || cmd.operands.length > 2) return yield* badUsage(cmd);
    const r = yield* sys("pivot_root", { newRoot, putOld });
    if (failed(r)) yield* cmd.die(1, `failed to change root from \`${newRoot}' to \`${putOld}'`, r);
    return 0;
  },
);
