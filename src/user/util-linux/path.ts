// realpath(3), by the way that asks least of the kernel: component by component, as glibc does.

import { EINVAL, ELOOP, type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";

const MAXSYMLINKS = 40;

/** The absolute name without links, "." and ".."; every component must exist. */
export function* realpath(path: string): Run<string | Errno> {
  const start = path.startsWith("/") ? "" : yield* sys("getcwd", {});
  if (failed(start)) return start;
  let todo = path.split("/");
  let done = start === "/" ? "" : start;
  let links = 0;
  while (todo.length > 0) {
    const [part = "", ...rest] = todo;
    todo = rest;
    if (part === "" || part === ".") continue;
    if (part === "..") {
      done = done.slice(0, Math.max(0, done.lastIndexOf("/")));
      continue;
    }
    const next = `${done}/${part}`;
    const text = yield* sys("readlink", { path: next });
    if (!failed(text)) {
      if (++links > MAXSYMLINKS) return ELOOP;
      if (text.startsWith("/")) done = "";
      todo = [...text.split("/"), ...todo];
    } else if (text === EINVAL)
      done = next; // no link
    else return text;
  }
  return done === "" ? "/" : done;
}
