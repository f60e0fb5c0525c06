// systemctl(1), as far as it turns the machine off, and the old names for that: poweroff(8), reboot(8), halt(8),
// shutdown(8). The real one asks systemd over D-Bus; here by the signals that systemd takes as well - systemd(1), "Signals".

import { EPERM, failed, strerror } from "../../kernel/abi/errno.ts";
import { RB_AUTOBOOT, RB_HALT_SYSTEM, RB_POWER_OFF } from "../../kernel/machine/panic.ts";
import { SIG_POWEROFF, SIGRTMIN } from "../../kernel/machine/power-button.ts";
import { err } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const ACTIONS = {
  halt: { sig: SIGRTMIN + 3, cmd: RB_HALT_SYSTEM },
  poweroff: { sig: SIG_POWEROFF, cmd: RB_POWER_OFF },
  reboot: { sig: SIGRTMIN + 5, cmd: RB_AUTOBOOT },
} as const;

type Action = keyof typeof ACTIONS;

const isAction = (name: string): name is Action => Object.hasOwn(ACTIONS, name);

export const systemctlMain: Main = function* ({ argv }) {
  const who = argv[0]?.split("/").at(-1) ?? "systemctl";
  const words = argv.slice(1);
  if (who === "shutdown") return yield* shutdown(words);
  const force = words.some((word) => word === "-f" || word === "-ff" || word === "--force");
  const rest = words.filter((word) => !["-f", "-ff", "--force"].includes(word));
  const wrong = rest.find((word) => word.startsWith("-"));
  if (wrong !== undefined) return yield* refuse(who, `option '${wrong}'`);
  const action = isAction(who) ? who : rest.shift();
  if (action === undefined || !isAction(action))
    return yield* refuse(who, action ? `command '${action}'` : "listing units");
  if (rest.length > 0) return yield* refuse(who, `argument '${rest[0]}'`);
  return yield* perform(who, action, force);
};

function* refuse(who: string, what: string): Run<number> {
  yield* err(`${who}: ${what} is not modelled in Cutaway\n`);
  return NOT_MODELLED;
}

const OPTIONS: Readonly<Record<string, Action>> = {
  "-h": "poweroff",
  "-P": "poweroff",
  "--poweroff": "poweroff",
  "-r": "reboot",
  "--reboot": "reboot",
  "-H": "halt",
  "--halt": "halt",
};

function* shutdown(words: readonly string[]): Run<number> {
  let action: Action = "poweroff";
  let time: string | undefined;
  for (const word of words) {
    if (OPTIONS[word]) action = OPTIONS[word];
    else if (word.startsWith("-")) return yield* refuse("shutdown", `option '${word}'`);
    else time ??= word;
  }
  if (time !== "now" && time !== "+0") return yield* refuse("shutdown", `a shutdown at ${time ?? "+1"}`);
  return yield* perform("shutdown", action, false);
}

function* perform(who: string, action: Action, force: boolean): Run<number> {
  const { sig, cmd } = ACTIONS[action];
  const r = force ? yield* sys("reboot", { cmd }) : yield* sys("kill", { pid: 1, sig });
  if (!failed(r)) return 0;
  yield* err(`${who}: Call to ${action} failed: ${r === EPERM ? "Access denied" : strerror(r)}\n`);
  return 1;
}
