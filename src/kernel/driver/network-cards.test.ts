import { describe, expect, test } from "vitest";
import type { Device } from "../../machine/devices/access.ts";
import { e1000, e1000Card } from "../../machine/devices/e1000.ts";
import { e1000e, e1000eCard } from "../../machine/devices/e1000e.ts";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { rtl8139, rtl8139Card } from "../../machine/devices/rtl8139.ts";
import { CP_PRIVATE, CP_RINGS, cpDriver } from "./8139cp.ts";
import { accessCount, accessesOf, interruptCount, script } from "./count.ts";
import type { Driver, Request } from "./driver.ts";
import { E1000_ADAPTER, e1000Driver } from "./e1000.ts";
import { E1000_RINGS } from "./e1000-rings.ts";
import { E1000E_ADAPTER, e1000eDriver } from "./e1000e.ts";
import { run } from "./run.ts";

const FRAME = 1442; // bytes: 1400 of UDP payload, with headers
const TIMING = { access: 1000, interrupt: 1000 };

interface Traffic {
  readonly sent?: number;
  readonly received?: number;
  readonly gap?: number | "spaced";
  readonly timers?: number;
}

function traffic<S, D>(device: Device<S>, driver: Driver<D>, state: { device: S; driver: D }) {
  return ({ sent = 0, received = 0, gap = "spaced", timers = 0 }: Traffic) => {
    const requests: Request[] = Array.from({ length: sent }, () => ({
      kind: "packet-send",
      address: 0x5000000,
      bytes: FRAME,
    }));
    const workload = { requests, frames: Array<number>(received).fill(FRAME), gap, timers };
    return run(device, driver, { ...state, memory: EMPTY_MEMORY }, workload, TIMING).log;
  };
}

const withE1000 = traffic(e1000, e1000Driver, { device: e1000Card(E1000_RINGS), driver: E1000_ADAPTER });
const withE1000e = traffic(e1000e, e1000eDriver, { device: e1000eCard(E1000_RINGS), driver: E1000E_ADAPTER });
const with8139 = traffic(rtl8139, cpDriver, { device: rtl8139Card(CP_RINGS), driver: CP_PRIVATE });

describe("e1000", () => {
  test("a packet sent makes 6 accesses, in the order in which Linux 6.1 was recorded to", () => {
    expect(script(withE1000({ sent: 1 }))).toBe(
      "wfebc3818=2 rfebc00c0 wfebc00d8=ffffffff rfebc0008 wfebc00d0=9d rfebc0008",
    );
  });

  test("a packet takes two descriptors: the tail goes on by two", () => {
    expect(script(withE1000({ sent: 2 }))).toContain("wfebc3818=4");
  });

  test("a packet received makes 6, and the watchdog's 68 once in the window make 6.7 on average", () => {
    expect(accessCount(withE1000({ received: 100 }))).toBe(600);
    const log = withE1000({ received: 100, timers: 1 });
    expect(accessCount(log)).toBe(668); // recorded: 668
    expect(interruptCount(log)).toBe(101); // recorded: 101; the watchdog raises one itself
  });

  test("the watchdog reads every counter of the card, in the order that was recorded", () => {
    const log = withE1000({ sent: 1, timers: 1 });
    const offsets = accessesOf(log)
      .slice(6, -5) // the packet before it, the interrupt after it
      .map(({ access }) => (access.address - 0xfebc0000).toString(16).padStart(4, "0"))
      .join(" ");
    expect(offsets).toBe(
      "4000 4074 4088 408c 4078 407c 40ac 405c 4060 4064 4068 406c 4070 4008 4010 4014 4018 401c 4020 4030 4038 4040 4048 " +
        "404c 4050 4054 4058 4080 4090 4094 40a0 40a4 40a8 40b0 40c0 40c4 40c8 40cc 40d0 40d8 40dc 40e0 40e4 40e8 40ec " +
        "40f0 40f4 40d4 4028 4004 400c 4034 403c 40f8 40fc 0020 0020 0020 0020 40bc 40b4 40b8 00c8",
    );
  });

  test("in a burst the throttle lets one interrupt report several packets: 200 accesses for 100", () => {
    const log = withE1000({ sent: 100, gap: 22_000 });
    expect(accessCount(log)).toBe(200); // recorded: 200
    expect(interruptCount(log)).toBe(20); // recorded: 19
  });

  test("how many depends on the sender's pace: at 40 µs a packet it is one interrupt for three", () => {
    const log = withE1000({ sent: 100, gap: 40_000 });
    expect(accessCount(log)).toBe(270); // recorded in a second run: 270
    expect(interruptCount(log)).toBe(34); // and 34
  });
});

describe("e1000e with MSI-X", () => {
  test("a packet sent makes 2 accesses: no cause is read", () => {
    expect(script(withE1000e({ sent: 1 }))).toBe("wfeb83818=2 wfeb800d0=400000");
  });

  test("the watchdog's 45 accesses once in the window make it 2.5 on average", () => {
    const log = withE1000e({ sent: 100, timers: 1 });
    expect(accessCount(log)).toBe(245); // recorded: 246, with one write of EITR
    expect(interruptCount(log)).toBe(101); // recorded: 101
  });

  test("a packet received makes one access, and every sixteenth moves the tail", () => {
    expect(accessCount(withE1000e({ received: 100 }))).toBe(107);
    expect(accessCount(withE1000e({ received: 100 }), (register) => register === "RDT")).toBe(7);
    const log = withE1000e({ received: 100, timers: 1 });
    expect(accessCount(log)).toBe(152); // recorded in a second run: 152; in the first 147, with 91 interrupts
    expect(interruptCount(log)).toBe(101);
  });

  test("in a burst each interval of 128 µs sends two messages, one at its begin and one at its end", () => {
    const log = withE1000e({ sent: 100, gap: 50_000 });
    expect(accessCount(log)).toBe(168); // recorded: 170; in a second run 168
    expect(interruptCount(log)).toBe(68); // recorded: 70; in a second run 68
  });
});

describe("rtl8139 in C+ mode", () => {
  test("a packet sent makes 4 accesses, a packet received 8", () => {
    expect(script(with8139({ sent: 1 }))).toBe("wc0d9=40 rc03c rc03e wc03e=4");
    expect(script(with8139({ received: 1 }))).toBe("rc03c rc03e wc03e=0 wc03c=80ac rc03c wc03e=53 wc03c=80ff rc03c");
  });

  test("a burst is not cheaper: it has no moderation, so each of 100 packets has its interrupt", () => {
    const log = with8139({ sent: 100, gap: 1000 });
    expect(accessCount(log)).toBe(400);
    expect(interruptCount(log)).toBe(100);
  });
});

test.each([
  ["e1000", withE1000],
  ["e1000e", withE1000e],
  ["rtl8139", with8139],
])("%s: every packet sent is finished, and its bytes left the machine", (_, card) => {
  const log = card({ sent: 100, gap: 3000 });
  expect(log.filter(({ type }) => type === "finished").length).toBe(100);
  expect(log.reduce((sum, entry) => sum + (entry.type === "moved" ? entry.bytes : 0), 0)).toBe(100 * FRAME);
});
