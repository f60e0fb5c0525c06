// free(1): what /proc/meminfo says of memory, as a table.

import { procpsTool } from "./frame.ts";
import { meminfo } from "./proc.ts";

const UNITS: Readonly<Record<string, number>> = {
  bytes: 1 / 1024,
  kilo: 1000 / 1024,
  mega: 1000 ** 2 / 1024,
  giga: 1000 ** 3 / 1024,
  tera: 1000 ** 4 / 1024,
  peta: 1000 ** 5 / 1024,
  kibi: 1,
  mebi: 1024,
  gibi: 1024 ** 2,
  tebi: 1024 ** 3,
  pebi: 1024 ** 4,
};
const LETTERS = "BKMGTP";

/** "3.8Gi": the first unit in which the number has at most four characters. */
function human(kB: number, si: boolean): string {
  const base = si ? 1000 : 1024;
  const bytes = kB * 1024;
  for (let i = 0; i < LETTERS.length; i++) {
    const value = bytes / base ** i;
    const unit = i === 0 ? "B" : `${LETTERS[i]}${si ? "" : "i"}`;
    if (i === 0 && String(Math.floor(value)).length <= 3) return `${Math.floor(value)}${unit}`;
    if (i > 0 && value < 10) return `${value.toFixed(1)}${unit}`;
    if (i > 0 && value < 1000) return `${Math.floor(value)}${unit}`;
  }
  return String(bytes);
}

export const freeMain = procpsTool(
  {
    name: "free",
    usage: "[options]",
    options: `
  -b, --bytes             show output in bytes
  --kilo                  show output in kilobytes
  --mega                  show output in megabytes
  --giga                  show output in gigabytes
  --tera                  show output in terabytes
  --peta                  show output in petabytes
  -k, --kibi              show output in kibibytes
  -m, --mebi              show output in mebibytes
  -g, --gibi              show output in gibibytes
  --tebi                  show output in tebibytes
  --pebi                  show output in pebibytes
  -h, --human             show human-readable output
  --si                    use powers of 1000 not 1024
! -l, --lohi              show detailed low and high memory statistics
! -L, --line              show output on a single line
  -t, --total             show total for RAM + swap
! -v, --committed         show committed memory and commit limit
! -s, --seconds N         repeat printing every N seconds
! -c, --count N           repeat printing N times, then exit
  -w, --wide              wide output
  --help                  display this help and exit
  -V, --version           output version information and exit
`,
  },
  function* (cmd) {
    const info = yield* meminfo();
    if (info.size === 0) yield* cmd.die(1, "Memory information file /proc/meminfo does not exist");
    const of = (name: string) => info.get(name) ?? 0;
    const unit = cmd.given.findLast((g) => UNITS[g.name] !== undefined)?.name ?? "kibi";
    const show = (kB: number) =>
      (cmd.has("human") ? human(kB, cmd.has("si")) : String(Math.floor(kB / (UNITS[unit] ?? 1)))).padStart(11);
    const cache = of("Cached") + of("SReclaimable");
    const available = of("MemAvailable");
    const used = of("MemTotal") - available;
    const swapUsed = of("SwapTotal") - of("SwapFree");
    const line = (name: string, values: readonly number[]) => `${name.padEnd(9)}${values.map(show).join(" ")}\n`;
    const caches = cmd.has("wide") ? [of("Buffers"), cache] : [of("Buffers") + cache];
    const titles = [
      "total",
      "used",
      "free",
      "shared",
      ...(cmd.has("wide") ? ["buffers", "cache"] : ["buff/cache"]),
      "available",
    ];
    yield* cmd.print(`${" ".repeat(9)}${titles.map((t) => t.padStart(11)).join(" ")}\n`);
    yield* cmd.print(line("Mem:", [of("MemTotal"), used, of("MemFree"), of("Shmem"), ...caches, available]));
    yield* cmd.print(line("Swap:", [of("SwapTotal"), swapUsed, of("SwapFree")]));
    if (cmd.has("total")) {
      const totals = [of("MemTotal") + of("SwapTotal"), used + swapUsed, of("MemFree") + of("SwapFree")];
      yield* cmd.print(line("Total:", totals));
    }
    return 0;
  },
);
