// The merged view against the kernel's own words: what a reader of overlayfs.rst would expect, worked out from the
// layers alone.

import fc from "fast-check";
import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

/** What one layer has under a name. */
type Entry = "file" | "dir" | "whiteout" | "opaque" | null;
type Layer = Readonly<Record<string, Entry>>;

const TOP = ["a", "b", "c"];
const BELOW = ["x", "y"];
const PATHS = [...TOP, ...TOP.flatMap((t) => BELOW.map((b) => `${t}/${b}`))];

const entry = (path: string, dir: boolean): fc.Arbitrary<Entry> =>
  path.includes("/")
    ? fc.constantFrom<Entry>("file", "whiteout", null)
    : fc.constantFrom<Entry>("file", "dir", "dir", "whiteout", ...(dir ? (["opaque"] as const) : []), null);

const layer = fc
  .tuple(...PATHS.map((path) => entry(path, true)))
  .map((all) => Object.fromEntries(PATHS.map((path, i) => [path, all[i] ?? null])) as Layer);

const isDir = (e: Entry | undefined): boolean => e === "dir" || e === "opaque";

/** The commands that make a layer. */
function build(top: string, of: Layer): string {
  return PATHS.map((path) => {
    const what = of[path];
    const parent = path.split("/")[0] ?? "";
    if (!what || (path.includes("/") && !isDir(of[parent]))) return "";
    const at = `${top}/${path}`;
    if (what === "file") return `echo ${top} > ${at}`;
    if (what === "whiteout") return `mknod ${at} c 0 0`;
    return `mkdir ${at}${what === "opaque" ? `; setfattr -n trusted.overlay.opaque -v y ${at}` : ""}`;
  })
    .filter((line) => line !== "")
    .join("\n");
}

/** "the leftmost that has a name wins; directories are merged; a whiteout hides, an opaque directory hides below it". */
function merged(layers: readonly (readonly [string, Layer])[]): string[] {
  const out: string[] = [];
  for (const top of TOP) {
    const stack: (readonly [string, Layer])[] = [];
    let shown: string | null = null;
    for (const [name, of] of layers) {
      const what = of[top];
      if (!what) continue;
      if (what === "whiteout") break;
      if (what === "file") {
        if (stack.length === 0) shown = `${top} ${name}`;
        break;
      }
      stack.push([name, of]);
      if (what === "opaque") break;
    }
    if (shown) out.push(shown);
    if (stack.length === 0) continue;
    out.push(`${top}/`);
    for (const below of BELOW) {
      const found = stack.find(([, of]) => of[`${top}/${below}`]);
      if (found && found[1][`${top}/${below}`] === "file") out.push(`${top}/${below} ${found[0]}`);
    }
  }
  return out;
}

const SHOW = `cd m; for f in a b c; do
  if [ -d $f ]; then echo $f/; for g in x y; do [ -f $f/$g ] && echo "$f/$g $(cat $f/$g)"; done
  elif [ -e $f ]; then echo "$f $(cat $f)"; fi
done; true`;

test("what is seen is the union of the layers, by the rules of whiteouts and opaque directories", () => {
  fc.assert(
    fc.property(layer, layer, layer, (upper, first, second) => {
      const script = `cd /tmp; mkdir u w m l1 l2
${build("u", upper)}
${build("l1", first)}
${build("l2", second)}
mount -t overlay o -o lowerdir=l1:l2,upperdir=u,workdir=w m || exit
${SHOW}`;
      const ran = run(script);
      expect(ran.err).toBe("");
      const layers = [["u", upper] as const, ["l1", first] as const, ["l2", second] as const];
      expect(ran.out.split("\n").filter((l) => l !== "")).toEqual(merged(layers));
    }),
    { numRuns: 60 },
  );
}, 120_000);

test("a write changes the upper layer alone", () => {
  const ran = run(`cd /tmp; mkdir u w m l; echo low > l/f; mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
echo high > m/f; cat l/f u/f m/f; umount m; cat u/f`);
  expect([ran.out, ran.err]).toEqual(["low\nhigh\nhigh\nhigh\n", ""]);
});

test("a copy-up that has no room says so and leaves nothing", () => {
  const ran = run(`cd /tmp; mkdir l m; head -c 40000 /dev/zero > l/big; mkdir s; mount -t tmpfs -o size=16k none s
mkdir s/u s/w; mount -t overlay o -o lowerdir=l,upperdir=s/u,workdir=s/w m
echo x >> m/big; ls s/u; wc -c < m/big`);
  expect([ran.out, ran.err]).toEqual(["40000\n", "bash: line 3: m/big: No space left on device\n"]);
});

test("a mount in a user namespace without userxattr cannot mark directories", () => {
  const ran = run(`cd /tmp; chmod 777 .; mkdir -p l/d u w m; chown -R 1000:1000 l u w m
setpriv --reuid 1000 --regid 1000 --clear-groups unshare -Ur -m sh -c '
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,userxattr m && rmdir m/d && mkdir m/d'; getfattr -n user.overlay.opaque --only-values u/d`);
  expect([ran.out, ran.err]).toEqual(["y", ""]);
});
