// npm run bench: the machines beneath the kernel. Guest instructions, priced operations, boots of a guest.

import { performance } from "node:perf_hooks";
import type { WorldEvent } from "../../kernel/apply.ts";
import type { World } from "../../kernel/world.ts";
import { assemble } from "../../machine/cpu/assemble.ts";
import { bootCpu } from "../../machine/cpu/boot.ts";
import { run } from "../../machine/cpu/run.ts";
import { PROFILES } from "../../machine/profiles.ts";
import { launch } from "../../user/boot/launch.ts";
import { bootBare } from "../../user/boot/worlds/bare.ts";
import { bootKvm } from "../../user/boot/worlds/kvm.ts";
import { PROGRAMS } from "../../user/programs.ts";
import { Runner } from "../../user/runner.ts";
import { Accounts } from "../../virt/accounts.ts";
import { execute, start } from "../../virt/bt/execute.ts";
import type { Row } from "./bench.ts";

const INSTRUCTIONS = 100_000;
const BOOTS = 5;
const FORKS = 20;
const ORIGIN = 0x100000;
const LOOP = "mov $100000,%ecx\nloop: add $1,%eax\npushf\ncli\npopf\ndec %ecx\njne loop\nhlt";
const ENV = ["PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin"];

const count = (n: number): string => Math.round(n).toLocaleString("en");

/** Seconds that it takes. */
function timed(what: () => void): number {
  const before = performance.now();
  what();
  return (performance.now() - before) / 1000;
}

function instructionRows(): Row[] {
  const { program } = assemble(LOOP, ORIGIN);
  const cpu = { ...bootCpu(), eip: ORIGIN };
  const native = INSTRUCTIONS / timed(() => run(cpu, program, INSTRUCTIONS));
  const translated = INSTRUCTIONS / timed(() => execute(start(cpu, program), INSTRUCTIONS));
  return [
    { what: "guest instructions a second, ring 0", value: count(native), goal: "", met: null },
    {
      what: "… from the translation cache",
      value: `${count(translated)} (× ${(translated / native).toFixed(2)})`,
      goal: "",
      met: null,
    },
  ];
}

/** A bare machine at its first prompt; with accounts, every event is priced. */
function bareMachine(priced: boolean): { runner: Runner; accounts: Accounts; events: () => number } {
  const first = bootBare();
  const accounts = new Accounts(PROFILES.modern, first, () => "kvm");
  let events = 0;
  const onEvents = (all: readonly WorldEvent[]) => {
    events += all.length;
  };
  const runner = new Runner(first, PROGRAMS, onEvents, priced ? accounts.price : null);
  runner.run(Number.POSITIVE_INFINITY);
  runner.waitsForTyping = false;
  return { runner, accounts, events: () => events };
}

function operationRows(): Row[] {
  const script = `for i in ${"x ".repeat(FORKS)}; do ls / > /dev/null; done`;
  const work = (priced: boolean) => {
    const { runner, accounts, events } = bareMachine(priced);
    const before = events();
    const seconds = timed(() => {
      launch(runner, { path: "/usr/bin/bash", argv: ["bash", "-c", script], env: ENV, stdin: "" });
      runner.run(Number.POSITIVE_INFINITY);
    });
    return { seconds, ledger: accounts.ledger(before, events()) };
  };
  const unpriced = work(false);
  const { seconds, ledger } = work(true);
  const operations = ledger.rows.reduce((sum, row) => sum + row.count, 0);
  return [
    {
      what: "priced operations a second (KVM, shell scripts)",
      value: `${count(operations / seconds)}; the same scripts unpriced take × ${(unpriced.seconds / seconds).toFixed(2)}`,
      goal: "",
      met: null,
    },
  ];
}

function bootRows(): Row[] {
  const first = bootKvm() as World;
  const runner = new Runner(first, PROGRAMS, () => undefined, new Accounts(PROFILES.modern, first).price);
  runner.run(Number.POSITIVE_INFINITY);
  const virsh = (command: string) => {
    launch(runner, { path: "/usr/bin/bash", argv: ["bash", "-c", `virsh ${command}`], env: ENV, stdin: "" });
    runner.run(Number.POSITIVE_INFINITY);
  };
  let seconds = 0;
  for (let i = 0; i < BOOTS; i++) {
    seconds += timed(() => virsh("start web"));
    if (Object.keys(runner.world.machines).length !== 3) throw new Error("the guest did not come up");
    virsh("destroy web");
  }
  return [
    { what: "boots of a KVM guest a second, to its login", value: (BOOTS / seconds).toFixed(1), goal: "", met: null },
  ];
}

export const machineRows = (): Row[] => [...instructionRows(), ...operationRows(), ...bootRows()];
