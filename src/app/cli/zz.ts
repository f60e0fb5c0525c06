import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { bootHost } from "../../user/boot/host.ts";
import { transcriptOf } from "./transcript.ts";

const dir = process.argv[2] ?? "";
const show = Number(process.argv[3] ?? 5);
const norm = (raw: string) =>
  spawnSync("awk", ["-f", "/work/main/e2e/linux/tools/normalize.awk"], {
    input: Buffer.from(
      raw
        .replaceAll(",inode64", "")
        .replace(/\b[0-9a-f]{64}\b/g, "<id>")
        .replace(/\b[0-9a-f]{12}\b/g, "<id>"),
      "latin1",
    ),
  }).stdout.toString("latin1");
let good = 0,
  bad = 0,
  steps = 0;
for (const name of readdirSync(dir)
  .filter((n) => n.endsWith(".out"))
  .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))) {
  const script = readFileSync(`${dir}/${name.replace(/out$/, "sh")}`, "latin1");
  const want = readFileSync(`${dir}/${name}`, "latin1").split("\n").slice(1);
  let got: string[];
  try {
    got = norm(transcriptOf(bootHost, script)).split("\n");
  } catch (e) {
    console.log("CRASH", name, (e as Error).stack?.split("\n").slice(0, 6).join("\n"));
    bad++;
    continue;
  }
  const at = want.findIndex((l, i) => l !== got[i]);
  steps += want.length;
  want.forEach((l, i) => {
    want[i] = l.replace(",inode64", "");
  });
  if (at < 0 && got.length === want.length) {
    good++;
    continue;
  }
  bad++;
  if (bad > show) continue;
  let from = at;
  while (from > 0 && !want[from]?.startsWith("$")) from--;
  console.log(`--- ${name} line ${at + 2}`);
  console.log(want.slice(from, at + 4).join("\n"));
  console.log(">>> model");
  console.log(got.slice(at, at + 3).join("\n"));
}
console.log(`${good} same, ${bad} differ, ${steps} lines`);
