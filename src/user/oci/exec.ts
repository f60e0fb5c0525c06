// runc exec: one more process in a container that is there. It is made as the first one was, by `runc init`, but joins
// the namespaces of that one instead of making any.

import { failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { bear } from "./bear.ts";
import { bundleOf, type Container, load, stateOf } from "./container.ts";
import { writePidFile } from "./create.ts";
import { errnoText, Failure, orFail, within } from "./failure.ts";
import { writeTo } from "./files.ts";
import { NAMESPACE_FLAG, type ProcessConfig } from "./init-config.ts";
import type { Runc } from "./log.ts";
import { processOf } from "./make-config.ts";
import { filterOf } from "./seccomp-profile.ts";
import type { CapabilitiesSpec, ProcessSpec, Spec } from "./spec.ts";
import { attend, closeEnds, closeInside, inherited, pipes } from "./stdio.ts";
import { loadSpec } from "./validate.ts";

export interface ExecOptions {
  readonly id: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string | undefined;
  /** "UID[:GID]" */
  readonly user: string | undefined;
  readonly gids: readonly number[];
  readonly caps: readonly string[];
  readonly noNewPrivileges: boolean;
  readonly detach: boolean;
  readonly pidFile: string | undefined;
  readonly ignorePaused: boolean;
}

const FAILED = 255; // Go's os.Exit(-1)

export function* exec(r: Runc, o: ExecOptions): Run<number> {
  try {
    return yield* within("exec failed", () => execIn(r, o));
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    throw new Failure(e.message, FAILED);
  }
}

function* execIn(r: Runc, o: ExecOptions): Run<number> {
  const c = yield* load(r.root, o.id);
  const state = yield* stateOf(r.root, c);
  if (state === "stopped") throw new Failure("cannot exec in a stopped container");
  if (state === "paused" && !o.ignorePaused) {
    throw new Failure("cannot exec in a paused container (use --ignore-paused to override)");
  }
  const spec = yield* bundleSpec(c);
  const process = asked(spec.process, o);
  if (o.args.length === 0) throw new Failure("process args cannot be empty");
  const stdio = o.detach ? inherited : yield* pipes(0, 0);
  try {
    const pid = yield* within("unable to start container process", () => join(c, spec, process, stdio.inside));
    if (o.pidFile) yield* writePidFile(o.pidFile, pid);
    yield* closeInside(stdio);
    return o.detach ? 0 : yield* attend(pid, stdio);
  } catch (e) {
    yield* closeInside(stdio);
    yield* closeEnds(stdio);
    throw e;
  }
}

/** What the process inherits from the container's configuration is read anew from the bundle. */
function* bundleSpec(c: Container): Run<Spec & { readonly process: ProcessSpec }> {
  const here = yield* sys("getcwd", {});
  const bundle = bundleOf(c);
  orFail(yield* sys("chdir", { path: bundle }), `chdir ${bundle}`);
  const spec = yield* loadSpec();
  if (!failed(here)) yield* sys("chdir", { path: here });
  return spec;
}

function asked(p: ProcessSpec, o: ExecOptions): ProcessSpec {
  const [uid, gid] = (o.user ?? "").split(":");
  const base = p.user ?? { uid: 0, gid: 0 };
  const user = { ...base, ...(uid ? { uid: Number(uid) } : {}), ...(gid ? { gid: Number(gid) } : {}) };
  return {
    ...p,
    terminal: false,
    args: o.args,
    env: [...(p.env ?? []), ...o.env],
    cwd: o.cwd ?? p.cwd ?? "/",
    user: { ...user, additionalGids: [...(user.additionalGids ?? []), ...o.gids] },
    ...(o.caps.length > 0 ? { capabilities: withCaps(p.capabilities, o.caps) } : {}),
    noNewPrivileges: o.noNewPrivileges || (p.noNewPrivileges ?? false),
  };
}

function withCaps(sets: CapabilitiesSpec = {}, caps: readonly string[]): CapabilitiesSpec {
  const more = (set: readonly string[] = []) => [...set, ...caps];
  const { bounding, effective, permitted } = sets;
  return { ...sets, bounding: more(bounding), effective: more(effective), permitted: more(permitted) };
}

function* join(c: Container, spec: Spec, process: ProcessSpec, stdio: readonly [number, number, number]): Run<number> {
  const own = (spec.linux?.namespaces ?? []).map((n) => n.type);
  const file = (type: string) => (type === "network" ? "net" : type === "mount" ? "mnt" : type);
  const paths = Object.keys(NAMESPACE_FLAG)
    .filter((type) => own.includes(type))
    .map((type) => ({ path: `/proc/${c.init_process_pid}/ns/${file(type)}`, flag: NAMESPACE_FLAG[type] ?? 0 }));
  const config: ProcessConfig = {
    ...processOf(process),
    seccomp: filterOf(spec.linux?.seccomp),
    userNs: own.includes("user"),
  };
  return yield* bear({
    bootstrap: { flags: 0, paths, uidMap: [], gidMap: [], oomScoreAdj: process.oomScoreAdj ?? null },
    config,
    fifo: null,
    stdio,
    rlimits: process.rlimits,
    *begun() {},
    *born(pid) {
      const file = `${c.cgroup_paths[""]}/cgroup.procs`;
      const e = yield* writeTo(file, String(pid));
      if (failed(e)) throw new Failure(`error adding pid ${pid} to cgroups: failed to write ${pid}: ${errnoText(e)}`);
    },
    *hooks() {},
    *ready() {},
    *failing() {},
  });
}
