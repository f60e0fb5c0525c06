// The options of an overlay: ovl_parse_param() and ovl_fs_params_verify(), fs/overlayfs/params.c

import { EINVAL, type Errno } from "../../abi/errno.ts";

const STACK_MAX = 500; // lower layers: OVL_MAX_STACK

export interface Options {
  readonly lowers: readonly string[];
  readonly upper: string | null;
  readonly work: string | null;
  readonly redirect: "on" | "follow" | "nofollow";
  readonly index: boolean;
  readonly metacopy: boolean;
  readonly userxattr: boolean;
  readonly volatile: boolean;
  /** As mountinfo shows them. */
  readonly shown: string;
}

const SWITCH: Readonly<Record<string, boolean>> = { on: true, off: false };
/** "off": not made, but followed where they are, for the module's redirect_always_follow is Y. */
const REDIRECT: Readonly<Record<string, Options["redirect"]>> = {
  on: "on",
  follow: "follow",
  off: "follow",
  nofollow: "nofollow",
};

/** "lowerdir=a:b": the topmost first; a colon that is a part of a name is escaped with a backslash. */
function splitLowers(text: string): string[] {
  return text
    .replace(/\\:/g, "\0")
    .split(":")
    .map((part) => part.replace(/\0/g, ":").replace(/\\(.)/g, "$1"));
}

/** An option that overlayfs does not know, or that contradicts another: EINVAL. */
export function parseOptions(data: string): Options | Errno {
  const given: Record<string, string> = {};
  for (const part of data.split(/(?<!\\),/).filter((p) => p !== "")) {
    const eq = part.indexOf("=");
    const key = eq < 0 ? part : part.slice(0, eq);
    if (!KEYS.includes(key)) return EINVAL;
    given[key] = eq < 0 ? "" : part.slice(eq + 1);
  }
  const { lowerdir = "", upperdir, workdir } = given;
  const switches = ["index", "metacopy", "nfs_export"].map((key) => SWITCH[given[key] ?? "off"]);
  const redirect = REDIRECT[given.redirect_dir ?? "follow"];
  if (switches.includes(undefined) || redirect === undefined) return EINVAL;
  if (!/^(|on|off|auto|null)$/.test(given.uuid ?? "") || !/^(|on|off|auto)$/.test(given.xino ?? "")) return EINVAL;
  const lowers = splitLowers(lowerdir);
  if (lowerdir === "" || lowers.includes("") || lowers.length > STACK_MAX) return EINVAL;
  // "at least 2 lowerdir are needed while upperdir nonexistent"; "missing 'workdir'"
  if (upperdir === undefined ? lowers.length < 2 : workdir === undefined) return EINVAL;
  const metacopy = switches[1] === true;
  const follows = metacopy && given.redirect_dir === undefined ? "on" : redirect;
  // "conflicting options: metacopy=on,redirect_dir=…"
  if (metacopy && follows !== "on" && upperdir !== undefined) return EINVAL;
  if (given.userxattr !== undefined && (metacopy || follows === "on")) return EINVAL;
  const common = {
    lowers,
    index: switches[0] === true,
    metacopy,
    userxattr: given.userxattr !== undefined,
    volatile: given.volatile !== undefined,
  };
  const options = { ...common, upper: upperdir ?? null, work: upperdir === undefined ? null : (workdir ?? null) };
  const mode = upperdir === undefined && follows === "follow" ? "on" : follows;
  return { ...options, redirect: mode, shown: show(given, mode, options.userxattr) };
}

const KEYS = [
  "lowerdir",
  "upperdir",
  "workdir",
  "redirect_dir",
  "index",
  "metacopy",
  "nfs_export",
  "userxattr",
  "volatile",
  "uuid",
  "xino",
  "default_permissions",
];

/** ovl_show_options(): what is not the default. */
function show(given: Readonly<Record<string, string>>, redirect: Options["redirect"], userxattr: boolean): string {
  const dirs = ["lowerdir", "upperdir", "workdir"].flatMap((key) =>
    given[key] === undefined || (key === "workdir" && given.upperdir === undefined) ? [] : [`${key}=${given[key]}`],
  );
  const mode = userxattr ? "nofollow" : redirect;
  const rest = [
    given.default_permissions === undefined ? "" : "default_permissions",
    mode === "follow" ? "" : `redirect_dir=${mode}`,
    given.index === "on" ? "index=on" : "",
    given.uuid === undefined || given.uuid === "auto" ? "" : `uuid=${given.uuid}`,
    given.nfs_export === "on" ? "nfs_export=on" : "",
    given.xino === "on" || given.xino === "auto" ? `xino=${given.xino}` : "",
    given.metacopy === "on" ? "metacopy=on" : "",
    userxattr ? "userxattr" : "",
  ];
  return [...dirs, ...rest].filter((s) => s !== "").join(",");
}
