import { expect, test } from "vitest";
import type { TtyId } from "../kernel/fs/file.ts";
import { get } from "../kernel/table.ts";
import { fromBytes } from "../user/libc.ts";
import { commandsOf, rerunIn, typeAgain } from "./rerun.ts";

function screenOf(world: string, ...commands: readonly string[]): string {
  const rerun = rerunIn(world);
  const { session, machine, tty } = rerun;
  const from = commands.map((command) => {
    const at = typeAgain(rerun, command);
    session.run(1_000_000);
    return at;
  });
  const screen = (n: number): string =>
    get(session.at(n).machines[machine]?.kernel.ttys ?? fail(), tty as TtyId)?.screen ?? "";
  return fromBytes(screen(session.length).slice(screen(from[0] ?? 0).length));
}

const fail = (): never => {
  throw new Error("no such machine");
};

test("a command prints the same in a bare machine, a translated one, under Xen and under KVM", () => {
  const [bare, ...others] = ["bare", "vmware-2003", "xen", "kvm"].map((world) => screenOf(world, "ls / | wc -l\n"));
  expect(bare).toMatch(/^ls \/ \| wc -l\r?\n\d+/);
  for (const other of others) expect(other).toBe(bare);
});

test("what is said to a hypervisor is left out", () => {
  const input = (text: string) => ({ step: 0, at: 0, tty: 1, text });
  const inputs = [input("virsh console debian\n"), input("ls\n"), input("\x1d"), { ...input(""), open: true as const }];
  expect(commandsOf(inputs)).toEqual(["ls\n"]);
});
