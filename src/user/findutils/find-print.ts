// find -printf and -ls.

import { failed } from "../../kernel/abi/errno.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { now, strftime, wallClock } from "../coreutils/clock.ts";
import { undoEscapes } from "../coreutils/escapes.ts";
import { isDevice, isLink, modeString } from "../coreutils/mode.ts";
import { dirName } from "../coreutils/paths.ts";
import { deviceNumber } from "../coreutils/stat-format.ts";
import { type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import type { Found, Walk } from "./find-eval.ts";
import { typeLetter } from "./find-types.ts";

function* names(walk: Walk, f: Found): Run<{ user: string; group: string }> {
  walk.users ??= yield* readUsers();
  walk.groups ??= yield* readGroups();
  return {
    user: walk.users.find((u) => u.uid === f.st.uid)?.name ?? String(f.st.uid),
    group: walk.groups.find((g) => g.gid === f.st.gid)?.name ?? String(f.st.gid),
  };
}

export function* findPrintf(walk: Walk, format: string, f: Found): Run<string> {
  let out = "";
  for (const m of format.matchAll(/\\(?:[0-7]{1,3}|.)|%([-0#+ ]*)(\d*)(?:\.(\d+))?([ACT].|.)|./gs)) {
    const text = m[0];
    if (text.startsWith("\\")) {
      const done = undoEscapes(text, "plain");
      out += done.text;
      if (done.ended) return out;
    } else if (m[4] === undefined) out += text;
    else if (m[4] === "%") out += "%";
    else {
      const value = yield* directive(walk, m[4], f);
      const cut = m[3] === undefined ? value : value.slice(0, Number(m[3]));
      out += (m[1] ?? "").includes("-")
        ? cut.padEnd(Number(m[2]))
        : cut.padStart(Number(m[2]), (m[1] ?? "").includes("0") ? "0" : " ");
    }
  }
  return out;
}

function* directive(walk: Walk, kind: string, f: Found): Run<string> {
  const { st, path } = f;
  const bare = path.replace(/(.)\/+$/, "$1");
  switch (kind) {
    case "p":
      return path;
    case "f":
      return bare === "/" ? "/" : bare.slice(bare.lastIndexOf("/") + 1);
    case "h":
      return bare.includes("/") ? (bare.lastIndexOf("/") === 0 ? "" : dirName(bare)) : ".";
    case "P":
      return path.slice(f.start.length).replace(/^\//, "");
    case "H":
      return f.start;
    case "d":
      return String(f.depth);
    case "s":
      return String(st.size);
    case "b":
      return String(st.blocks);
    case "k":
      return String(Math.ceil(st.blocks / 2));
    case "m":
      return (st.mode & 0o7777).toString(8);
    case "M":
      return modeString(st.mode);
    case "n":
      return String(st.nlink);
    case "i":
      return String(st.ino);
    case "D":
      return String(deviceNumber(st.dev));
    case "U":
      return String(st.uid);
    case "G":
      return String(st.gid);
    case "u":
      return (yield* names(walk, f)).user;
    case "g":
      return (yield* names(walk, f)).group;
    case "y":
      return typeLetter(st.mode);
    case "Y": {
      const to = yield* sys("stat", { path });
      return failed(to) ? "N" : typeLetter(to.mode);
    }
    case "l": {
      const target = isLink(st.mode) ? yield* sys("readlink", { path }) : "";
      return failed(target) ? "" : target;
    }
    case "F": {
      const fs = yield* sys("statfs", { path });
      return failed(fs) ? "" : fs.type;
    }
    case "a":
      return ctime(st.atime);
    case "c":
      return ctime(st.ctime);
    case "t":
      return ctime(st.mtime);
  }
  const time = kind[0] === "A" ? st.atime : kind[0] === "C" ? st.ctime : kind[0] === "T" ? st.mtime : null;
  if (time === null) return yield* walk.cmd.die(NOT_MODELLED, `directive '%${kind}' is not modelled in Cutaway`);
  const t = wallClock(time);
  const fraction = `${String(Math.floor(t.nsec)).padStart(9, "0")}0`;
  switch (kind[1]) {
    case "@":
      return `${t.sec}.${fraction}`;
    case "+":
      return `${strftime("%Y-%m-%d+%H:%M:%S", t)}.${fraction}`;
    case "S":
    case "T":
      return `${strftime(`%${kind[1]}`, t)}.${fraction}`;
    default:
      return strftime(`%${kind[1]}`, t);
  }
}

const ctime = (ns: number): string => {
  const t = wallClock(ns);
  return `${strftime("%a %b %e %H:%M:%S", t)}.${String(Math.floor(t.nsec)).padStart(9, "0")}0 ${strftime("%Y", t)}`;
};

/** "ls -dils" format on standard output - find(1) */
export function* findLs(walk: Walk, f: Found): Run<string> {
  const { st, path } = f;
  const { user, group } = yield* names(walk, f);
  const t = wallClock(st.mtime);
  const age = (yield* now()).sec - t.sec;
  const recent = age >= -3600 && age < 180 * 86400;
  const size = isDevice(st.mode)
    ? `${String(st.rdev.major).padStart(3)}, ${String(st.rdev.minor).padStart(3)}`
    : String(st.size).padStart(8);
  const target = isLink(st.mode) ? yield* sys("readlink", { path }) : null;
  const link = target === null || failed(target) ? "" : ` -> ${target}`;
  const owner = `${user.padEnd(8)} ${group.padEnd(8)}`;
  const when = strftime(recent ? "%b %e %H:%M" : "%b %e  %Y", t);
  return `${String(st.ino).padStart(9)} ${String(Math.ceil(st.blocks / 2)).padStart(6)} ${modeString(st.mode)} ${String(st.nlink).padStart(3)} ${owner} ${size} ${when} ${path}${link}\n`;
}
