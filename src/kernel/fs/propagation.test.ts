import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { at, bind, dirs, HOST, mark, mount, seen, umount } from "./mount-bench.ts";
import { Bench } from "./testbench.ts";

const setUp = (b: Bench, type: number) => {
  dirs(b, "/p", "/t");
  mount(b, "/p");
  mark(b, "/p", type);
  dirs(b, "/p/a");
};

test("what is mounted in a shared mount appears in the other namespace, both ways", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  const inner = b.spawn({ newNs: true });
  mount(b, "/p/a");
  expect(seen(b, HOST)).toEqual(["/", "/p", "/p/a"]);
  expect(at(b, "/p/a", inner).peer).toBe(at(b, "/p/a", HOST).peer);
  b.as(HOST);
  expect(umount(b, "/p/a")).toBe(0);
  expect(seen(b, inner)).toEqual(["/", "/p"]);
});

test("a private mount keeps what is mounted in it to itself", () => {
  const b = new Bench();
  setUp(b, F.MS_PRIVATE);
  const inner = b.spawn({ newNs: true });
  mount(b, "/p/a");
  expect(seen(b, inner)).toEqual(["/", "/p", "/p/a"]);
  expect(seen(b, HOST)).toEqual(["/", "/p"]);
});

test("a slave receives from its master and gives nothing back", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  dirs(b, "/p/c");
  const inner = b.spawn({ newNs: true });
  mark(b, "/p", F.MS_SLAVE);
  expect(at(b, "/p")).toMatchObject({ peer: null, master: at(b, "/p", HOST).peer });
  b.as(HOST);
  mount(b, "/p/a");
  expect(seen(b, inner)).toEqual(["/", "/p", "/p/a"]);
  expect(at(b, "/p/a", inner)).toMatchObject({ peer: null, master: at(b, "/p/a", HOST).peer });
  b.as(inner);
  mount(b, "/p/c");
  expect(seen(b, HOST)).toEqual(["/", "/p", "/p/a"]);
});

test("--make-slave of a shared mount without peers makes it private", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  mark(b, "/p", F.MS_SLAVE);
  expect(at(b, "/p")).toMatchObject({ peer: null, master: null });
});

test("a slave that is bound under a shared mount is shared and slave", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  bind(b, "/p", "/t");
  mark(b, "/t", F.MS_SLAVE);
  const group = at(b, "/p").peer;
  dirs(b, "/s");
  mount(b, "/s");
  mark(b, "/s", F.MS_SHARED);
  dirs(b, "/s/in");
  bind(b, "/t", "/s/in");
  expect(at(b, "/s/in")).toMatchObject({ peer: expect.any(Number), master: group });
});

test("a mount below a shared one becomes shared, and its copies join its group", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  bind(b, "/p", "/t");
  expect(at(b, "/t").peer).toBe(at(b, "/p").peer);
  mount(b, "/p/a");
  expect(seen(b)).toEqual(["/", "/p", "/p/a", "/t", "/t/a"]);
  expect(at(b, "/t/a").peer).toBe(at(b, "/p/a").peer);
  umount(b, "/t/a");
  expect(seen(b)).toEqual(["/", "/p", "/t"]);
});

test("an unbindable mount is EINVAL to bind, and left out of a recursive bind", () => {
  const b = new Bench();
  setUp(b, F.MS_PRIVATE);
  mount(b, "/p/a");
  mark(b, "/p/a", F.MS_UNBINDABLE);
  b.write("/p/a/hidden", "");
  expect(bind(b, "/p/a", "/t")).toBe(E.EINVAL);
  expect(bind(b, "/p", "/t", F.MS_REC)).toBe(0);
  expect(b.ls("/t/a")).toEqual([]);
});

test("an unbindable mount may be moved to a private parent, not to a shared one", () => {
  const b = new Bench();
  dirs(b, "/u", "/v");
  setUp(b, F.MS_SHARED);
  mount(b, "/u");
  mark(b, "/u", F.MS_UNBINDABLE);
  expect(mount(b, "/p/a", F.MS_MOVE, "/u", "")).toBe(E.EINVAL);
  expect(mount(b, "/v", F.MS_MOVE, "/u", "")).toBe(0);
});

test("nothing can be moved out of a shared parent", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  mount(b, "/p/a");
  expect(mount(b, "/t", F.MS_MOVE, "/p/a", "")).toBe(E.EINVAL);
});

test("removing a directory takes away what other namespaces mounted on it", () => {
  const b = new Bench();
  dirs(b, "/d");
  const inner = b.spawn({ newNs: true });
  mount(b, "/d");
  b.as(HOST);
  expect(b.call("rmdir", { path: "/d" })).toBe(0);
  expect(seen(b, inner)).toEqual(["/"]);
});

test("a mount that lands where something is mounted slips below it", () => {
  const b = new Bench();
  setUp(b, F.MS_SHARED);
  const inner = b.spawn({ newNs: true });
  mark(b, "/p", F.MS_SLAVE);
  mount(b, "/p/a");
  b.write("/p/a/inner", "");
  b.as(HOST);
  mount(b, "/p/a");
  b.write("/p/a/outer", "");
  b.as(inner);
  expect(b.ls("/p/a")).toEqual(["inner"]);
  umount(b, "/p/a");
  expect(b.ls("/p/a")).toEqual(["outer"]);
});
