// Makes a checkout ready to run: the right Node, and the packages that the lockfile names. Nothing but Node is needed.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of package.json, without a slash at the end. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Where built and measured things are kept between runs; deleting it costs time, never correctness. */
export const cache = `${root}/node_modules/.cache/cutaway`;

const LOCKFILE = `${root}/package-lock.json`;
const NPM_RECORD = `${root}/node_modules/.package-lock.json`; // npm's own note of what it installed
const STAMP = `${cache}/lockfile.sha256`;
const NEEDED = [20, 19]; // Vite 8 needs 20.19

const modified = (path) => statSync(path).mtimeMs;

/** Installs the packages of the lockfile when they are missing or another version of it is installed. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
    console.error(`Cutaway needs Node ${NEEDED.join(".")} or newer; this is ${process.version} (https://nodejs.org).`);
    process.exit(1);
  }
  const wanted = createHash("sha256").update(readFileSync(LOCKFILE)).digest("hex");
  if (existsSync(NPM_RECORD)) {
    if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
    // Installed by hand after the lockfile was written: believe npm's own record.
    if (!existsSync(STAMP) && modified(NPM_RECORD) >= modified(LOCKFILE)) return remember(wanted);
  }
  // `ci` empties node_modules first, so only where there are none. A registry without the packages of other platforms
  // makes it refuse a lockfile that npm wrote; `install --no-save` reads the same lockfile and leaves it as it is.
  const fits = (!existsSync(NPM_RECORD) && npm("ci")) || npm("install", "--no-save");
  if (!fits) throw new Error("the packages could not be installed (is there a connection to the npm registry?)");
  remember(wanted);
}

/** Runs npm with all of its output on standard error: standard output belongs to the command that runs next. */
function npm(...command) {
  console.error(`installing packages (npm ${command.join(" ")}) …`);
  const options = ["--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const shell = process.platform === "win32"; // npm is a .cmd there
  const { status } = spawnSync("npm", [...command, ...options], { cwd: root, stdio: ["ignore", 2, 2], shell });
  return status === 0;
}

function remember(wanted) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(STAMP, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();
