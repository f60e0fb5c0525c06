// How true the model is, as a module:
//   import { FIDELITY } from "virtual:fidelity";
// The recorded cases of e2e/linux by their groups, and the list of those that the model answers differently. That it is
// so is what e2e/linux/cases.test.ts proves.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { parse } from "yaml";
import type { Fidelity, FidelityGroup } from "../src/learn/fidelity.ts";

const ID = "virtual:fidelity";
const CASES = "e2e/linux/cases";
const DIFFERENCES = "e2e/linux/differences.yaml";

const field = (script: string, name: string): string =>
  new RegExp(`^# ${name}: *(.*)$`, "m").exec(script)?.[1]?.trim() ?? "";

/** Reads the cases. Throws for a case without group or title, and for a difference without both languages or a case. */
export function readFidelity(root: string): Fidelity {
  const groups = new Map<string, { name: string; title: string }[]>();
  const kernels = new Set<string>();
  for (const file of readdirSync(join(root, CASES)).sort()) {
    if (!file.endsWith(".out")) continue;
    const name = file.slice(0, -".out".length);
    const script = readFileSync(join(root, CASES, `${name}.sh`), "utf8");
    const [group, title] = [field(script, "group"), field(script, "title")];
    if (group === "" || title === "") throw new Error(`${CASES}/${name}.sh: no group or no title`);
    groups.set(group, [...(groups.get(group) ?? []), { name, title }]);
    const [head = ""] = readFileSync(join(root, CASES, file), "latin1").split("\n");
    kernels.add(/Linux (\d+\.\d+)/.exec(head)?.[1] ?? "?");
  }
  const sorted: FidelityGroup[] = [...groups].sort().map(([name, cases]) => ({ name, cases }));
  const names = new Set(sorted.flatMap(({ cases }) => cases.map((c) => c.name)));
  return { groups: sorted, kernels: [...kernels].sort(), differences: readDifferences(root, names) };
}

function readDifferences(root: string, names: ReadonlySet<string>): Fidelity["differences"] {
  const listed = (parse(readFileSync(join(root, DIFFERENCES), "utf8")) ?? {}) as Record<string, Record<string, string>>;
  return Object.entries(listed).map(([name, { ko, en }]) => {
    if (!names.has(name)) throw new Error(`${DIFFERENCES}: ${name} is no case`);
    if (!ko || !en) throw new Error(`${DIFFERENCES}: ${name} has no reason in both languages`);
    return { name, why: { ko, en } };
  });
}

/** The Vite plugin. */
export function fidelity(root: string): Plugin {
  return {
    name: "cutaway-fidelity",
    resolveId: (id) => (id === ID ? `\0${id}` : null),
    load: (id) => (id === `\0${ID}` ? `export const FIDELITY = ${JSON.stringify(readFidelity(root))};` : null),
  };
}
