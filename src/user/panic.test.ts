import { expect, test } from "vitest";
import { HOST } from "../kernel/apply.ts";
import { bootHost } from "./boot/host.ts";
import { type Main, sys } from "./program.ts";
import { Runner } from "./runner.ts";

const start = bootHost();

const failing: Main = function* () {
  yield* sys("getpid", {});
  return 1;
};

function ran(init: Main) {
  const runner = new Runner(start, { "kernel-init": init, "ld-so": failing }, () => undefined);
  return { outcome: runner.run(10_000), machine: runner.world.machines[HOST] };
}

test("a kernel whose process 1 ends panics, with its wait status as the exit code", () => {
  const { outcome, machine } = ran(function* () {
    yield* sys("execve", { path: "/sbin/init", argv: ["/sbin/init"], env: [] });
    return 1;
  });
  expect(machine?.state).toBe("panicked");
  expect(machine?.kernel.log.at(-2)).toMatch(
    /Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000100$/,
  );
  expect(outcome).toBe("idle");
});

test("a kernel that finds no init panics, and says what could be done", () => {
  const { machine } = ran(failing);
  expect(machine?.kernel.log.at(-2)).toContain("No working init found.  Try passing init= option to kernel.");
});

test("reboot(2) halts the machine only for who may", () => {
  const { machine } = ran(function* () {
    yield* sys("reboot", { cmd: 0x4321fedc });
    for (;;) yield* sys("pause", {});
  });
  expect(machine).toMatchObject({ state: "halted", halt: "power-off" });
  expect(machine?.kernel.log.at(-1)).toMatch(/reboot: Power down$/);
});
