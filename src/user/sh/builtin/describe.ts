// What a name would run: type, command -v.

import { isApplet } from "../../busybox/applets.ts";
import { out } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { complain } from "../message.ts";
import { filesNamed } from "../run/exec.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { printFunction } from "../syntax/print.ts";
import { type Builtin, badOption, options } from "./builtin.ts";
import { isBuiltin } from "./names.ts";

const KEYWORDS = new Set(
  "if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc".split(" "),
);
const POSIX_KEYWORDS = new Set("if then else elif fi case esac for while until do done in { } !".split(" "));

type Manner = "short" | "long" | "type" | "path";

/** Lines that say what the name is; null where it is nothing. */
export function* describeName(sh: Shell, name: string, manner: Manner, all = false, force = false): Run<string | null> {
  const lines: string[] = [];
  const add = (kind: string, short: string, long: string): void => {
    if (manner === "path" && kind !== "file") return;
    lines.push(`${manner === "type" ? kind : manner === "long" ? long : short}\n`);
  };
  const only = (): boolean => lines.length > 0 && !all;
  if (!force) {
    const alias = sh.aliases.get(name);
    if (alias !== undefined) {
      const value = sh.dialect.extended ? `${name} is aliased to \`${alias}'` : `${name} is an alias for ${alias}`;
      add("alias", `alias ${name}='${alias}'`, value);
    }
    const keywords = sh.dialect.extended ? KEYWORDS : POSIX_KEYWORDS;
    if (!only() && keywords.has(name)) add("keyword", name, `${name} is a shell keyword`);
    const f = sh.functions.get(name);
    if (!only() && f) {
      const body = sh.dialect.extended
        ? `${name} is a function\n${printFunction(f.node, name, f.unit.text)}`
        : `${name} is a ${sh.dialect.name === "ash" ? "" : "shell "}function`;
      add("function", name, body);
    }
    if (!only() && isBuiltin(sh.dialect.name, name)) add("builtin", name, `${name} is a shell builtin`);
    if (only() || (lines.length > 0 && manner === "path" && !all)) return lines.join("");
    if (manner === "path" && !all && (sh.functions.has(name) || keywords.has(name) || isBuiltin(sh.dialect.name, name)))
      return "";
  }
  const hashed = all ? undefined : sh.hashed.get(name);
  if (hashed && manner !== "path")
    add(
      "file",
      hashed.path,
      sh.dialect.extended ? `${name} is hashed (${hashed.path})` : `${name} is a tracked alias for ${hashed.path}`,
    );
  else for (const file of yield* files(sh, name, all)) add("file", file, `${name} is ${file}`);
  return lines.length > 0 ? lines.join("") : null;
}

function* files(sh: Shell, name: string, all: boolean): Run<string[]> {
  if (name.includes("/")) {
    const dir = name.slice(0, name.lastIndexOf("/") + 1);
    const found = yield* filesNamed(name.slice(dir.length), dir.replace(/\/$/, "") || "/", false);
    return found.length > 0 ? [name] : [];
  }
  if (sh.dialect.standalone && isApplet(name)) return [name];
  return yield* filesNamed(name, parameter(sh, "PATH") ?? "", all);
}

export const type: Builtin = function* (sh, args) {
  const { letters, used, bad } = sh.dialect.extended
    ? options(args, "aftpP")
    : { letters: new Map(), used: 0, bad: null };
  if (bad) return yield* badOption(sh, "type", bad, "type [-afptP] name [name ...]");
  const manner: Manner = letters.has("t") ? "type" : letters.has("p") || letters.has("P") ? "path" : "long";
  let status = 0;
  for (const name of args.slice(used)) {
    const text = yield* describeName(sh, name, manner, letters.has("a"), letters.has("P"));
    if (text !== null) yield* out(text);
    else {
      status = 1;
      if (manner !== "long") continue;
      if (sh.dialect.extended) yield* complain(sh, `type: ${name}: not found`);
      else {
        yield* out(`${name}: not found\n`);
        status = 127;
      }
    }
  }
  return status;
};
