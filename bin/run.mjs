// node bin/run.mjs ENTRY.ts [ARGUMENT...]: runs a TypeScript program of src/app/cli under plain Node.
//
// Node 20 cannot read TypeScript, and translating hundreds of files at every start would be slower than most programs
// run. So the program is bundled into one file under node_modules/.cache, used again until one of its sources changes.
// The bundle's first line lists the files it was made from: one file, renamed into place, so that two runs at the same
// time cannot mix a bundle with another one's list.

import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cache, install, root } from "./install.mjs";

const [entry, ...args] = process.argv.slice(2);
if (!entry) throw new Error("usage: node bin/run.mjs ENTRY.ts [ARGUMENT...]");
const source = resolve(root, entry);
const name = basename(entry, ".ts");
const bundle = join(cache, "run", `${name}.mjs`);

install();
if (!fresh()) await build();

// npm starts scripts in the project's folder; file names are meant from where the user stands.
if (process.env.npm_lifecycle_event === name && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv = [process.argv[0], source, ...args];
await import(pathToFileURL(bundle).href);

/** Whether the bundle was made from the files as they are now. */
function fresh() {
  let text;
  try {
    text = readFileSync(bundle, "utf8");
  } catch {
    return false; // never built
  }
  const made = JSON.parse(text.slice(2, text.indexOf("\n")));
  return Object.entries(made).every(([path, when]) => when === modified(join(root, path)));
}

async function build() {
  const started = Date.now();
  const { build } = await import("vite");
  const mode = process.env.NODE_ENV;
  const result = await build({
    root,
    configFile: join(root, "vite.config.ts"), // the same plugins as the page: content compiles the same way
    logLevel: "error",
    publicDir: false,
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr: source,
      write: false,
      minify: false,
      target: "node20",
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  // Vite sets it: the first run of a program must not differ from later ones.
  if (mode === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = mode;
  const { output } = Array.isArray(result) ? result[0] : result;
  const chunks = output.filter((file) => file.type === "chunk");
  if (chunks.length !== 1) throw new Error(`${entry} became ${chunks.length} files instead of one`);

  const files = new Set(["package-lock.json", "vite.config.ts"]);
  for (const id of chunks[0].moduleIds) {
    const path = relative(root, id.replace(/\?.*$/, ""));
    if (id.startsWith("\0") && !id.startsWith("\0rolldown"))
      addFolder(files, "content"); // a plugin compiled it
    else if (!/^\.\.|node_modules|\0/.test(path)) files.add(path);
  }
  // A folder's time changes when a file in it comes or goes.
  for (const path of [...files]) for (let dir = dirname(path); dir !== "."; dir = dirname(dir)) files.add(dir);
  const made = {};
  for (const path of files) {
    const when = modified(join(root, path));
    made[path] = when !== undefined && when < started ? when : null; // written while we read: build again next time
  }
  mkdirSync(dirname(bundle), { recursive: true });
  const draft = `${bundle}.${process.pid}`;
  writeFileSync(draft, `//${JSON.stringify(made)}\n${chunks[0].code}`);
  renameSync(draft, bundle);
}

function addFolder(files, folder) {
  for (const path of readdirSync(join(root, folder), { recursive: true })) files.add(join(folder, path));
}

function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
