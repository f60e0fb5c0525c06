// runc create and run.

import { EEXIST, failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_CREAT, O_EXCL, O_PATH, O_WRONLY, S_IFIFO } from "../../kernel/abi/flags.ts";
import { PR_SET_CHILD_SUBREAPER } from "../../kernel/sys/task.ts";
import { readFile, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { isatty } from "../stdio.ts";
import { bear } from "./bear.ts";
import { applyCgroup, cgroupDir, removeCgroup, setResources } from "./cgroup.ts";
import { checkId, directoryOf, fifoOf, forget, load, save } from "./container.ts";
import { Failure, orFail, within } from "./failure.ts";
import { absolute, mkdirAll } from "./files.ts";
import { unknownCaps } from "./finalize.ts";
import type { InitConfig } from "./init-config.ts";
import { type Log, type Runc, refuse } from "./log.ts";
import { bootstrapOf, configOf, recordOf } from "./make-config.ts";
import { filterOf } from "./seccomp-profile.ts";
import type { ProcessSpec, Spec } from "./spec.ts";
import { destroy, openFifo } from "./start.ts";
import { attend, closeEnds, closeInside, inherited, pipes } from "./stdio.ts";
import { checkSpec, loadSpec, notModelled } from "./validate.ts";

export interface CreateOptions {
  readonly id: string;
  readonly bundle: string | undefined;
  readonly pidFile: string | undefined;
  readonly subreaper: boolean;
}

/** Makes the container; its first process waits at exec.fifo. */
export function* create(r: Runc, o: CreateOptions): Run<number> {
  yield* within("runc create failed", function* () {
    const spec = yield* readBundle(o, true);
    yield* make(r, spec, o, inherited);
  });
  return 0;
}

export interface RunOptions extends CreateOptions {
  readonly detach: boolean;
  readonly keep: boolean;
}

/** create and start; in the foreground also the end, and the status that the process ended with. */
export function* run(r: Runc, o: RunOptions): Run<number> {
  return yield* within("runc run failed", function* () {
    const spec = yield* readBundle(o, o.detach);
    const stdio = o.detach ? inherited : yield* pipes(...hostRoot(spec));
    const pid = yield* make(r, spec, o, stdio);
    yield* closeInside(stdio);
    yield* openFifo(fifoOf(r.root, o.id));
    if (o.detach) return 0;
    const status = yield* attend(pid, stdio);
    if (!o.keep) yield* destroy(r, yield* load(r.root, o.id));
    return status;
  });
}

/** The ids of the container's root, as the host has them. */
function hostRoot({ linux: { uidMappings = [], gidMappings = [] } = {} }: Spec): [number, number] {
  const of = (map: typeof uidMappings) => map.find((m) => m.containerID === 0)?.hostID ?? 0;
  return [of(uidMappings), of(gidMappings)];
}

function* readBundle({ bundle }: CreateOptions, detached: boolean): Run<Spec & { readonly process: ProcessSpec }> {
  if (bundle !== undefined && bundle !== "") orFail(yield* sys("chdir", { path: bundle }), `chdir ${bundle}`);
  const spec = yield* loadSpec();
  if (spec.process.terminal && detached) {
    throw new Failure("cannot allocate tty if runc will detach without setting console socket");
  }
  if (spec.process.terminal && !(yield* isatty(0))) throw new Failure("provided file is not a console");
  const refused = notModelled(spec);
  if (refused !== null) yield* refuse(refused);
  return spec;
}

type Stdio = typeof inherited;

function* make(
  r: Runc,
  spec: Spec & { readonly process: ProcessSpec },
  { id, pidFile, subreaper }: CreateOptions,
  stdio: Stdio,
): Run<number> {
  checkId(id);
  const bundle = yield* absolute(".");
  const rootfs = yield* absolute(spec.root?.path ?? "");
  yield* checkSpec(spec, rootfs);
  const seccomp = filterOf(spec.linux?.seccomp);
  const unknown = unknownCaps(spec.process.capabilities);
  if (unknown.length > 0) {
    yield* r.log("warning", `ignoring unknown or unavailable capabilities: [${unknown.join(" ")}]`);
  }
  const dir = directoryOf(r.root, id);
  if (!failed(yield* sys("stat", { path: dir }))) throw new Failure("container with given ID already exists");
  orFail(yield* mkdirAll(r.root, 0o700), `mkdir ${r.root}`);
  orFail(yield* sys("mkdir", { path: dir, mode: 0o711 }), `mkdir ${dir}`);
  if (subreaper) yield* sys("prctl", { option: PR_SET_CHILD_SUBREAPER, arg: 1 });
  const cgroup = yield* cgroupDir(id, spec.linux?.cgroupsPath);
  const config = configOf(spec, { id, bundle, rootfs, cgroup, seccomp });
  try {
    const fifo = yield* makeFifo(fifoOf(r.root, id));
    for (const { path } of bootstrapOf(spec).paths) {
      const st = yield* sys("lstat", { path });
      orFail(st, `unable to create new parent process: namespace path: lstat ${path}`);
    }
    const pid = yield* within("unable to start container process", () =>
      start(r, spec, { config, cgroup, fifo, stdio: stdio.inside }),
    );
    yield* sys("close", { fd: fifo });
    if (pidFile) yield* writePidFile(pidFile, pid);
    return pid;
  } catch (e) {
    // Nothing half made is left.
    yield* closeInside(stdio);
    yield* closeEnds(stdio);
    yield* removeCgroup(cgroup);
    yield* forget(r.root, id);
    throw e;
  }
}

interface Making {
  readonly config: InitConfig;
  readonly cgroup: string;
  readonly fifo: number;
  readonly stdio: readonly [number, number, number];
}

function* start(r: Runc, spec: Spec & { readonly process: ProcessSpec }, m: Making): Run<number> {
  const resources = spec.linux?.resources;
  return yield* bear({
    bootstrap: bootstrapOf(spec),
    config: m.config,
    fifo: m.fifo,
    stdio: m.stdio,
    rlimits: spec.process.rlimits,
    // Before it makes children of its own, so that none escapes the cgroup.
    begun: (pid) => applyCgroup(m.cgroup, pid, resources),
    *born() {},
    hooks: () => within("error setting cgroup config for procHooks process", () => setResources(m.cgroup, resources)),
    *ready(pid) {
      if (!m.config.newMountNs) yield* setResources(m.cgroup, resources);
      yield* save(r.root, yield* recordOf(spec, m.config, m.cgroup, pid));
    },
    failing: () => tellOom(r.log, m.cgroup),
  });
}

/** "Find out if init is killed by the kernel's OOM killer", as far as a cgroup without the controller can tell. */
function* tellOom(log: Log, cgroup: string): Run<void> {
  const path = `${cgroup}/memory.events`;
  if (!failed(yield* sys("stat", { path: cgroup })) && failed(yield* readFile(path))) {
    yield* log("warning", "unable to get oom kill count", `openat2 ${path}: no such file or directory`);
  }
}

function* makeFifo(path: string): Run<number> {
  const old = yield* sys("umask", { mask: 0 });
  const r = yield* sys("mknod", { path, mode: S_IFIFO | 0o622, major: 0, minor: 0 });
  yield* sys("umask", { mask: typeof old === "number" ? old : 0o022 });
  if (r === EEXIST) throw new Failure(`exec fifo ${path} already exists`);
  orFail(r, `mkfifo ${path}`);
  return orFail(yield* sys("openat", { path, flags: O_PATH | O_CLOEXEC }), `open ${path}`);
}

/** Under another name first, so that nobody reads half of it: createPidFile() */
export function* writePidFile(path: string, pid: number): Run<void> {
  const slash = path.lastIndexOf("/") + 1;
  const temporary = `${path.slice(0, slash)}.${path.slice(slash)}`;
  const flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
  const fd = orFail(yield* sys("openat", { path: temporary, flags, mode: 0o666 }), `open ${temporary}`);
  yield* write(fd, String(pid));
  yield* sys("close", { fd });
  yield* sys("rename", { oldpath: temporary, newpath: path });
}
