// npm run bench, second half: the page. What it loads before it can be read and typed into, and the stage under load.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build as bundle } from "vite";
import { browser } from "./browser.mjs";
import { root } from "./install.mjs";
import { sizes } from "./size.mjs";
import { build } from "./start.mjs";

const READABLE = 150; // kB of compressed JavaScript before the first lesson can be read
const TYPED = 260; // kB in all before it can be typed into
const LOADS = [
  [1, 10],
  [10, 10],
  [100, 10],
];

const mark = (met) => (met ? "✓" : "✗");

/**
 * What must have come before a lesson's words stand, before its command line takes text (lines may be typed before the
 * simulator is there), and before the simulator answers: the chunks that each waits for, with all that they import.
 */
function printLoads() {
  build();
  const folder = join(root, "dist/assets");
  const all = Object.values(sizes(join(root, "dist"))).flat();
  const kilo = new Map(all.filter(({ name }) => name.endsWith(".js")).map(({ name, gzip }) => [name, gzip / 1000]));
  const needed = new Set();
  const need = (name) => {
    if (needed.has(name) || !kilo.has(name)) return;
    needed.add(name);
    const code = readFileSync(join(folder, name), "utf8");
    for (const [, other] of code.matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g)) need(other);
  };
  const row = (what, parts, goal) => {
    for (const part of parts) need([...kilo.keys()].find((name) => name.startsWith(part)));
    const size = [...needed].reduce((sum, name) => sum + (kilo.get(name) ?? 0), 0);
    const met = goal === null ? " " : mark(size <= goal);
    console.log(`${met} ${what}  ${size.toFixed(1)} kB${goal ? `   (goal ≤ ${goal} kB)` : ""}`);
  };
  row("JavaScript before the first lesson can be read", ["index-", "lesson-page-", "12-building-a-jail-"], READABLE);
  row("JavaScript before it can be typed into", ["workbench-"], TYPED);
  row("JavaScript before the simulator answers and the picture stands", ["simulator-"], null);
}

async function printFrames(chrome) {
  const entry = join(root, "e2e/load/stage.ts");
  const result = await bundle({
    root,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: { write: false, lib: { entry, formats: ["iife"], name: "bench" } },
  });
  const [{ output }] = Array.isArray(result) ? result : [result];
  const page = await chrome.newPage();
  await page.setContent('<svg id="a" width="1000" height="560"></svg><svg id="b" width="1000" height="560"></svg>');
  for (const file of output) {
    if (file.type === "chunk") await page.addScriptTag({ content: file.code });
    else if (file.fileName.endsWith(".css")) await page.addStyleTag({ content: String(file.source) });
  }
  for (const [rooms, each] of LOADS) {
    const r = await page.evaluate(
      ([n, m]) => globalThis.bench.measureStage(document.querySelector("#a"), document.querySelector("#b"), n, m),
      [rooms, each],
    );
    const ms = (x) => x.toFixed(1);
    console.log(
      `  ${rooms * each} processes, ${r.things} things: scene ${ms(r.scene)} ms, frame ${ms(r.frame)} ms ` +
        `(× ${(r.plain / r.frame).toFixed(1)} faster than a d3 join over all: ${ms(r.plain)} ms), painted after ${ms(r.painted)} ms`,
    );
  }
}

const chrome = await chromium.launch({ executablePath: browser(), args: ["--no-sandbox", "--disable-gpu"] });
printLoads();
await printFrames(chrome);
await chrome.close();
