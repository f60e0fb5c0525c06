// node e2e/linux/random/scripts.mjs files|overlay|mounts|users SEED: a case made by dice, on standard output.
//
// Simpler than generate.mjs, and of more kinds: layers and mounts too. A script is made of calls of `sys` on a few names, so that they meet each other. The same seed gives the same script.
// KIND=overlay node e2e/linux/random/compare.mjs 1 20
// records them on a real Linux and replays them in the model: whatever differs is a defect of the model.

import { pathToFileURL } from "node:url";

const KINDS = ["files", "overlay", "mounts", "users"];

/** A xorshift generator: numbers from 0 to n - 1. */
function dice(seed) {
  let x = (seed * 2654435761) >>> 0 || 1;
  return (n) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x % n;
  };
}

const pick = (roll, from) => from[roll(from.length)];

const NAMES = ["a", "b", "c", "d", "d/e", "d/f", "d/e/g", "ln", "b/x", "a/y"];
const ENDINGS = ["", "", "", "", "", "", "/", "/.", "/.."];

const path = (roll, top) => `${top}${pick(roll, NAMES)}${pick(roll, ENDINGS)}`;
const plain = (roll, top) => `${top}${pick(roll, NAMES)}`;
const mode = (roll) => pick(roll, ["0", "111", "400", "644", "600", "700", "755", "1777", "2755", "4711"]);

/** One call on the files below `top`. */
function call(roll, top) {
  const p = () => path(roll, top);
  const q = () => plain(roll, top);
  return pick(roll, [
    () => `mkdir ${p()} ${mode(roll)}`,
    () => `mkdir ${q()}`,
    () => `rmdir ${p()}`,
    () => `unlink ${p()}`,
    () => `rename ${p()} ${p()}`,
    () => `rename ${q()} ${q()}`,
    () => `rename ${q()} ${q()}`,
    () => `renameat2 ${q()} ${q()} ${pick(roll, ["noreplace", "exchange"])}`,
    () => `link ${p()} ${q()}`,
    () => `symlink ${pick(roll, ["a", "d", "../c", "nope", "ln", "/mnt", "d/e/"])} ${p()}`,
    () => `mknod ${q()} p 0 0`,
    () => `creat ${p()} ${pick(roll, ["one", "two", "three"])}`,
    () => `creat ${q()} x`,
    () => `append ${p()} more`,
    () => `cat ${q()}`,
    () => `truncate ${p()} ${roll(9)}`,
    () => `chmod ${p()} ${mode(roll)}`,
    () => `chown ${p()} ${roll(3) * 1000} ${roll(3) * 1000}`,
    () => `stat ${p()} ${pick(roll, ["type", "mode", "nlink", "uid", "gid"])}`,
    () => `readlink ${q()}`,
    () => `ls ${p()}`,
    () =>
      `open ${p()} ${pick(roll, ["rdonly", "wronly", "rdwr,creat", "wronly,creat,excl", "rdonly,directory", "rdonly,nofollow", "wronly,trunc"])} -- close`,
  ])();
}

/** Opening a FIFO would wait for the other end. */
const blocks = (line) => /^(cat|open|append|creat)/.test(line);
const withoutFifos = (lines) => lines.filter((l) => !l.startsWith("mknod"));

const chain = (calls) => `sys ${calls.join(" -- ")}`;

function lines(roll, top, count, prefix = "") {
  const out = [];
  for (let i = 0; i < count; i++) {
    const calls = withoutFifos(Array.from({ length: 4 }, () => call(roll, top)));
    if (calls.some(blocks) || calls.length > 0) out.push(`${prefix}${chain(calls)}`);
  }
  return out;
}

function files(roll) {
  return ["mkdir t; cd t", ...lines(roll, "", 25), "cd ..; sys tree t"];
}

function users(roll) {
  const who = () => pick(roll, ["", "asuser 1000 ", "asuser 2000 "]);
  const body = Array.from({ length: 25 }, () => lines(roll, "", 1, who())[0] ?? "");
  return [
    `chmod 755 .; mkdir t; chmod ${pick(roll, ["777", "1777", "755", "2777", "3777"])} t; cd t`,
    ...body,
    "cd ..; sys tree t",
  ];
}

