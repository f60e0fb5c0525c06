// Answers "has anything changed since this was built?" from file names, sizes and modification times.

import { createHash } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./install.mjs";

/** A short text that differs when a file among `paths` (folders: all the files in them) was added, removed or written. */
export function stamp(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path}\0${stat?.size}\0${stat?.mtimeMs}\n`);
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest("hex");
}
