// npm start [-- --port N] [--strict]: installs what is missing, builds what has changed, serves the page on loopback.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cache, install, root } from "./install.mjs";
import { serve } from "./serve.mjs";
import { stamp } from "./stamp.mjs";

const SOURCES = [
  "src",
  "content",
  "public",
  "bin",
  "index.html",
  "vite.config.ts",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = join(cache, "dist.stamp");

/** Builds dist/ unless it was built from exactly these files. */
export function build() {
  const now = stamp(SOURCES);
  if (existsSync(join(root, "dist/index.html")) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === now) return;
  console.error("building …");
  const vite = spawnSync(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
    },
  );
  if (vite.status !== 0) throw new Error("the build failed");
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, now); // of before the build: a file written meanwhile builds again next time
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: "string" }, strict: { type: "boolean" } } });
  try {
    const port = Number(values.port ?? process.env.PORT ?? 4173);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error("the port is a number from 1 to 65535");
    install();
    build();
    const { url } = await serve(join(root, "dist"), { port, strict: values.strict ?? false, report: console.log });
    console.log(`Cutaway: ${url}   (Ctrl+C stops it)`);
  } catch (error) {
    console.error(`Cutaway cannot start: ${error.message}`);
    process.exit(1);
  }
}
