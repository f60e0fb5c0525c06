// sim --steps: a script line by line in one shell, in a fresh host, as e2e/linux/tools/driver.bash does it on a real Linux.
//
// Nothing is imitated: the same driver runs in the simulated bash, started by the same unshare with the same namespaces
// (mount, pid, UTS, IPC and network; a tmpfs on /mnt, host name "host"), and its standard output is the transcript.

import DRIVER from "../../../e2e/linux/tools/driver.bash?raw";
import { HOST, type WorldEvent } from "../../kernel/apply.ts";
import type { World } from "../../kernel/world.ts";
import { launch } from "../../user/boot/launch.ts";
import { workplace } from "../../user/boot/worlds/workplace.ts";
import { PROGRAMS } from "../../user/programs.ts";
import { Runner } from "../../user/runner.ts";

const STEP_LIMIT = 4_000_000; // system calls and computations, as for a script without --steps
const TOOLS = "/usr/local/lib/cutaway";
const WORK = "/tmp/sc";

// Nobody but systemd has enabled controllers; on the recording guest there is no systemd. A case that needs "cgroup2" has
// a cgroup and a cgroup namespace of its own, as run-cases makes them.
const NO_CONTROLLERS = "echo '-cpuset -cpu -io -memory -pids' > /sys/fs/cgroup/cgroup.subtree_control";
const GROUP = "/sys/fs/cgroup/case";

// As run.sh starts a case; the names of the driver and the case are positional parameters.
const SETUP = String.raw`hostname host; mount -t tmpfs -o mode=755 tmpfs /mnt
case $NEEDS in *" cgroup2"*) mount -t cgroup2 cgroup2 /sys/fs/cgroup ;; esac
bash -c ". \"\$0\" \"\$1\"" "$0" "$1"; exit $?`;

/** `script` and the result are bytes. An endless script's transcript ends with the line TIMEOUT. */
export function transcriptOf(boot: () => World, script: string): string {
  let out = "";
  let pipes: readonly number[] = [];
  let on = HOST;
  const onEvents = (events: readonly WorldEvent[]) => {
    for (const e of events) {
      if (e.type === "pipe.written" && pipes.includes(e.pipe) && (e.on ?? HOST) === on) out += e.data;
    }
  };
  const runner = new Runner(boot(), PROGRAMS, onEvents);
  runner.run(STEP_LIMIT);
  runner.waitsForTyping = false;
  on = workplace(runner.world);
  const env = [
    `PATH=${TOOLS}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    "HOME=/root",
    `T=${WORK}`,
    `TOOLS=${TOOLS}`,
    "LC_ALL=C",
  ];
  write(runner, `mkdir -p ${WORK}; cat > ${WORK}/driver.bash`, DRIVER);
  write(runner, `cat > ${WORK}/case.sh`, script);
  const needs = ` ${/^# needs: *(.*)$/m.exec(script)?.[1] ?? ""} `;
  const own = needs.includes(" cgroup2 ");
  write(runner, `${NO_CONTROLLERS}${own ? `; mkdir ${GROUP}` : ""}`, "");
  const namespaces = ["-m", "-p", "-f", "-u", "-i", "-n", ...(own ? ["-C"] : [])];
  const unshare = ["unshare", ...namespaces, "--mount-proc", "--propagation", "private"];
  const setup = ["bash", "-c", SETUP, `${WORK}/driver.bash`, `${WORK}/case.sh`];
  const enter = own ? ["sh", "-c", `echo 0 > ${GROUP}/cgroup.procs; exec "$@"`, "sh"] : [];
  const argv = [...enter, ...unshare, ...setup];
  const path = own ? "/usr/bin/sh" : "/usr/bin/unshare";
  const { stdout } = launch(runner, { path, argv, env: [...env, `NEEDS=${needs}`], stdin: "", on });
  pipes = [stdout];
  return runner.run(STEP_LIMIT) === "idle" ? out : `${out}TIMEOUT\n`;
}

/** Runs a command of the shell with `data` on its standard input. */
function write(runner: Runner, command: string, data: string): void {
  launch(runner, {
    path: "/usr/bin/bash",
    argv: ["bash", "-c", command],
    env: ["PATH=/usr/bin:/bin"],
    stdin: data,
    on: workplace(runner.world),
  });
  if (runner.run(STEP_LIMIT) !== "idle") throw new Error(`"${command}" does not end`);
}
