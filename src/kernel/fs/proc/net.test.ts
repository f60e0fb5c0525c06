import { expect, test } from "vitest";
import { EACCES, EINVAL, ENOENT } from "../../abi/errno.ts";
import { CLONE_NEWNET, O_WRONLY } from "../../abi/flags.ts";
import { Bench } from "../testbench.ts";

const FORWARD = "/proc/sys/net/ipv4/ip_forward";

function withProc(data = ""): Bench {
  const b = new Bench();
  b.ok("mkdir", { path: "/proc", mode: 0o555 });
  b.ok("mount", { source: "proc", target: "/proc", fstype: "proc", flags: 0, data });
  return b;
}

function set(b: Bench, path: string, data: string): unknown {
  const fd = b.ok("openat", { path, flags: O_WRONLY }) as number;
  const r = b.call("write", { fd, data });
  b.ok("close", { fd });
  return r;
}

test("each network namespace has its own forwarding switch, which starts as the first one's", () => {
  const b = withProc();
  expect(b.read(FORWARD)).toBe("0\n");
  set(b, FORWARD, "1\n");
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(b.read(FORWARD)).toBe("1\n");
  set(b, FORWARD, "0\n");
  expect(set(b, FORWARD, "yes\n")).toBe(EINVAL);
  expect(b.read(FORWARD)).toBe("0\n");
});

test("only the first network namespace has the network card; each has a loopback device", () => {
  const b = withProc();
  const devices = () => [...b.read("/proc/self/net/dev").matchAll(/^ *(\w+):/gm)].map((m) => m[1]);
  expect(devices()).toEqual(["lo", "eth0"]);
  b.ok("unshare", { flags: CLONE_NEWNET });
  expect(devices()).toEqual(["lo"]);
});

test("a setting that is not writable is not writable for root either", () => {
  const b = withProc();
  expect(b.call("openat", { path: "/proc/sys/kernel/ostype", flags: O_WRONLY })).toBe(EACCES);
});

test("with hidepid=invisible other users' processes are not there", () => {
  const b = withProc("hidepid=2");
  b.spawn({ uid: 1000 });
  expect(b.call("stat", { path: "/proc/1" })).toBe(ENOENT);
  expect(b.ls("/proc").filter((name) => /^\d/.test(name))).toEqual(["2"]);
  expect(
    b
      .as(1)
      .ls("/proc")
      .filter((name) => /^\d/.test(name)),
  ).toEqual(["1", "2"]);
});
