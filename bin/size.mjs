// npm run size: how much JavaScript and style the built page loads, gzip-compressed, first and later.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";
import { build } from "./start.mjs";

/**
 * The files of a build: `first` are those that index.html asks for and what they import statically; `later` the rest.
 * @param {string} folder
 * @returns {{ first: { name: string, gzip: number }[], later: { name: string, gzip: number }[] }}
 */
export function sizes(folder) {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const first = new Set();
  const follow = (name) => {
    if (first.has(name)) return;
    first.add(name);
    if (!name.endsWith(".js")) return;
    // Vite writes static imports as `from"./x.js"` or `import"./x.js"`, dynamic ones as `import("./x.js")`.
    const code = readFileSync(join(folder, "assets", name), "utf8");
    for (const [, other] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) follow(other);
  };
  for (const [, name] of html.matchAll(/(?:src|href)="\.\/assets\/([^"]+\.(?:js|css))"/g)) follow(name);
  const all = readdirSync(join(folder, "assets")).filter((name) => /\.(js|css)$/.test(name));
  const measure = (name) => ({ name, gzip: gzipSync(readFileSync(join(folder, "assets", name)), { level: 9 }).length });
  return { first: [...first].map(measure), later: all.filter((name) => !first.has(name)).map(measure) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build();
  for (const [when, files] of Object.entries(sizes(join(root, "dist")))) {
    for (const { name, gzip } of files.sort((a, b) => b.gzip - a.gzip)) console.log(`${kilo(gzip)}  ${when}  ${name}`);
    for (const kind of ["js", "css"]) {
      const total = files.filter(({ name }) => name.endsWith(`.${kind}`)).reduce((sum, { gzip }) => sum + gzip, 0);
      console.log(`${kilo(total)}  ${when}  all ${kind}`);
    }
  }
}

function kilo(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}
