// A small kernel with the cgroup hierarchy mounted on /cg, for the tests of this folder.

import { O_WRONLY } from "../abi/flags.ts";
import { Bench } from "../fs/testbench.ts";
import { values } from "../table.ts";
import type { CgroupId } from "./cgroup.ts";

export class CgroupBench extends Bench {
  constructor(...controllers: string[]) {
    super();
    this.ok("mkdir", { path: "/cg", mode: 0o755 });
    this.ok("mount", { source: "none", target: "/cg", fstype: "cgroup2", flags: 0, data: "" });
    for (const c of controllers) this.set("cgroup.subtree_control", `+${c}`);
    this.tx.trace.length = 0;
  }

  mkdir(...paths: string[]): this {
    for (const path of paths) this.ok("mkdir", { path: `/cg/${path}`, mode: 0o755 });
    return this;
  }

  /** What write(2) to a file below /cg returns. */
  set(path: string, data: string): number {
    const fd = this.ok("openat", { path: `/cg/${path}`, flags: O_WRONLY });
    const r = this.call("write", { fd, data });
    this.ok("close", { fd });
    return r as number;
  }

  get(path: string): string {
    return this.read(`/cg/${path}`);
  }

  id(name: string): CgroupId {
    const found = values(this.tx.k.cgroups).find((c) => c.name === name && !c.dead);
    if (!found) throw new Error(`no cgroup ${name}`);
    return found.id;
  }
}
