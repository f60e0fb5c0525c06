import { describe, expect, test } from "vitest";
import { EXIT_REASON } from "./exit.ts";
import { GUEST_DEVICES, refusal, request } from "./request.ts";

const MIB = 1024 * 1024;
const APICV_OFF = { kvm: { apicv: false } };

describe("a 4 KiB write under KVM", () => {
  test.each([
    ["ide-dma", 26, 26, 26],
    ["ahci", 7, 7, 7],
    ["nvme", 2, 2, 2],
    ["virtio-blk", 1, 1, 0],
  ] as const)("%s: %i accesses, %i exits, %i of them to the device model", (device, accesses, exits, toUserspace) => {
    expect(request("disk-write", device).counts).toMatchObject({ accesses, exits, toUserspace, interrupts: 1 });
  });

  test("through virtio-blk without an ioeventfd is one exit to the device model, as it was recorded", () => {
    const { counts, accesses } = request("disk-write", "virtio-blk", { kvm: { ioeventfd: false } });
    expect(counts).toMatchObject({ accesses: 1, exits: 1, toUserspace: 1 });
    expect(accesses[0]).toMatchObject({ register: "queue notify", space: "mmio", exit: { reason: "ept-misconfig" } });
  });

  test("a port is an I/O instruction exit (30), device memory an EPT misconfiguration (49)", () => {
    expect(request("disk-write", "ide-dma").accesses.every(({ exit }) => exit.reason === "io-instruction")).toBe(true);
    expect(request("disk-write", "nvme").accesses.every(({ exit }) => exit.reason === "ept-misconfig")).toBe(true);
    expect([EXIT_REASON["io-instruction"], EXIT_REASON["ept-violation"], EXIT_REASON["ept-misconfig"]]).toEqual([
      30, 48, 49,
    ]);
  });

  test("the first access to a page of device memory is a violation (48), which KVM then marks as misconfigured", () => {
    const { accesses } = request("disk-write", "ahci", { kvm: { firstTouch: true } });
    expect(accesses.map(({ exit }) => exit.reason)).toEqual(["ept-violation", ...Array(6).fill("ept-misconfig")]);
  });

  test("every access names its register and the function that makes it", () => {
    const { accesses } = request("disk-write", "ide-dma");
    expect(accesses[0]).toMatchObject({
      register: "status",
      by: "ata_wait_idle",
      direction: "read",
      context: "process",
    });
    expect(accesses.at(-1)).toMatchObject({
      register: "bus master status",
      by: "ata_bmdma_irq_clear",
      context: "interrupt",
    });
    expect(accesses.every(({ register }) => register !== "?")).toBe(true);
  });
});

describe("IDE by PIO under KVM", () => {
  test("a sector is one `rep outsl`: 27 exits for 1043 accesses, but each word is a trip to the device model", () => {
    const { counts } = request("disk-write", "ide-pio");
    expect(counts).toMatchObject({ accesses: 1043, exits: 19 + 8, toUserspace: 19 + 1024 });
  });

  test("`rep insl` fetches a sector at once: 27 exits and 27 trips", () => {
    expect(request("disk-read", "ide-pio").counts).toMatchObject({ accesses: 1043, exits: 27, toUserspace: 27 });
  });

  test("the data is copied once more than by DMA: into the drive's buffer", () => {
    expect(request("disk-write", "ide-pio").copies.length).toBe(2);
    expect(request("disk-write", "ide-dma").copies.length).toBe(1);
    expect(request("disk-write", "ide-dma").dmaBytes).toBe(4096);
    expect(request("disk-write", "ide-pio").dmaBytes).toBe(0);
  });
});

describe("interrupts under KVM", () => {
  test("with APIC virtualization an MSI-X message costs no exit at all: neither delivery nor EOI", () => {
    const { interrupts } = request("packet-send", "virtio-net", { count: 100, gap: "burst" });
    expect(interrupts.filter(({ how }) => how === "posted").length).toBeGreaterThan(70);
    expect(interrupts.every(({ exit }) => exit.exits === 0)).toBe(true);
    const { steps } = request("disk-write", "nvme");
    const apic = steps.flatMap((step) =>
      step.type === "access" && step.access.space === "local-apic" ? [step.access] : [],
    );
    expect(apic.map(({ register, exit }) => [register, exit.exits])).toEqual([["EOI", 0]]);
  });

  test("a guest that waits for its disk is halted: the interrupt wakes it, and nobody must kick it", () => {
    const { counts, interrupts } = request("disk-write", "nvme", APICV_OFF);
    expect(interrupts).toMatchObject([{ how: "woken", exit: { exits: 0 } }]);
    expect(counts).toMatchObject({ exits: 3, halts: 1 }); // two doorbells and the EOI
  });

  test("without it a guest that runs is made to leave, and its EOI is an exit", () => {
    const { interrupts, steps } = request("packet-send", "virtio-net", { count: 100, gap: "burst", ...APICV_OFF });
    const kicked = interrupts.filter(({ how }) => how === "kicked");
    expect(kicked.length).toBeGreaterThan(70);
    expect(kicked.every(({ exit }) => exit.reason === "external-interrupt")).toBe(true);
    expect(steps.flatMap((step) => (step.type === "access" ? [step.access.exit.reason] : []))).toContain("wrmsr");
  });

  test("on an old local APIC the EOI is an access to its page", () => {
    const { steps } = request("disk-write", "nvme", { kvm: { apicv: false, apic: "xapic" } });
    expect(steps.flatMap((step) => (step.type === "access" ? [step.access.exit.reason] : []))).toContain("apic-access");
  });

  test("a wire's end of interrupt exits even with APIC virtualization, and the handler reads the TMR before", () => {
    const { steps } = request("disk-write", "virtio-blk-legacy");
    const apic = steps.flatMap((step) =>
      step.type === "access" && step.access.space === "local-apic" ? [step.access] : [],
    );
    expect(apic.map(({ register, exit }) => [register, exit.reason])).toEqual([
      ["TMR", undefined],
      ["EOI", "virtualized-eoi"],
    ]);
  });

  test("an interrupt that a card raises inside an access goes in when the guest is entered again", () => {
    expect(request("packet-send", "e1000").interrupts).toMatchObject([{ how: "on-entry" }]);
  });
});

