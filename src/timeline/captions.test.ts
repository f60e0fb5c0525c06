import { expect, test } from "vitest";
import type { World } from "../kernel/world.ts";
import { caption } from "../trace/caption.ts";
import { Session } from "./session.ts";

test("every event of a machine's boot is a sentence, in both languages", () => {
  const s = Session.boot("kvm");
  s.type("reboot\n", s.length, 1, false, "vm1");
  s.run(1e6);
  s.type("echo c > /proc/sysrq-trigger\n", s.length, 1, false, "vm1");
  s.run(1e6);
  s.type("virsh destroy debian\n");
  s.run(1e6);
  const seen = new Map<string, string>();
  for (let n = 1; n <= s.length; n++) {
    const e = s.event(n);
    if (!e || !/^(machine|vcpu)\./.test(e.type)) continue;
    const before: World = s.at(n - 1);
    const [en, ko] = (["en", "ko"] as const).map((lang) => caption(before, e, lang));
    expect(en).toMatch(/[.”]$/);
    expect(ko).toMatch(/[가-힣]/);
    seen.set(e.type, en ?? "");
  }
  expect([...seen.keys()].sort()).toEqual(
    "machine.booted machine.created machine.halted machine.panicked machine.removed machine.started vcpu.entered vcpu.exited".split(
      " ",
    ),
  );
  expect(seen.get("machine.panicked")).toContain(
    "“debian” cannot go on: Kernel panic - not syncing: sysrq triggered crash.",
  );
});
