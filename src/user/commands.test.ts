import { expect, test } from "vitest";
import { commands } from "./commands.ts";
import { run } from "./sh/testbench.ts";

test("a refused option says so and ends with 95", () => {
  const refused = commands().flatMap(({ name, options }) => (options?.refused ?? []).map((o) => [name, o] as const));
  expect(refused.length).toBeGreaterThan(20);
  const [name = "", option = ""] = refused.find(([, o]) => o.startsWith("-")) ?? [];
  const [flag = ""] = option.split(", ");
  const ran = run(`${name} ${flag} x`);
  expect([ran.err, ran.status]).toEqual([expect.stringContaining("is not modelled in Cutaway"), 95]);
});

test("every command is told of once", () => {
  const names = commands().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("mount");
});
