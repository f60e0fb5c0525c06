// vmrun: starts, stops and lists the machines of a hosted VMware, by their .vmx files.

import { failed } from "../../kernel/abi/errno.ts";
import { O_NOCTTY, O_RDWR } from "../../kernel/abi/flags.ts";
import { SIGKILL, SIGUSR1 } from "../../kernel/abi/signal.ts";
import { standardFiles } from "../init/login.ts";
import { err, listDir, out, readFile } from "../libc.ts";
import { fork, type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { VMWARE_VMX } from "./vmware-vmx.ts";

const REFUSED = `reset suspend pause unpause snapshot revertToSnapshot listSnapshots deleteSnapshot runProgramInGuest
  fileExistsInGuest listProcessesInGuest killProcessInGuest runScriptInGuest copyFileFromHostToGuest clone deleteVM
  upgradevm installTools checkToolsState getGuestIPAddress readVariable writeVariable captureScreen`.split(/\s+/);

const FAILED = 255;

export const vmrunMain: Main = function* ({ argv }) {
  const words = argv.slice(1);
  if (words[0] === "-T") words.splice(0, 2);
  const [command, path, mode] = words;
  if (command === undefined) {
    yield* err("Usage: vmrun [AUTHENTICATION-FLAGS] COMMAND [PARAMETERS]\n");
    return FAILED;
  }
  if (REFUSED.includes(command)) {
    yield* err(`vmrun: command '${command}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  if (command === "list") {
    const running = yield* machines();
    yield* out(`Total running VMs: ${running.length}\n${running.map((m) => `${m.path}\n`).join("")}`);
    return 0;
  }
  if (command !== "start" && command !== "stop") return yield* say(`Error: Unrecognized command: ${command}`);
  if (path === undefined) return yield* say("Error: Insufficient arguments.");
  const found = (yield* machines()).find((m) => m.path === path);
  if (failed(yield* sys("access", { path, mode: 0 })))
    return yield* say(`Error: Cannot open VM: ${path}, The virtual machine cannot be found`);
  if (command === "start") return found ? yield* say("Error: The file is already in use") : yield* start(path);
  if (!found) return yield* say(`Error: The virtual machine is not powered on: ${path}`);
  yield* sys("kill", { pid: found.pid, sig: mode === "soft" ? SIGUSR1 : SIGKILL });
  return 0;
};

function* say(message: string): Run<number> {
  yield* out(`${message}\n`);
  return FAILED;
}

/** The monitor processes, in order of their numbers. */
function* machines(): Run<{ pid: number; path: string }[]> {
  const names = yield* listDir("/proc");
  const found: { pid: number; path: string }[] = [];
  if (failed(names)) return found;
  for (const name of names.filter((n) => /^\d+$/.test(n))) {
    const text = yield* readFile(`/proc/${name}/cmdline`);
    if (failed(text) || !text.startsWith(VMWARE_VMX)) continue;
    found.push({ pid: Number(name), path: text.split("\0").at(-2) ?? "" });
  }
  return found.sort((a, b) => a.pid - b.pid);
}

function* start(path: string): Run<number> {
  yield* fork(function* () {
    yield* sys("setsid", {});
    yield* standardFiles("/dev/null", O_RDWR | O_NOCTTY);
    yield* sys("execve", { path: VMWARE_VMX, argv: [VMWARE_VMX, path], env: [] });
    return 127;
  });
  return 0;
}
