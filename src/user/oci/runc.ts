// runc: runs containers as the OCI runtime specification describes them, and as Docker and containerd have it do.
//
// It is no part of the kernel and no daemon: every command starts, makes system calls, writes down what it did in
// /run/runc, and ends. What is left is a process in namespaces and a cgroup.

import { getenv, out } from "../libc.ts";
import { Exit, type Main, type Run, type Self } from "../program.ts";
import { create, run } from "./create.ts";
import { exec } from "./exec.ts";
import { Failure } from "./failure.ts";
import { type Command, command, type Flags, helpOf, parseFlags, wrongCount } from "./flags.ts";
import { initMain } from "./init.ts";
import { log, type Runc, refuse } from "./log.ts";
import { kill, pause, remove, resume } from "./manage.ts";
import { list, ps, spec, state } from "./show.ts";
import { startContainer } from "./start.ts";

const VERSION = "1.1.15+ds1";
const FAILED_HELP = 3; // cli.NewExitError(…, 3)
const MANY = Number.POSITIVE_INFINITY;

const GLOBAL = command(
  "Open Container Initiative runtime",
  "[global options] command [command options] [arguments...]",
  [0, MANY],
  `
! --debug              enable debug logging
! --log=value          set the log file to write runc logs to
! --log-format=value   set the log format
  --root=value         root directory for storage of container state
! --criu=value         path to the criu binary used for checkpoint and restore
! --systemd-cgroup     enable systemd cgroup support
! --rootless=value     ignore cgroup permission errors
  -h, --help           show help
  -v, --version        print the version
`,
);

const BUNDLE = `
  -b, --bundle=value       path to the root of the bundle directory
! --console-socket=value   socket for the container's terminal
`;
const MAKING = `
  --pid-file=value         specify the file to write the process id to
! --no-pivot               do not use pivot root
  --no-new-keyring         do not create a new session keyring
! --preserve-fds=value     pass additional file descriptors to the container
`;

const COMMANDS: Readonly<Record<string, Command>> = {
  create: command("create a container", "[command options] <container-id>", [1, 1], BUNDLE + MAKING),
  delete: command(
    "delete any resources held by the container often used with detached container",
    "[command options] <container-id>",
    [1, 1],
    "-f, --force   forcibly deletes the container if it is still running (uses SIGKILL)",
  ),
  exec: command(
    "execute new process inside the container",
    "[command options] <container-id> <command> [command options]",
    [1, MANY],
    `
! --console-socket=value       socket for the container's terminal
  --cwd=value                  current working directory in the container
  -e, --env=value              set environment variables
! -t, --tty                    allocate a pseudo-TTY
  -u, --user=value             UID (format: <uid>[:<gid>])
  -g, --additional-gids=value  additional gids
! -p, --process=value          path to the process.json
  -d, --detach                 detach from the container's process
  --pid-file=value             specify the file to write the process id to
! --process-label=value        set the asm process label
! --apparmor=value             set the apparmor profile
  --no-new-privs               set the no new privileges value for the process
  -c, --cap=value              add a capability to the bounding set for the process
! --preserve-fds=value         pass additional file descriptors to the container
! --cgroup=value               run the process in an (existing) sub-cgroup(s)
  --ignore-paused              allow exec in a paused container
`,
  ),
  kill: command(
    "kill sends the specified signal (default: SIGTERM) to the container's init process",
    "[command options] <container-id> [signal]",
    [1, 2],
    "-a, --all   send the specified signal to all processes inside the container",
  ),
  list: command(
    "lists containers started by runc with the given root",
    "[command options]",
    [0, 0],
    `
  -f, --format=value   select one of: table or json
  -q, --quiet          display only container IDs
`,
  ),
  pause: command("pause suspends all processes inside the container", "<container-id>", [1, 1]),
  ps: command(
    "ps displays the processes running inside a container",
    "[command options] <container-id> [ps options]",
    [1, MANY],
    "-f, --format=value   select one of: table or json",
  ),
  resume: command("resumes all processes that have been previously paused", "<container-id>", [1, 1]),
  run: command(
    "create and run a container",
    "[command options] <container-id>",
    [1, 1],
    `${BUNDLE}
  -d, --detach             detach from the container's process
  --keep                   do not delete the container after it exits
  --no-subreaper           disable the use of the subreaper used to reap reparented processes
${MAKING}`,
  ),
  spec: command(
    "create a new specification file",
    "[command options] [arguments...]",
    [0, 0],
    `
  -b, --bundle=value   path to the root of the bundle directory
! --rootless           generate a configuration for a rootless container
`,
  ),
  start: command("executes the user defined process in a created container", "<container-id>", [1, 1]),
  state: command("output the state of a container", "<container-id>", [1, 1]),
};

