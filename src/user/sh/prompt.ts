// Prompts: PS1 and PS2 with their backslash escapes - bash(1), PROMPTING.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";
import { expandQuotedText } from "./expand/word.ts";
import type { Shell } from "./shell.ts";
import { parameter } from "./special.ts";
import { VERSION } from "./startup.ts";

export function* promptText(sh: Shell, name: "PS1" | "PS2"): Run<string> {
  const raw = parameter(sh, name) ?? "";
  const { status } = sh;
  const decoded = sh.dialect.name === "dash" ? raw : yield* decode(sh, raw);
  const text = /[$`]/.test(decoded) ? yield* expandQuotedText(sh, decoded) : decoded;
  sh.status = status;
  return text;
}

function* decode(sh: Shell, raw: string): Run<string> {
  let out = "";
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] !== "\\" || i + 1 >= raw.length) {
      out += raw[i];
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(raw.slice(i + 1));
    if (octal) {
      out += String.fromCharCode(Number.parseInt(octal[0], 8) & 255);
      i += octal[0].length;
      continue;
    }
    const letter = raw[++i] as string;
    // What is put in must not be expanded again: a directory may be called $HOME.
    out += letter === "u" ? yield* userName(sh) : escapeOf(sh, letter);
  }
  return out;
}

const guarded = (text: string): string => text.replace(/[\\$`]/g, "\\$&");

function escapeOf(sh: Shell, letter: string): string {
  const host = parameter(sh, "HOSTNAME") ?? "";
  switch (letter) {
    case "h":
      return guarded(host.split(".")[0] ?? "");
    case "H":
      return guarded(host);
    case "w":
      return guarded(directory(sh));
    case "W": {
      const dir = directory(sh);
      return guarded(dir === "/" || dir === "~" ? dir : dir.slice(dir.lastIndexOf("/") + 1));
    }
    case "$":
      return sh.euid === 0 ? "#" : "\\$";
    case "s":
      return guarded(sh.name.slice(sh.name.lastIndexOf("/") + 1));
    case "v":
      return VERSION.slice(0, 3);
    case "V":
      return VERSION.slice(0, 6);
    case "j":
      return String(sh.jobs.list.length);
    case "!":
      return String(sh.history.length + 1);
    case "#":
      return String(sh.history.length + 1);
    case "n":
      return "\n";
    case "r":
      return "\r";
    case "a":
      return "\x07";
    case "e":
      return "\x1b";
    case "[":
    case "]":
      return "";
    case "\\":
      return "\\\\";
    default:
      return `\\${letter}`;
  }
}

function directory(sh: Shell): string {
  const home = parameter(sh, "HOME");
  if (!home || home === "/") return sh.cwd;
  return sh.cwd === home ? "~" : sh.cwd.startsWith(`${home}/`) ? `~${sh.cwd.slice(home.length)}` : sh.cwd;
}

function* userName(sh: Shell): Run<string> {
  const passwd = yield* readFile("/etc/passwd");
  if (failed(passwd)) return "I have no name!";
  const entry = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find((fields) => fields[2] === String(sh.euid));
  return guarded(entry?.[0] ?? "I have no name!");
}
