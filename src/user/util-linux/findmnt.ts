// findmnt(8): searches the table of mounts and shows it as a tree.

import { failed } from "../../kernel/abi/errno.ts";
import type { Run } from "../program.ts";
import { type Cmd, NOT_MODELLED } from "../tool.ts";
import { type Row, renderTable, type Style, type TableColumn } from "./columns.ts";
import { ulTool } from "./frame.ts";
import { matchesType } from "./mount.ts";
import { type MountLine, mergeOptions, readMountinfo, subtree } from "./mountinfo.ts";
import { realpath } from "./path.ts";

const OPTIONS = `
! -F, --tab-file <path>   alternative file for -s, -m or -k options
! -m, --mtab              search in table of mounted filesystems (includes user space mount options)
  -k                      an alias for '--kernel=mountinfo'
  --kernel[=<method>]     search in kernel mount table (default behavior)
  -N, --task <tid>        use alternative namespace (/proc/<tid>/mountinfo file)
! -p, --poll[=<list>]     monitor changes in table of mounted filesystems
! -s, --fstab             search in static table of filesystems
  -A, --all               disable all built-in filters, print all filesystems
! -d, --direction <word>  direction of search, 'forward' or 'backward'
  -f, --first-only        print the first found filesystem only
  -i, --invert            invert the sense of matching
! --id <num>              filter by mount node ID
! --uniq-id <num>         filter by mount node 64-bit ID
! --pseudo                print only pseudo-filesystems
! -Q, --filter <expr>     apply display filter
  -M, --mountpoint <dir>  the mountpoint directory
! --shadowed              print only filesystems over-mounted by another filesystem
  -R, --submounts         print all submounts for the matching filesystems
! --real                  print only real filesystems
  -S, --source <string>   the device to mount (by name, maj:min, LABEL=, UUID=, PARTUUID=, PARTLABEL=)
  -T, --target <path>     the path to the filesystem to use
  -t, --types <list>      limit the set of filesystems by FS types
! -U, --uniq              ignore filesystems with duplicate target
  -a, --ascii             use ASCII chars for tree formatting
  -b, --bytes             print sizes in bytes rather than in human readable format
  -C, --nocanonicalize    don't canonicalize when comparing paths
  -c, --canonicalize      canonicalize printed paths
! -D, --df                imitate the output of df(1)
  -e, --evaluate          convert tags (LABEL,UUID,PARTUUID,PARTLABEL) to device names
! -I, --dfi               imitate the output of df(1) with -i option
  -J, --json              use JSON output format
  -l, --list              use list format output
  -n, --noheadings        don't print column headings
  -O, --options <list>    limit the set of filesystems by mount options
  -o, --output <list>     output columns (see --list-columns)
! --output-all            output all available columns
  -P, --pairs             use key="value" output format
  -r, --raw               use raw output format
! --tree                  enable tree format output if possible
  -u, --notruncate        don't truncate text in columns
  -v, --nofsroot          don't print [/dir] for bind or btrfs mounts
! -w, --timeout <num>     upper limit in milliseconds that --poll will block
! -y, --shell             use column names to be usable as shell variable identifiers
! -x, --verify            verify mount table content (default is fstab)
! --verbose               print more details
! --vfs-all               print all VFS options
! -H, --list-columns      list the available columns
`;

interface Column extends TableColumn {
  readonly value: (m: MountLine, cmd: Cmd) => string;
}

function propagation({ tags }: MountLine): string {
  const has = (name: string) => tags.some((t) => t === name || t.startsWith(`${name}:`));
  const words = [has("shared") ? "shared" : "private"];
  if (has("master")) words.push("slave");
  if (has("unbindable")) words.push("unbindable");
  return words.join(",");
}

const source = (m: MountLine, cmd: Cmd): string =>
  m.root === "/" || cmd.has("nofsroot") ? m.source : `${m.source}[${m.root}]`;

const column = (name: string, value: Column["value"], right = false): Column => ({ name, value, right });

const COLUMNS: readonly Column[] = [
  { name: "TARGET", tree: true, value: (m) => m.target },
  column("SOURCE", source),
  column("FSTYPE", (m) => m.type),
  column("OPTIONS", (m) => mergeOptions(m.vfsOptions, m.fsOptions)),
  column("VFS-OPTIONS", (m) => m.vfsOptions),
  column("FS-OPTIONS", (m) => m.fsOptions),
  column("OPT-FIELDS", (m) => m.tags.join(" ")),
  column("PROPAGATION", propagation),
  column("ID", (m) => String(m.id), true),
  column("PARENT", (m) => String(m.parent), true),
  column("MAJ:MIN", (m) => m.device, true),
  column("FSROOT", (m) => m.root),
];
/** Real columns of findmnt that show what the model has no part for. */
const MISSING =
  /^(ACTION|AVAIL|FREQ|INO\..*|LABEL|OLD-OPTIONS|OLD-TARGET|PARTLABEL|PARTUUID|PASSNO|SIZE|TID|UNIQ-.*|USED|USE%|UUID)$/;
const DEFAULT = ["TARGET", "SOURCE", "FSTYPE", "OPTIONS"];

