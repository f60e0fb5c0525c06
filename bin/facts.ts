// Published figures as a module:
//   import { FACTS } from "virtual:facts";

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import * as v from "valibot";
import type { Plugin } from "vite";
import { type FactSource, MEASURED_WORLDS } from "../src/learn/facts.ts";
import { both, readYaml, type Source, text } from "./yaml.ts";

const ID = "virtual:facts";
const FOLDER = "content/facts";

const schema = v.strictObject({
  id: text,
  cite: text,
  mark: v.picklist(["measured", "derived"]),
  unit: v.literal("us"),
  testbed: both,
  systems: v.array(v.strictObject({ id: text, world: v.optional(v.picklist(MEASURED_WORLDS)), name: both })),
  tables: v.array(
    v.strictObject({
      id: text,
      where: text,
      title: both,
      columns: v.array(text),
      rows: v.record(text, v.array(v.pipe(v.number(), v.gtValue(0)))),
    }),
  ),
});

/** One source. Throws "file:line: what is wrong" for a broken one, and for a row that is too short or of no system. */
export function readFacts(source: Source): FactSource {
  const facts = readYaml(source, schema);
  const names = facts.systems.map(({ id }) => id);
  for (const { id, columns, rows } of facts.tables) {
    const strangers = Object.keys(rows).filter((name) => !names.includes(name));
    if (strangers.length > 0) throw new Error(`${source.file}: ${id}: ${strangers.join(", ")}: no such system`);
    for (const name of names) {
      const values = rows[name]?.length ?? 0;
      if (values !== columns.length) {
        throw new Error(`${source.file}: ${id}: ${name} has ${values} values for ${columns.length} columns`);
      }
    }
  }
  return facts;
}

/** All sources, in the order of their names. */
export function readAllFacts(root: string): FactSource[] {
  return readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const file = join(root, FOLDER, name);
      return readFacts({ file: relative(root, file), text: readFileSync(file, "utf8") });
    });
}

/** The Vite plugin. A broken source fails the build. */
export function facts(root: string): Plugin {
  return {
    name: "cutaway-facts",
    resolveId: (id) => (id === ID ? `\0${id}` : null),
    load(id) {
      return id === `\0${ID}` ? `export const FACTS = ${JSON.stringify(readAllFacts(root))};` : null;
    },
  };
}
