// node e2e/linux/random/compare.mjs FIRST COUNT [EPISODES]: seeds on this machine's kernel and in the model, compared.
//
// Needs what run.sh needs. It prints the first difference of every episode: what comes after it in that episode follows
// from it. ONLY=model repeats the model's half of the last run; KERNEL=guest boots Linux 6.12 for the other half.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { generate } from "./generate.mjs";

const linux = join(import.meta.dirname, "..");
const root = join(linux, "../..");
const work = process.env.WORK ?? "/tmp/cutaway-random";
const [first, count, episodes] = [...process.argv.slice(2), "1", "1", "8"].slice(0, 3).map(Number);
const seeds = Array.from({ length: count }, (_, i) => first + i);
const modelOnly = process.env.ONLY === "model";

const file = (seed, end) => join(work, "cases", `random-${seed}.${end}`);

function prepare() {
  if (!modelOnly) rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, "cases"), { recursive: true });
  for (const part of ["run.sh", "tools", "guest"]) cpSync(join(linux, part), join(work, part), { recursive: true });
  for (const seed of seeds) writeFileSync(file(seed, "sh"), generate(seed, episodes));
}

/** run.sh with the cases of `work`: on this machine's kernel, or with KERNEL=guest on the guest's. */
function record() {
  const { KERNEL, ...env } = process.env;
  const names = seeds.map((seed) => `random-${seed}`);
  const here = KERNEL === "guest" ? {} : { HERE: "1" };
  const stdio = ["ignore", "ignore", "inherit"];
  const ran = spawnSync("bash", [join(work, "run.sh"), "record", ...names], { env: { ...env, ...here }, stdio });
  if (ran.status !== 0) throw new Error(`run.sh: status ${ran.status}`);
}

function model(seed) {
  return new Promise((done) => {
    const sim = [join(root, "bin/run.mjs"), "src/app/cli/sim.ts", "--steps", file(seed, "sh")];
    const child = spawn(process.execPath, sim, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.on("close", () => {
      const awk = spawnSync("awk", ["-f", join(linux, "tools/normalize.awk")], { input: Buffer.concat(chunks) });
      writeFileSync(file(seed, "model"), awk.stdout);
      done();
    });
  });
}

/** What 6.12 and newer kernels answer differently: none of these changes anything. */
const VERSIONS = [
  { call: /^truncate /, real: "truncate: EACCES", ours: "truncate: EROFS" }, // permission is asked for first
  { call: /^access .*\/ns\//, real: "access: EACCES", ours: "access: EPERM" }, // nsfs is mounted noexec
];

const alike = (call, real, ours) =>
  real === ours || VERSIONS.some((v) => v.call.test(call) && v.real === real && v.ours === ours);

/** [line, results] of every step. */
function steps(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("$ ")) found.push([line.slice(2), []]);
    else found.at(-1)?.[1].push(line);
  }
  return found;
}

/** The call of a chain that printed line `i` of its results. */
function callOf(line, results, i) {
  const calls = line
    .replace(/^(unshare -Ur )?sys /, "")
    .split(" -- ")
    .filter((call) => call !== "mark");
  const at = results.slice(0, i).filter((r) => /^[a-z_0-9]+:/.test(r)).length;
  return calls[at] ?? line;
}

let compared = 0;
const kinds = new Map();

function compare(seed) {
  const real = steps(readFileSync(file(seed, "out"), "latin1"));
  const ours = steps(readFileSync(file(seed, "model"), "latin1"));
  let episode = 0;
  let skip = false;
  for (const [n, [line, wanted]] of real.entries()) {
    if (line.startsWith("mkdir -p /mnt/e")) {
      episode += 1;
      skip = false;
    }
    const got = ours[n]?.[1] ?? ["(nothing)"];
    if (skip) continue;
    const i = [...wanted, "(end)"].findIndex((text, at) => !alike(callOf(line, wanted, at), text, got[at]));
    const same = i < 0 || (i === wanted.length && got.length === wanted.length);
    compared += (same ? wanted : wanted.slice(0, i)).filter((r) => /^[a-z_0-9]+:/.test(r)).length;
    if (same) continue;
    skip = true;
    const call = callOf(line, wanted, i);
    const kind = `${call.split(" ")[0]}: ${wanted[i]} | ${got[i]}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), { at: `${seed}.${episode} step ${n}`, call, line }]);
  }
}

prepare();
if (!modelOnly) record();
const queue = [...seeds];
const width = Number(process.env.JOBS ?? availableParallelism());
await model(queue.shift()); // builds the bundle that the others use
await Promise.all(
  Array.from({ length: width }, async () => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) await model(seed);
  }),
);
for (const seed of seeds) if (existsSync(file(seed, "out"))) compare(seed);
for (const [kind, where] of [...kinds].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`${where.length} x  Linux ${kind.replace(" | ", "  |  model ")}`);
  for (const { at, call } of where.slice(0, 3)) console.log(`        ${at}: ${call}`);
}
console.log(`${compared} calls alike, ${[...kinds.values()].flat().length} of ${count * episodes} episodes differ`);
process.exitCode = kinds.size > 0 ? 1 : 0;
