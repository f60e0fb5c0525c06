import { argmatch } from "../argmatch.ts";
import type { Run } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";
import { asker } from "./ask.ts";
import { type CopyOptions, copy, type Keep, newState } from "./copy.ts";
import { targets } from "./targets.ts";

const KEEPABLE = [["mode"], ["timestamps"], ["ownership"], ["links"], ["context"], ["xattr"], ["all"]];
export const UPDATES = [["all"], ["none"], ["none-fail"], ["older"]];

export const cpMain = tool(
  {
    name: "cp",
    usage: ["[OPTION]... [-T] SOURCE DEST", "[OPTION]... SOURCE... DIRECTORY", "[OPTION]... -t DIRECTORY SOURCE..."],
    options: `
  -a, --archive            same as -dR --preserve=all
  --attributes-only        don't copy the file data, just the attributes
  ! --backup[=CONTROL]     make a backup of each existing destination file
  ! -b                     like --backup but does not accept an argument
  ! --copy-contents        copy contents of special files when recursive
  -d                       same as --no-dereference --preserve=links
  ! --debug                explain how a file is copied
  -f, --force              if an existing destination file cannot be opened, remove it and try again
  -i, --interactive        prompt before overwrite
  -H                       follow command-line symbolic links in SOURCE
  ! --keep-directory-symlink  follow existing symlinks to directories
  -l, --link               hard link files instead of copying
  -L, --dereference        always follow symbolic links in SOURCE
  -n, --no-clobber         silently skip existing files
  -P, --no-dereference     never follow symbolic links in SOURCE
  -p                       same as --preserve=mode,ownership,timestamps
  --preserve[=ATTR_LIST]   preserve the specified attributes
  --no-preserve=ATTR_LIST  don't preserve the specified attributes
  ! --parents              use full source file name under DIRECTORY
  -R, -r, --recursive      copy directories recursively
  ! --reflink[=WHEN]       control clone/CoW copies
  --remove-destination     remove each existing destination file before attempting to open it
  ! --sparse=WHEN          control creation of sparse files
  --strip-trailing-slashes  remove any trailing slashes from each SOURCE argument
  -s, --symbolic-link      make symbolic links instead of copying
  ! -S, --suffix=SUFFIX    override the usual backup suffix
  -t, --target-directory=DIRECTORY  copy all SOURCE arguments into DIRECTORY
  -T, --no-target-directory  treat DEST as a normal file
  --update[=UPDATE]        control which existing files are updated: all, none, none-fail, older (default)
  -u                       equivalent to --update[=older]
  -v, --verbose            explain what is being done
  -x, --one-file-system    stay on this file system
  ! -Z                     set SELinux security context of destination file to default type
  ! --context[=CTX]        like -Z, or if CTX is specified then set the SELinux or SMACK security context to CTX
`,
  },
  function* (cmd): Run<number> {
    const options = yield* readOptions(cmd);
    const pairs = yield* targets(cmd);
    const state = newState();
    let status = 0;
    for (const { src, dst } of pairs) {
      const from = cmd.has("strip-trailing-slashes") ? src.replace(/(.)\/+$/, "$1") : src;
      if ((yield* copy(cmd, from, dst, options, state)) === "failed") status = 1;
    }
    return status;
  },
);

function* readOptions(cmd: Cmd): Run<CopyOptions> {
  const keep = { mode: false, owner: false, times: false, links: false, xattrs: false };
  let follow: CopyOptions["follow"] | undefined;
  let existing: CopyOptions["existing"] = "replace";
  let update = false;
  for (const { name, value } of cmd.given) {
    switch (name) {
      case "archive":
        follow = "never";
        Object.assign(keep, { mode: true, owner: true, times: true, links: true, xattrs: true });
        break;
      case "d":
        follow = "never";
        keep.links = true;
        break;
      case "no-dereference":
        follow = "never";
        break;
      case "H":
        follow = "operands";
        break;
      case "dereference":
        follow = "always";
        break;
      case "p":
        Object.assign(keep, { mode: true, owner: true, times: true });
        break;
      case "preserve":
        yield* keepList(cmd, keep, value ?? "mode,ownership,timestamps", true);
        break;
      case "no-preserve":
        yield* keepList(cmd, keep, value ?? "", false);
        break;
      case "interactive":
        existing = "ask";
        break;
      case "no-clobber":
        existing = "skip";
        break;
      case "u":
      case "update": {
        const how = value === undefined ? "older" : yield* argmatch(cmd, "--update", value, UPDATES);
        update = how === "older";
        if (how === "none") existing = "skip";
        if (how === "none-fail") existing = "fail";
        if (how === "all") existing = "replace";
        break;
      }
    }
  }
  const recursive = cmd.has("recursive", "archive");
  return {
    recursive,
    // "If neither -P nor -L is given [...] with -R: links are not followed" - cp(1)
    follow: follow ?? (recursive || cmd.has("link") ? "never" : "always"),
    keep,
    existing,
    update,
    force: cmd.has("force"),
    removeFirst: cmd.has("remove-destination"),
    make: cmd.has("link") ? "link" : cmd.has("symbolic-link") ? "symlink" : "copy",
    verbose: cmd.has("verbose"),
    oneFileSystem: cmd.has("one-file-system"),
    attributesOnly: cmd.has("attributes-only"),
    move: false,
    confirm: asker(cmd),
  };
}

type Keeping = { -readonly [K in keyof Keep]: Keep[K] };

// Security contexts do not exist in the model: there is nothing of them to lose.
function* keepList(cmd: Cmd, keep: Keeping, list: string, on: boolean): Run<void> {
  for (const each of list.split(",")) {
    const word = yield* argmatch(cmd, on ? "--preserve" : "--no-preserve", each, KEEPABLE);
    if (word === "mode" || word === "all") keep.mode = on;
    if (word === "ownership" || word === "all") keep.owner = on;
    if (word === "timestamps" || word === "all") keep.times = on;
    if (word === "links" || word === "all") keep.links = on;
    if (word === "xattr" || word === "all") keep.xattrs = on;
  }
}
