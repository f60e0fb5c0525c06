import { CAPABILITIES } from "../../kernel/abi/capability.ts";
import { PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE } from "../../kernel/sys/task.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { orDie } from "./frame.ts";

/** --keep-caps: what is permitted becomes inheritable and ambient, so that it outlives the execve of another user. */
export function* permittedToAmbient(cmd: Cmd): Run<void> {
  const { effective, permitted } = yield* sys("capget", {});
  yield* orDie(cmd, yield* sys("capset", { effective, permitted, inheritable: permitted }), "capset failed");
  for (const cap of permitted) {
    const args = { option: PR_CAP_AMBIENT, arg: PR_CAP_AMBIENT_RAISE, arg3: CAPABILITIES.indexOf(cap) };
    yield* orDie(cmd, yield* sys("prctl", args), "prctl(PR_CAP_AMBIENT) failed");
  }
}
