import { expect, test } from "vitest";
import { HOST, type WorldEvent } from "../kernel/apply.ts";
import { get, values } from "../kernel/table.ts";
import type { Machine, World } from "../kernel/world.ts";
import { launch } from "../user/boot/launch.ts";
import { workplace } from "../user/boot/worlds/workplace.ts";
import { PROGRAMS } from "../user/programs.ts";
import { Runner } from "../user/runner.ts";
import { Session, WORLDS } from "./session.ts";

function machine(world: World, id: string): Machine {
  const found = world.machines[id];
  if (!found) throw new Error(`no machine ${id}`);
  return found;
}

const screen = (world: World, id: string = HOST): string => {
  const { kernel } = machine(world, id);
  return get(kernel.ttys, kernel.console ?? (1 as never))?.screen ?? "";
};

const last = (s: Session): World => s.at(s.length);

/** Types lines, each when the one before has ended. */
function typed(s: Session, lines: readonly string[], on: string = HOST): Session {
  for (const line of lines) {
    s.type(`${line}\n`, s.length, 1, false, on);
    s.run(1e6);
  }
  return s;
}

/** Standard output of a script in the guest of a world; the events, too. */
function output(name: string, script: string): { text: string; events: WorldEvent[] } {
  const world = WORLDS[name]?.();
  if (typeof world !== "object") throw new Error(`no world ${name}`);
  let text = "";
  let pipe = -1;
  let on = HOST;
  const events: WorldEvent[] = [];
  const runner = new Runner(world, PROGRAMS, (step) => {
    for (const e of step) {
      events.push(e);
      if (e.type === "pipe.written" && e.pipe === pipe && (e.on ?? HOST) === on) text += e.data;
    }
  });
  runner.run(1e6);
  runner.waitsForTyping = false;
  on = workplace(runner.world);
  const env = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"];
  pipe = launch(runner, { path: "/usr/bin/bash", argv: ["bash"], env, stdin: script, on }).stdout;
  runner.run(1e6);
  return { text, events };
}

const SCRIPT = `hostname; uname -r; id; echo $((6 * 7)); seq 1 50 | while read n; do echo $n; done | sort -n | tail -1
mkdir -p /tmp/d; echo one > /tmp/d/f; cat /tmp/d/f; sleep 3; unshare -u sh -c 'hostname inner; hostname'; hostname; (exit 3); echo $?
sh -c 'kill -9 $$'; echo $?; cat /nonexistent; echo $?; ls /; wc -l < /etc/passwd; echo done
`;

test("the same script says the same on the hardware, translated, under Xen and under KVM", () => {
  const [bare, ...others] = ["bare", "vmware-2003", "xen", "kvm"].map((name) => output(name, SCRIPT).text);
  expect(bare).toContain("debian\n6.12");
  expect(bare).toMatch(/inner\ndebian\n3\n137\n1\n/);
  for (const other of others) expect(other).toBe(bare);
});

test("who pretends the guest, and where, is said by the machine", () => {
  const kinds = ["bare", "vmware-2003", "xen", "kvm"].map((name) => {
    const world = last(Session.boot(name));
    const { board, parent, monitor } = machine(world, workplace(world));
    const comm = monitor === null ? null : get(machine(world, parent ?? HOST).kernel.tasks, monitor)?.comm;
    return [board.how, board.where, parent, comm];
  });
  expect(kinds).toEqual([
    ["none", "none", null, null],
    ["binary-translation", "hosted", HOST, "vmware-vmx"],
    ["para", "on-hardware", null, null],
    ["hardware", "in-kernel", HOST, "qemu-system-x86"],
  ]);
});

test("a guest has a kernel of its own: process 1, a name, its messages on its serial port", () => {
  const world = last(Session.boot("kvm"));
  const { kernel, state, hardware } = machine(world, "vm1");
  expect(values(kernel.tasks)[0]).toMatchObject({ pid: 1, comm: "systemd" });
  expect(state).toBe("running");
  expect(hardware.hypervisor).toBe("KVM");
  expect(screen(world, "vm1")).toMatch(
    /^SeaBIOS [\s\S]*Linux version 6\.12[\s\S]*Hypervisor detected: KVM\n[\s\S]*\nroot@debian:~# $/,
  );
  expect(kernel.log[0]).toContain("Linux version");
  expect(kernel.tasks).not.toBe(machine(world, HOST).kernel.tasks);
});

test("kill -9 of QEMU ends its guest, and nobody else", () => {
  const s = typed(Session.boot("kvm"), ["kill -9 $(pidof qemu-system-x86_64)", "echo still here"]);
  expect(Object.keys(last(s).machines)).toEqual([HOST]);
  expect(screen(last(s))).toContain("\nstill here\n");
  typed(s, ["virsh list --all"]);
  expect(screen(last(s))).toContain(" -    debian   shut off\n -    web      shut off\n");
});