/** A few files in each of the layers, whiteouts and opaque directories among them. */
function layer(roll, top) {
  const out = [];
  for (const name of ["a", "b", "c", "d", "d/e", "d/f", "d/e/g"]) {
    const at = `${top}/${name}`;
    const dirs = ["d", "d/e"].includes(name);
    const what = roll(8);
    if (dirs ? what < 6 : what === 0) out.push(`mkdir ${at}`);
    else if (what < 4) out.push(`creat ${at} ${top}`);
    else if (what === 4) out.push(`symlink ${pick(roll, ["a", "d", "nope"])} ${at}`);
    else if (what === 5 && top !== "l2") out.push(`mknod ${at} c 0 0`);
  }
  return out;
}

function overlay(roll) {
  const lowers = pick(roll, ["l1", "l1:l2", "l1:l2"]);
  const redirect = pick(roll, ["off", "off", "on"]);
  const upper = roll(2) ? [chain(layer(roll, "u"))] : [];
  return [
    "mkdir l1 l2 u w m",
    chain([...layer(roll, "l2"), "ls l2"]),
    chain([...layer(roll, "l1"), "ls l1"]),
    ...upper,
    `mount -t overlay o -o lowerdir=${lowers},upperdir=u,workdir=w,redirect_dir=${redirect} m`,
    "sys tree m",
    ...lines(roll, "m/", 18),
    "sys tree m -- tree u -- tree l1",
    "umount m",
    `mount -t overlay o -o lowerdir=${lowers},upperdir=u,workdir=w m`,
    "sys tree m",
    "umount m",
  ];
}

function mountCall(roll) {
  const dirs = ["a", "b", "a/x", "b/y", "c", "a/x/z"];
  const d = () => pick(roll, dirs);
  return pick(roll, [
    () => `mount none ${d()} tmpfs`,
    () => `mount none ${d()} tmpfs`,
    () => `mount ${d()} ${d()} none bind`,
    () => `mount ${d()} ${d()} none bind,rec`,
    () => `mount ${d()} ${d()} none move`,
    () => `mount none ${d()} none ${pick(roll, ["shared", "private", "slave", "unbindable"])}`,
    () => `mount none ${d()} none rec,${pick(roll, ["shared", "private", "slave"])}`,
    () => `mount none ${d()} none remount,bind,ro`,
    () => `umount ${d()}`,
    () => `umount ${d()} detach`,
    () => `mkdir ${d()}`,
    () => `creat ${d()}/f ${roll(9)}`,
    () => `rmdir ${d()}`,
    () => `rename ${d()} ${d()}`,
    () => `ls ${d()}`,
    () => `pivot_root ${d()} ${d()}`,
  ])();
}

function mounts(roll) {
  const show = "cut -d' ' -f4- /proc/self/mountinfo | grep ' /mnt/[abc]'";
  const out = ["mkdir -p a/x/z b/y c", "mount --make-private /mnt; mount -t tmpfs t c; mkdir c/k"];
  for (let i = 0; i < 25; i++) out.push(`${chain([mountCall(roll), mountCall(roll)])}; ${show}`);
  return out;
}

const MAKERS = { files, overlay, mounts, users };

/** The script of a kind and a seed, in the form of a case. */
export function randomScript(kind, seed) {
  const needs = kind === "overlay" ? "root sys overlay" : "root sys";
  const group = kind === "users" ? "files" : kind === "mounts" ? "mount" : kind;
  const head = `# title: a random script of ${kind}, seed ${seed}\n# group: ${group}\n# needs: ${needs}\n`;
  return `${head}${MAKERS[kind](dice(seed)).join("\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [kind, seed] = process.argv.slice(2);
  if (!KINDS.includes(kind) || !/^\d+$/.test(seed ?? "")) {
    process.stderr.write(`usage: scripts.mjs ${KINDS.join("|")} SEED\n`);
    process.exitCode = 2;
  } else process.stdout.write(randomScript(kind, Number(seed)));
}
