// A path of the container, as it is found from outside: symbolic links in it must not lead out of the container's root.

import { failed } from "../../kernel/abi/errno.ts";
import { S_IFLNK, S_IFMT } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { clean } from "./files.ts";

const LINKS_MAX = 255; // github.com/cyphar/filepath-securejoin: after so many it gives up

/** securejoin.SecureJoin(): `path` below `root`, each link of it resolved as if `root` were "/". */
export function* insideRoot(root: string, path: string): Run<string> {
  let rest = path.split("/");
  let at: string[] = [];
  let links = 0;
  while (rest.length > 0) {
    const [part = "", ...others] = rest;
    rest = others;
    if (part === "" || part === ".") continue;
    if (part === "..") {
      at = at.slice(0, -1);
      continue;
    }
    const here = [root, ...at, part].join("/");
    const st = yield* sys("lstat", { path: here });
    if (failed(st) || (st.mode & S_IFMT) !== S_IFLNK) {
      at = [...at, part];
      continue;
    }
    const to = yield* sys("readlink", { path: here });
    if (failed(to) || ++links > LINKS_MAX) break;
    if (to.startsWith("/")) at = [];
    rest = [...to.split("/"), ...rest];
  }
  return clean([root, ...at].join("/"));
}