/** Commands of the real runc that are left out. */
const LEFT_OUT = ["checkpoint", "events", "restore", "update", "features"];

const HELP = `${helpOf("", GLOBAL).replace("runc  -", "runc -").replace("runc  [", "runc [")}
COMMANDS:
${Object.entries(COMMANDS)
  .map(([name, { does }]) => `   ${name.padEnd(10)}  ${does}\n`)
  .join("")}${LEFT_OUT.map((name) => `   ${name.padEnd(10)}  (not modelled in Cutaway)\n`).join("")}`;

const VERSION_TEXT = `runc version ${VERSION}
commit: ${VERSION}-2+b4
spec: 1.2.0
go: go1.24.4
libseccomp: 2.6.0
`;

export const runcMain: Main = function* (self) {
  if (self.argv[1] === "init" && getenv(self, "_LIBCONTAINER_INITPIPE") !== undefined) return yield* initMain(self);
  try {
    return yield* main(self);
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    yield* log("error", e.message);
    return e.status;
  }
};

function* main(self: Self): Run<number> {
  const global = parseFlags(GLOBAL.options, self.argv.slice(1));
  yield* refuseUnmodelled(global);
  if (global.problem !== null) yield* misuse(HELP, global.problem, `Incorrect Usage. ${global.problem}`);
  const has = (name: string) => global.given.some((g) => g.name === name);
  if (has("version")) return yield* print(VERSION_TEXT);
  const [name, ...args] = global.operands;
  if (has("help") || name === undefined || name === "help" || name === "h") return yield* print(HELP);
  if (LEFT_OUT.includes(name)) yield* refuse(`command '${name}'`);
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!known) throw new Failure(`No help topic for '${name}'\n`, FAILED_HELP);
  if (args.includes("--help") || args.includes("-h")) return yield* print(helpOf(name, known));
  const flags = parseFlags(known.options, args);
  yield* refuseUnmodelled(flags);
  if (flags.problem !== null) yield* misuse(helpOf(name, known), flags.problem, `Incorrect Usage: ${flags.problem}`);
  const wrong = wrongCount(name, known, flags.operands.length);
  if (wrong !== null) yield* misuse(helpOf(name, known), wrong, "Incorrect Usage.");
  const root = global.given.findLast((g) => g.name === "root")?.value ?? "/run/runc";
  return yield* dispatch({ root, log }, self, name, flags);
}

function* print(text: string): Run<number> {
  yield* out(text);
  return 0;
}

function* misuse(help: string, problem: string, first: string): Run<never> {
  yield* out(`${first}\n\n${help}\n`);
  throw new Failure(problem);
}

function* refuseUnmodelled({ given }: Flags): Run<void> {
  const first = given.find((g) => !g.modelled);
  if (first) yield* refuse(`option '${first.flag}'`);
}

function* dispatch(r: Runc, self: Self, name: string, { given, operands }: Flags): Run<number> {
  const has = (flag: string) => given.some((g) => g.name === flag);
  const last = (flag: string) => given.findLast((g) => g.name === flag)?.value;
  const every = (flag: string) => given.filter((g) => g.name === flag).map((g) => g.value ?? "");
  const [id = "", ...rest] = operands;
  const making = { id, bundle: last("bundle"), pidFile: last("pid-file") };
  switch (name) {
    case "create":
      return yield* create(r, { ...making, subreaper: false });
    case "run":
      return yield* run(r, { ...making, subreaper: !has("no-subreaper"), detach: has("detach"), keep: has("keep") });
    case "start":
      return yield* startContainer(r, id);
    case "exec":
      return yield* exec(r, {
        id,
        args: rest,
        env: every("env"),
        cwd: last("cwd"),
        user: last("user"),
        gids: every("additional-gids").map(Number),
        caps: every("cap"),
        noNewPrivileges: has("no-new-privs"),
        detach: has("detach"),
        pidFile: last("pid-file"),
        ignorePaused: has("ignore-paused"),
      });
    case "kill":
      return yield* kill(r, id, rest[0] ?? "SIGTERM", has("all"));
    case "delete":
      return yield* remove(r, id, has("force"));
    case "pause":
      return yield* pause(r, id);
    case "resume":
      return yield* resume(r, id);
    case "list":
      return yield* list(r, last("format") ?? "table", has("quiet"));
    case "state":
      return yield* state(r, id);
    case "ps":
      return yield* ps(r, self, id, last("format") ?? "table", rest);
    case "spec":
      return yield* spec(last("bundle"));
    default:
      throw new Exit(1);
  }
}
