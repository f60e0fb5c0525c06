// Finds a Chromium for the browser tests, and fetches one where there is none.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./install.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const DOWNLOAD_LIMIT = 240_000; // ms; behind a closed firewall a download would wait for ever
const PACKAGE_LIMIT = 600_000; // ms

/**
 * The path of an installed Chromium, or undefined. `CHROMIUM` in the environment comes first.
 * @returns {string | undefined}
 */
export function findBrowser() {
  if (process.env.CHROMIUM) {
    if (executable(process.env.CHROMIUM)) return process.env.CHROMIUM;
    throw new Error(`CHROMIUM=${process.env.CHROMIUM} is not an executable file`);
  }
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [...onPath, ...PLACES, ...playwrightsOwn()].find(executable);
}

/**
 * An installed Chromium, else Playwright's download, else the system's package; throws when all three fail.
 * @returns {string}
 */
export function browser() {
  const installed = findBrowser();
  if (installed) return installed;

  console.error("no Chromium found; asking Playwright for its own …");
  const cli = join(root, "node_modules/playwright/cli.js");
  const download = spawnSync(process.execPath, [cli, "install", "--with-deps", "--no-shell", "chromium"], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: DOWNLOAD_LIMIT,
    killSignal: "SIGKILL",
  });
  const [downloaded] = playwrightsOwn().filter(executable);
  if (download.status === 0 && downloaded) return downloaded;

  console.error("no download; asking the system for its package …");
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: PACKAGE_LIMIT };
    const asRoot = process.getuid?.() === 0 ? ["apt-get", ...args] : ["sudo", "-n", "apt-get", ...args];
    spawnSync(asRoot[0], asRoot.slice(1), { ...options, stdio: ["ignore", "ignore", "inherit"] });
  }
  const packaged = findBrowser();
  if (packaged) return packaged;
  throw new Error("no Chromium: install one, or set CHROMIUM to the path of its executable");
}

/** Where Playwright keeps the browser it downloads; empty before its package is installed. */
function playwrightsOwn() {
  if (!existsSync(join(root, "node_modules/@playwright/test"))) return [];
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  return [chromium.executablePath()];
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: the next candidate
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(browser());
