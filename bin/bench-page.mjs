// npm run bench, second half: the page. What it loads before it can be read and typed into, and the stage under load.

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

function printSizes() {
  build();
  const { first, later } = sizes(join(root, "dist"));
  const js = (files) => files.filter(({ name }) => name.endsWith(".js"));
  const kilo = (files) => js(files).reduce((sum, { gzip }) => sum + gzip, 0) / 1000;
  // What a lesson needs: its page, its words, and the simulator with the shell. The rest are other pages.
  const lesson = later.filter(({ name }) => /lesson|simulator|session|stage|terminal|workbench/i.test(name));
  const readable = kilo(first);
  const typed = readable + kilo(lesson);
  console.log(
    `${mark(readable <= READABLE)} JavaScript before the first lesson  ${readable.toFixed(1)} kB   (goal ≤ ${READABLE} kB)`,
  );
  console.log(
    `${mark(typed <= TYPED)} JavaScript before it can be typed into  ${typed.toFixed(1)} kB   (goal ≤ ${TYPED} kB)`,
  );
}

async function printFrames() {
  const entry = join(root, "e2e/load/stage.ts");
  const result = await bundle({
    root,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    build: { write: false, lib: { entry, formats: ["iife"], name: "bench" } },
  });
  const [{ output }] = Array.isArray(result) ? result : [result];
  const page = await (
    await chromium.launch({ executablePath: browser(), args: ["--no-sandbox", "--disable-gpu"] })
  ).newPage();
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
  await page.context().browser()?.close();
}

printSizes();
await printFrames();