describe("packets under KVM", () => {
  test("e1000's receive tail is written into the coalesced ring: an exit, but none to the device model", () => {
    const { accesses, counts } = request("packet-receive", "e1000");
    const tail = accesses.find(({ register }) => register === "RDT");
    expect(tail?.exit).toMatchObject({ to: "in-kernel", handler: "coalesced MMIO ring" });
    expect(counts).toMatchObject({ accesses: 6, toUserspace: 5 });
  });

  test("virtio-net: sending wakes an eventfd, receiving touches nothing", () => {
    expect(request("packet-send", "virtio-net").counts).toMatchObject({ accesses: 1, exits: 1, toUserspace: 0 });
    expect(request("packet-receive", "virtio-net").counts).toMatchObject({ accesses: 0, exits: 0, interrupts: 1 });
  });

  test("vhost_net saves a copy of each frame received", () => {
    expect(request("packet-receive", "virtio-net").copies.length).toBe(2);
    expect(request("packet-receive", "virtio-net", { kvm: { vhost: true } }).copies.length).toBe(1);
  });

  test("a burst shares interrupts: 100 packets through e1000 are 200 accesses", () => {
    const { counts } = request("packet-send", "e1000", { count: 100, gap: "burst" });
    expect(counts).toMatchObject({ accesses: 200, interrupts: 20 });
  });
});

describe("through Xen's split drivers", () => {
  test("a 4 KiB write makes two hypercalls and touches no register", () => {
    const { accesses, counts } = request("disk-write", "blkfront", { count: 2 });
    expect(accesses.every(({ space }) => space === "hypercall")).toBe(true);
    // Twice an event each way; the pages are mapped once and stay so.
    expect(counts).toMatchObject({ accesses: 5, toUserspace: 0, notifications: 4 });
  });

  test("without persistent grants the pages are mapped and unmapped, and nothing is copied", () => {
    const { accesses, copies } = request("disk-write", "blkfront", { xen: { persistent: false } });
    expect(accesses.map(({ register }) => register)).toEqual([
      "EVTCHNOP_send",
      "GNTTABOP_map_grant_ref",
      "GNTTABOP_unmap_grant_ref",
      "EVTCHNOP_send",
    ]);
    expect(copies).toEqual([]);
  });

  test("a 1 MiB write is 8 requests, and fewer events than that", () => {
    const { accesses, steps } = request("disk-write", "blkfront", { bytes: MIB });
    expect(steps.filter(({ type }) => type === "finished").length).toBe(8);
    expect(
      accesses.filter(({ register, context }) => register === "EVTCHNOP_send" && context === "frontend").length,
    ).toBeLessThan(8);
  });

  test("a frame received costs the guest no hypercall", () => {
    const { accesses } = request("packet-receive", "netfront", { count: 10 });
    expect(accesses.some(({ context }) => context === "frontend")).toBe(false);
  });
});

describe("what cannot be is refused with the reason", () => {
  test.each([
    ["serial", "nvme", {}, "nvme is a disk device; serial needs a serial device"],
    ["packet-send", "blkfront", {}, "blkfront is a disk; packet-send is no work for it"],
    ["packet-send", "e1000", { kvm: { vhost: true } }, "vhost_net serves the queues of virtio-net, not e1000"],
    [
      "packet-send",
      "virtio-net",
      { kvm: { vhost: true, ioeventfd: false } },
      "vhost_net is woken through an ioeventfd",
    ],
  ] as const)("%s through %s", (kind, device, options, reason) => {
    expect(refusal(kind, device, options)).toContain(reason);
    expect(() => request(kind, device, options)).toThrow(reason);
  });
});

test("the result is plain data for every device", () => {
  for (const device of GUEST_DEVICES) {
    const kind = (["disk-write", "packet-send", "serial"] as const).find((one) => !refusal(one, device)) ?? "serial";
    const handled = request(kind, device);
    expect(JSON.parse(JSON.stringify(handled)).counts).toEqual(handled.counts);
    expect(handled.counts.accesses).toBeGreaterThan(0);
  }
});
