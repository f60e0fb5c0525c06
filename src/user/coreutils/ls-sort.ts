import { byBytes } from "../libc.ts";
import type { Entry, Shape } from "./ls-format.ts";
import { compareVersions } from "./version-sort.ts";

/** The entries in the order asked for; names break ties. */
export function arrange(entries: readonly Entry[], shape: Shape): Entry[] {
  if (shape.sort === "none") return [...entries];
  const by = (a: Entry, b: Entry): number => primary(a, b, shape) || byBytes(a.name, b.name);
  const flip = shape.reverse ? -1 : 1;
  return [...entries].sort((a, b) => {
    if (shape.dirsFirst && a.type !== b.type) return a.type === "dir" ? -1 : 1;
    return flip * by(a, b);
  });
}

function primary(a: Entry, b: Entry, shape: Shape): number {
  switch (shape.sort) {
    case "time":
      return (b.st?.[shape.time] ?? 0) - (a.st?.[shape.time] ?? 0);
    case "size":
      return (b.st?.size ?? 0) - (a.st?.size ?? 0);
    case "version":
      return compareVersions(a.name, b.name);
    case "extension":
      return byBytes(extension(a.name), extension(b.name));
    case "width":
      return a.name.length - b.name.length;
    default:
      return 0;
  }
}

const extension = (name: string): string => (name.includes(".") ? name.slice(name.lastIndexOf(".")) : "");
