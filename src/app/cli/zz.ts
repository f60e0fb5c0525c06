import { bootHost } from "../../user/boot/host.ts";
import { launch } from "../../user/boot/launch.ts";
import { PROGRAMS } from "../../user/programs.ts";
import { Runner } from "../../user/runner.ts";
import { straceLine } from "../../trace/strace.ts";
import type { Main } from "../../user/program.ts";
import { sys } from "../../user/program.ts";
const fakeBash: Main = function* () { yield* sys("pause", {}); return 0; };
let P: number[] = []; let trace = process.argv.includes("-t");
const runner = new Runner(bootHost(), { bash: fakeBash, ...PROGRAMS }, (ev) => { for (const e of ev) {
  if (e.type === "pipe.written" && P.includes(e.pipe)) process.stdout.write(e.data);
  if (trace && P.length) process.stderr.write((e.type === "sys.called" ? `[${e.pid}] ${straceLine(e)}` : `    ${JSON.stringify(e).slice(0,140)}`) + "\n");
} });
console.log(runner.run(100000), runner.steps);
runner.waitsForTyping = false;
for (const line of process.argv.slice(2).filter(a => a !== "-t")) {
  console.log("$ " + line);
  const argv = line.split(" ");
  const l = launch(runner, { argv: [argv[0]!.includes("/") ? argv[0]! : "/usr/bin/" + argv[0], ...argv.slice(1)], env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], stdin: "" });
  P = [l.stdout, l.stderr];
  console.log("=", runner.run(100000));
}
