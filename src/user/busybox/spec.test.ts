import { expect, test } from "vitest";
import { appletNames, NOEXEC } from "./applets.ts";
import { OWN } from "./own.ts";
import { SPECS } from "./spec.ts";
import { USAGE } from "./usage.ts";

test("what the model runs and what needs no execve are applets of Debian's busybox", () => {
  const applets = new Set(appletNames);
  for (const name of [...Object.keys(SPECS), ...NOEXEC, ...Object.keys(OWN), ...Object.keys(USAGE)]) {
    expect(applets.has(name), name).toBe(true);
  }
});

test("an applet with code of its own has a table of options", () => {
  for (const name of Object.keys(OWN)) expect(SPECS[name], name).toBeDefined();
});
