import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";
import { weightOf } from "./cgroup.ts";
import { readMountOptions } from "./mount-options.ts";
import { filterOf } from "./seccomp-profile.ts";

const BUNDLE = `mkdir /tmp/b; cd /tmp/b; mkrootfs rootfs; runc spec; sed -i 's~"terminal": true~"terminal": false~' config.json;
args() { sed -i "s~\\"sh\\"~$1~" config.json; };`;

test("runc run ends with the status of the container's process, and leaves nothing", () => {
  const ran = run(`${BUNDLE} args '"sh", "-c", "hostname; exit 42"'; runc run c1; echo $?; ls -A /run/runc`);
  expect(ran.out).toBe("runc\n42\n");
});

test("between create and start `runc init` waits, in the namespaces and the cgroup of the container", () => {
  const ran =
    run(`${BUNDLE} args '"true"'; runc create c1; p=$(cat /sys/fs/cgroup/*/c1/cgroup.procs /sys/fs/cgroup/c1/cgroup.procs 2>/dev/null)
    tr '\\0' ' ' < /proc/$p/cmdline; echo; grep -c 1$ /proc/$p/status > /dev/null; runc state c1 | grep status
    [ $(readlink /proc/$p/ns/pid) = $(readlink /proc/self/ns/pid) ] || echo its own`);
  expect(ran.out).toBe('runc init \n  "status": "created",\nits own\n');
});

test("nothing half made is left when the program cannot be found", () => {
  const ran = run(`${BUNDLE} args '"nosuch"'; runc run c1; echo $?; ls -A /run/runc; pgrep runc`);
  expect(ran.out).toBe("1\n");
  expect(ran.err).toContain('exec: \\"nosuch\\": executable file not found in $PATH');
});

test("standard input goes into the container, and the end of it too", () => {
  expect(run(`${BUNDLE} args '"sort"'; printf 'b\\na\\n' | runc run c1`).out).toBe("a\nb\n");
});

test("what is not modelled is refused with 95", () => {
  expect(run("runc events c1").status).toBe(95);
  expect(run("runc exec -t c1 sh").err).toBe("runc: option '-t' is not modelled in Cutaway\n");
  const hooks = run(
    `${BUNDLE} sed -i 's~"hostname"~"hooks": {"prestart": [{"path": "/bin/true"}]}, &~' config.json; runc run c1`,
  );
  expect([hooks.status, hooks.err]).toEqual([95, 'runc: "hooks" is not modelled in Cutaway\n']);
});

test("the shares of cgroup v1 become the weight of v2", () => {
  expect([2, 512, 1024, 262144].map(weightOf)).toEqual([1, 20, 39, 10000]);
});

test("a mount option that is no flag and no propagation is for the file system", () => {
  expect(readMountOptions(["nosuid", "rslave", "size=1m", "ro", "rw"])).toEqual({
    flags: 2,
    cleared: 1,
    propagation: [(1 << 19) | 16384],
    data: "size=1m",
  });
});

test("a profile without errnoRet makes EPERM", () => {
  const filter = filterOf({
    defaultAction: "SCMP_ACT_ERRNO",
    syscalls: [{ names: ["read"], action: "SCMP_ACT_ALLOW" }],
  });
  expect(filter?.otherwise).toEqual({ action: "errno", error: -1 });
});
