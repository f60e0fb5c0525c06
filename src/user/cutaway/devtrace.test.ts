import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

const total = (text: string, name: string): number => Number(new RegExp(`^${name}: +(\\d+)$`, "m").exec(text)?.[1]);

test.each([
  ["disk-write", "ide-dma", 26],
  ["disk-write", "ide-pio", 1043],
  ["disk-write", "ahci", 7],
  ["disk-write", "nvme", 2],
  ["disk-write", "virtio-blk", 1],
  ["packet-send", "e1000", 6],
  ["packet-send", "virtio-net", 1],
])("%s by %s makes %i register accesses", (work, device, accesses) => {
  const { out } = run(`devtrace ${work} --device=${device} --count`);
  expect(total(out, "register accesses")).toBe(accesses);
});

test("each access of IDE DMA is listed, and each is an exit", () => {
  const { out } = run("devtrace disk-write --device=ide-dma");
  const exits = out.split("\n").filter((line) => line.includes("exit 30"));
  expect(exits).toHaveLength(total(out, "register accesses"));
  expect(total(out, "exits")).toBe(exits.length);
});

test("a string instruction that reads leaves the guest once for many accesses, one that writes at each", () => {
  const read = run("devtrace disk-read --device=ide-pio --count").out;
  expect(total(read, "exits")).toBeLessThan(total(read, "register accesses") / 10);
  const written = run("devtrace disk-write --device=ide-pio --count").out;
  expect(total(written, "exits")).toBe(total(written, "register accesses"));
});

test("blkfront has hypercalls in place of registers", () => {
  const { out } = run("devtrace disk-write --device=blkfront");
  expect(out).toMatch(/^call +GNTTABOP_map_grant_ref/m);
  expect(total(out, "hypercalls")).toBeGreaterThan(0);
  expect(out).not.toContain("register accesses");
});

test.each(["devtrace", "devtrace disk-write", "devtrace packet-send --device=ahci", "devtrace sleep --device=nvme"])(
  "%s is a usage error",
  (command) => expect(run(command)).toMatchObject({ out: "", status: 2 }),
);