export const findmntMain = ulTool(
  {
    name: "findmnt",
    usage: [
      "[options]",
      "[options] <device> | <mountpoint>",
      "[options] <device> <mountpoint>",
      "[options] [--source <device>] [--target <path> | --mountpoint <dir>]",
    ],
    does: "Find a (mounted) filesystem.",
    options: OPTIONS,
    man: "findmnt(8)",
  },
  function* (cmd) {
    const columns = yield* chosenColumns(cmd);
    const task = cmd.last("task");
    const path = task === undefined ? "/proc/self/mountinfo" : `/proc/${task}/mountinfo`;
    const named = task === undefined ? "/proc/mounts" : path;
    const mounts = yield* readMountinfo(path);
    if (failed(mounts)) return yield* cmd.die(1, `can't read ${named}`, mounts);
    const search = yield* matcher(cmd, mounts);
    if (!search) return 1;
    let found = mounts.filter((m) => search.test(m) !== cmd.has("invert"));
    if (cmd.has("first-only")) found = found.slice(0, 1);
    if (cmd.has("submounts")) found = unique(found.flatMap((m) => subtree(mounts, m)));
    if (found.length === 0) return 1;
    const asTree = (!search.single || cmd.has("submounts")) && !["list", "raw", "pairs"].some((o) => cmd.has(o));
    const style: Style = cmd.has("json") ? "json" : cmd.has("raw") ? "raw" : cmd.has("pairs") ? "pairs" : "table";
    const rows = rowsOf(found, columns, cmd, asTree);
    const headings = !cmd.has("noheadings");
    yield* cmd.print(
      renderTable(columns, rows, { headings, style, listName: "filesystems", numbers: ["ID", "PARENT"] }),
    );
    return 0;
  },
);

const unique = (list: readonly MountLine[]): MountLine[] => [...new Set(list)];

function* chosenColumns(cmd: Cmd): Run<Column[]> {
  const list = cmd.last("output");
  if (list === undefined) return COLUMNS.filter((c) => DEFAULT.includes(c.name));
  const names = list.startsWith("+") ? [...DEFAULT, ...list.slice(1).split(",")] : list.split(",");
  const chosen: Column[] = [];
  for (const name of names) {
    const upper = name.toUpperCase();
    const known = COLUMNS.find((c) => c.name === upper);
    if (known) chosen.push(known);
    else if (MISSING.test(upper)) yield* cmd.die(NOT_MODELLED, `column '${upper}' is not modelled in Cutaway`);
    else yield* cmd.die(1, `unknown column: ${name}`);
  }
  return chosen;
}

interface Search {
  readonly test: (m: MountLine) => boolean;
  /** One place was asked for: no tree. */
  readonly single: boolean;
}

/** null: what was asked for does not exist. */
function* matcher(cmd: Cmd, mounts: readonly MountLine[]): Run<Search | null> {
  const tests: ((m: MountLine) => boolean)[] = [];
  const types = cmd.last("types");
  const options = cmd.last("options");
  if (types !== undefined) tests.push((m) => matchesType(m.type, types));
  if (options !== undefined) {
    tests.push((m) => options.split(",").every((o) => mergeOptions(m.vfsOptions, m.fsOptions).split(",").includes(o)));
  }
  let [first, second] = cmd.operands;
  if (cmd.operands.length > 2) return null;
  let single = false;
  const sourceName = cmd.last("source") ?? (second === undefined ? undefined : first);
  if (second !== undefined) first = undefined;
  second ??= cmd.last("mountpoint");
  if (sourceName !== undefined) {
    single = true;
    tests.push((m) => m.source === sourceName || m.device === sourceName);
  }
  if (second !== undefined) {
    single = true;
    const real = yield* realpath(second);
    tests.push((m) => m.target === real);
  }
  const target = cmd.last("target");
  if (target !== undefined) {
    single = true;
    const at = yield* mountOf(target, mounts);
    if (!at) return null;
    tests.push((m) => m === at);
  }
  if (first !== undefined) {
    single = true;
    const name = first;
    const real = yield* realpath(name);
    const isTarget = mounts.some((m) => m.target === real);
    tests.push((m) => (isTarget ? m.target === real : m.source === name || m.source === real));
  }
  return { test: (m) => tests.every((t) => t(m)), single };
}

/** The mount that a path is on: the longest mount point above it. */
function* mountOf(path: string, mounts: readonly MountLine[]): Run<MountLine | null> {
  const real = yield* realpath(path);
  if (failed(real)) return null;
  const above = mounts.filter((m) => m.target === real || real.startsWith(m.target === "/" ? "/" : `${m.target}/`));
  return above.reduce<MountLine | null>((best, m) => (best && best.target.length > m.target.length ? best : m), null);
}

function rowsOf(found: readonly MountLine[], columns: readonly Column[], cmd: Cmd, asTree: boolean): Row[] {
  const rows = new Map<number, Row>();
  // Parents stand before their children in the table, but for mounts that were moved.
  const pending = [...found];
  for (let progress = true; pending.length > 0 && progress; ) {
    progress = false;
    for (const m of [...pending]) {
      const waits = asTree && m.parent !== m.id && pending.some((p) => p.id === m.parent);
      if (waits) continue;
      const parent = asTree && m.parent !== m.id ? (rows.get(m.parent) ?? null) : null;
      rows.set(m.id, { cells: columns.map((c) => c.value(m, cmd)), parent });
      pending.splice(pending.indexOf(m), 1);
      progress = true;
    }
  }
  return found.flatMap((m) => rows.get(m.id) ?? []);
}
