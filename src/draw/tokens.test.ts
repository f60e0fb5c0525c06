import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const block = (selector: string): Record<string, string> => {
  const body = css.split(`${selector} {`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
};
const light = block(":root");
const THEMES = {
  light,
  dark: { ...light, ...block('[data-theme="dark"]') },
  projector: { ...light, ...block('[data-theme="projector"]') },
};

/** WCAG 2.2: relative luminance and contrast. */
function luminance(color: string): number {
  const [R, G, B] = [1, 3, 5]
    .map((i) => Number.parseInt(color.slice(i, i + 2), 16))
    .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (R ?? 0) + 0.7152 * (G ?? 0) + 0.0722 * (B ?? 0);
}
const contrast = (a: string, b: string): number => {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};

const KINDS = ["mnt", "pid", "net", "uts", "ipc", "user", "cgroup", "time"];
const TEXT: readonly (readonly [string, string])[] = [
  ["ink", "paper"],
  ["ink", "surface"],
  ["ink", "sunk"],
  ["ink-soft", "paper"],
  ["ink-soft", "surface"],
  ["ink-soft", "sunk"],
  ["accent", "paper"],
  ["hardware-ink", "hardware-fill"],
  ["hardware-ink", "surface"],
  ["kernel-ink", "kernel-fill"],
  ["kernel-ink", "surface"],
  ["kernel-ink", "paper"],
  ["guest-ink", "guest-fill"],
  ["hypervisor-ink", "hypervisor-fill"],
  ["process-ink", "process-fill"],
  ["process-ink", "surface"],
  ["on-process", "process"],
  ["file-ink", "file-fill"],
  ["file-ink", "file-pale"],
  ["file-ink", "surface"],
  ["dead", "surface"],
  ["dead", "paper"],
  ["error", "error-fill"],
  ["terminal-ink", "terminal"],
  ...KINDS.flatMap((k) => [[`on-${k}`, k] as const, [`${k}-ink`, "surface"] as const, [`${k}-ink`, "paper"] as const]),
];
const MARKS: readonly (readonly [string, string])[] = [
  ["hardware", "paper"],
  ["kernel", "paper"],
  ["guest", "paper"],
  ["hypervisor", "paper"],
  ["process", "paper"],
  ["process", "surface"],
  ["file", "paper"],
  ["focus", "paper"],
  ["error", "paper"],
];

describe.each(Object.entries(THEMES))("%s", (_, theme) => {
  const at = (name: string): string => theme[name] ?? "missing";

  test.each(TEXT)("text %s on %s reaches 4.5:1", (ink, ground) => {
    expect(contrast(at(ink), at(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)("mark %s on %s reaches 3:1", (mark, ground) => {
    expect(contrast(at(mark), at(ground))).toBeGreaterThanOrEqual(3);
  });
});
