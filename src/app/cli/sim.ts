// npm run --silent sim -- [--steps] [--world NAME] [--profile 2003|modern] [--trace strace|json] [--state] [--ledger] FILE.sh | -
//
// Runs a shell script in the simulated host without a browser, as `bash < FILE.sh` would: its output, its errors and
// its exit status. --steps runs it line by line in a fresh host and prints the transcript of e2e/linux (driver.bash).

import { readFileSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../kernel/abi/signal.ts";
import { HOST, type WorldEvent } from "../../kernel/apply.ts";
import type { World } from "../../kernel/world.ts";
import type { Profile } from "../../machine/price.ts";
import { PROFILES } from "../../machine/profiles.ts";
import { METERED, WORLDS } from "../../timeline/session.ts";
import { straceLine } from "../../trace/strace.ts";
import { launch } from "../../user/boot/launch.ts";
import { isProfile, ownProfile } from "../../user/boot/worlds/profile.ts";
import { workplace } from "../../user/boot/worlds/workplace.ts";
import { PROGRAMS } from "../../user/programs.ts";
import { Runner } from "../../user/runner.ts";
import { NOT_MODELLED } from "../../user/unmodelled.ts";
import { Accounts } from "../../virt/accounts.ts";
import { ledgerJson } from "./ledger.ts";
import { transcriptOf } from "./transcript.ts";

const USAGE =
  "usage: sim [--steps] [--world NAME] [--profile 2003|modern] [--trace strace|json] [--state] [--ledger] FILE.sh|-\n";
const STEP_LIMIT = 4_000_000; // system calls and computations, after which a script counts as endless
const STATUS_ENDLESS = 124; // as timeout(1)
const STATUS_USAGE = 2;
const ROOT_ENV = [
  "HOME=/root",
  "LC_ALL=C",
  "LOGNAME=root",
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "SHELL=/bin/bash",
  "USER=root",
];

function fail(message: string, status: number): never {
  writeSync(2, message);
  process.exit(status);
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        steps: { type: "boolean", default: false },
        state: { type: "boolean", default: false },
        ledger: { type: "boolean", default: false },
        world: { type: "string", default: "host" },
        profile: { type: "string" },
        trace: { type: "string", default: "" },
      },
    });
  } catch (e) {
    return fail(`sim: ${(e as Error).message}\n${USAGE}`, STATUS_USAGE);
  }
}

function readScript(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "latin1"); // bytes: one character each
  } catch (e) {
    return fail(`sim: ${(e as Error).message}\n`, STATUS_USAGE);
  }
}

function print(fd: number, bytes: string): void {
  const buffer = Buffer.from(bytes, "latin1");
  for (let done = 0; done < buffer.length; ) {
    try {
      done += writeSync(fd, buffer, done);
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code === "EPIPE") process.exit(141);
      if ((e as NodeJS.ErrnoException).code !== "EAGAIN") throw e;
    }
  }
}

function main(): number {
  const { values, positionals } = options();
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) fail(USAGE, STATUS_USAGE);
  const refuse = (what: string): never => fail(`sim: ${what} is not modelled in Cutaway\n`, NOT_MODELLED);
  const make = WORLDS[values.world] ?? refuse(`world '${values.world}' (there are ${Object.keys(WORLDS).join(", ")})`);
  const { profile } = values;
  if (profile !== undefined && !isProfile(profile)) return refuse(`profile '${profile}'`);
  const boot = (): World => {
    const world = make(profile);
    return typeof world === "string" ? fail(`sim: ${world}\n`, NOT_MODELLED) : world;
  };
  if (!["", "strace", "json"].includes(values.trace)) refuse(`trace '${values.trace}'`);
  const script = readScript(file);
  if (values.steps) {
    print(1, transcriptOf(boot, script));
    return 0;
  }
  const account = { world: values.world, profile: PROFILES[profile ?? ownProfile(values.world)] };
  return runScript(boot, script, { trace: values.trace, state: values.state, ledger: values.ledger, ...account });
}

interface Shown {
  readonly trace: string;
  readonly state: boolean;
  readonly ledger: boolean;
  readonly world: string;
  readonly profile: Profile;
}

function runScript(boot: () => World, script: string, { trace, state, ledger, world, profile }: Shown): number {
  let started: ReturnType<typeof launch> | null = null;
  let status: number | null = null;
  let on = HOST;
  let count = 0;
  const first = boot();
  // The host's time is counted in calls: there an account is kept beside it, and only where somebody asks.
  const metered = METERED.has(world);
  const accounts = metered || ledger ? new Accounts(profile, first) : null;
  const onEvents = (events: readonly WorldEvent[], after: World) => {
    if (accounts && !metered) accounts.price(events, after);
    count += events.length;
    for (const e of events) {
      if (!started) continue;
      const here = (e.on ?? HOST) === on;
      if (here && e.type === "pipe.written" && e.pipe === started.stdout) print(1, e.data);
      else if (here && e.type === "pipe.written" && e.pipe === started.stderr) print(2, e.data);
      else if (here && e.type === "task.exited" && e.pid === started.pid) status = e.status;
      if (trace === "json") print(2, `${JSON.stringify(e)}\n`);
      else if (trace === "strace" && e.type === "sys.called")
        print(2, `${e.on ? `${e.on} ` : ""}[pid ${e.pid}] ${straceLine(e)}\n`);
    }
  };
  const runner = new Runner(first, PROGRAMS, onEvents, metered ? accounts?.price : null);
  runner.run(STEP_LIMIT);
  runner.waitsForTyping = false;
  on = workplace(runner.world);
  const before = count;
  started = launch(runner, { path: "/usr/bin/bash", argv: ["bash"], env: ROOT_ENV, stdin: script, on });
  const outcome = runner.run(STEP_LIMIT);
  if (accounts && ledger) print(1, ledgerJson(world, profile, accounts.ledger(before, count)));
  if (state) print(1, `${JSON.stringify(runner.world)}\n`);
  if (status === null) {
    const why = outcome === "more" ? `did not end within ${STEP_LIMIT} steps` : "waits for something that never comes";
    print(2, `sim: stopped: the script ${why}\n`);
    return STATUS_ENDLESS;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

process.exit(main());