test("what is typed at a guest's own terminal happens there", () => {
  const s = typed(Session.boot("kvm"), ["hostname; sleep 5; echo $?"], "vm1");
  expect(screen(last(s), "vm1")).toMatch(/# hostname; sleep 5; echo \$\?\ndebian\n0\nroot@debian:~# $/);
  expect(screen(last(s))).toBe("root@host:~# ");
});

test("two guests run in turns, neither knows of the other", () => {
  const s = typed(Session.boot("kvm"), ["virsh start web"]);
  expect(Object.keys(last(s).machines)).toEqual([HOST, "vm1", "vm2"]);
  expect(screen(last(s), "vm2")).toMatch(/root@web:~# $/);
  for (const on of ["vm1", "vm2"]) s.type("for i in $(seq 1 200); do :; done; hostname\n", s.length, 1, false, on);
  const from = s.length;
  s.run(1e6);
  expect(screen(last(s), "vm1")).toMatch(/\ndebian\nroot@debian:~# $/);
  expect(screen(last(s), "vm2")).toMatch(/\nweb\nroot@web:~# $/);
  const turns: string[] = [];
  for (let n = from; n < s.length; n++) {
    const e = s.event(n + 1);
    if (e?.type === "vcpu.entered" && turns.at(-1) !== e.machine) turns.push(e.machine);
  }
  expect(turns.length).toBeGreaterThan(6);
});

test.each([
  ["kvm", "vm1", ""],
  ["xen", "dom1", "--c-"],
])("a panic in world %s halts one house: the host goes on", (world, id) => {
  const s = typed(Session.boot(world), ["echo c > /proc/sysrq-trigger"], id);
  expect(machine(last(s), id).state).toBe("panicked");
  expect(screen(last(s), id)).toMatch(/Kernel panic - not syncing: sysrq triggered crash\n.*---\[ end Kernel panic/);
  typed(s, ["echo alive"]);
  expect(screen(last(s))).toContain("\nalive\n");
});

test("a guest that powers off ends its QEMU with status 0", () => {
  const s = typed(Session.boot("kvm"), ["poweroff"], "vm1");
  expect(Object.keys(last(s).machines)).toEqual([HOST]);
  expect(values(machine(last(s), HOST).kernel.tasks).map((t) => t.comm)).not.toContain("qemu-system-x86");
});

test("what a guest wrote to its disk is there when it is started again", () => {
  const s = typed(Session.boot("kvm"), ["echo kept > /root/note; echo lost > /tmp/note"], "vm1");
  typed(s, ["virsh shutdown debian", "virsh start debian"]);
  typed(s, ["cat /root/note /tmp/note"], "vm2");
  expect(screen(last(s), "vm2")).toContain("\nkept\ncat: /tmp/note: No such file or directory\n");
});

test("a session with a guest is the same when it is saved and loaded, and when it forks", () => {
  const s = typed(Session.boot("kvm"), ["virsh list"]);
  typed(s, ["echo in the guest"], "vm1");
  const again = Session.load(JSON.parse(JSON.stringify(s.save())));
  expect(again.length).toBe(s.length);
  expect(last(again)).toEqual(last(s));
  const at = s.length - 3;
  s.type("hostname\n", at, 1, false, "vm1");
  s.run(1e6);
  for (let n = 1; n <= (s.branches[1]?.parent?.at ?? 0); n++) expect(s.event(n)).toEqual(again.event(n));
});

test("a world with guests is plain data, and the fold of its events", () => {
  const s = Session.boot("xen");
  expect(JSON.parse(JSON.stringify(last(s)))).toEqual(last(s));
});

test("Xen gives dom0 and the other domains the processor in turn", () => {
  const { events } = output("xen", "for i in $(seq 1 300); do :; done");
  expect(events.filter((e) => e.type === "domain.chosen").map((e) => e.machine)).toContain("dom1");
});

test("a kernel that was not changed cannot become a domain of Xen", () => {
  const s = typed(Session.boot("xen"), ["xl create /etc/xen/stock.cfg", "xl list"]);
  expect(screen(last(s))).toContain("xc_dom_find_loader: no loader found: Invalid kernel\n");
  expect(screen(last(s))).toMatch(/Domain-0 +0 +512 +2 +r----- .*\ndebian +1 +512 +1 +-b---- /);
});

test("KVM is refused where the processor has no VT-x", () => {
  expect(WORLDS.kvm?.("2003")).toMatch(/VT-x/);
});
