import { failed } from "../../kernel/abi/errno.ts";
import { S_IFBLK, S_IFMT } from "../../kernel/abi/flags.ts";
import { sys } from "../program.ts";
import { badUsage, ulTool } from "./frame.ts";
import { readMountinfo } from "./mountinfo.ts";
import { realpath } from "./path.ts";

const NOT_A_MOUNTPOINT = 32;

export const mountpointMain = ulTool(
  {
    name: "mountpoint",
    usage: ["[-qd] /path/to/directory", "-x /dev/device"],
    does: "Check whether a directory or file is a mountpoint.",
    options: `
  -q, --quiet             quiet mode - don't print anything
  --nofollow              do not follow symlink
  -d, --fs-devno          print maj:min device number of the filesystem
  -x, --devno             print maj:min device number of the block device
`,
    man: "mountpoint(1)",
  },
  function* (cmd) {
    const [path] = cmd.operands;
    if (path === undefined || cmd.operands.length > 1) return yield* badUsage(cmd);
    const quiet = cmd.has("quiet");
    if (cmd.has("nofollow") && cmd.has("devno")) {
      yield* cmd.die(1, "--devno and --nofollow are mutually exclusive");
    }
    const st = yield* sys(cmd.has("nofollow") ? "lstat" : "stat", { path });
    if (failed(st)) {
      if (!quiet) yield* cmd.warn(path, st);
      return 1;
    }
    if (cmd.has("devno")) {
      if ((st.mode & S_IFMT) !== S_IFBLK) {
        if (!quiet) yield* cmd.warn(`${path}: not a block device`);
        return NOT_A_MOUNTPOINT;
      }
      yield* cmd.print(`${st.rdev.major}:${st.rdev.minor}\n`);
      return 0;
    }
    const mounts = yield* readMountinfo("/proc/self/mountinfo");
    const real = cmd.has("nofollow") ? path : yield* realpath(path);
    const isMount = !failed(mounts) && mounts.some((m) => m.target === real);
    if (!isMount) {
      if (!quiet) yield* cmd.print(`${path} is not a mountpoint\n`);
      return NOT_A_MOUNTPOINT;
    }
    if (cmd.has("fs-devno")) yield* cmd.print(`${st.dev.major}:${st.dev.minor}\n`);
    else if (!quiet) yield* cmd.print(`${path} is a mountpoint\n`);
    return 0;
  },
);
