import type { Tty } from "./file.ts";

/** The device number of a terminal, by its name: Documentation/admin-guide/devices.txt. */
export function ttyDevice({ name }: Pick<Tty, "name">): { readonly major: number; readonly minor: number } | null {
  const [, kind, number] = /^(tty|ttyS|hvc|pts\/)(\d+)$/.exec(name) ?? [];
  if (!kind) return null;
  const [major, base] = { tty: [4, 0], ttyS: [4, 64], hvc: [229, 0], "pts/": [136, 0] }[kind] as [number, number];
  return { major, minor: base + Number(number) };
}
