// devtrace: one piece of work for a guest's device: every access that the driver makes, and where it leads.
//
//   devtrace disk-write --device=ide-dma       4 KiB to a disk, register by register
//   devtrace packet-send --device=e1000 -c     only the sums

import { DEVICE_NAMES, type WorkKind } from "../../kernel/driver/catalog.ts";
import { EXIT_REASON, type Exit } from "../../virt/devices/exit.ts";
import { GUEST_DEVICES, type GuestDevice, type RequestOptions, refusal, request } from "../../virt/devices/request.ts";
import type { Main } from "../program.ts";
import { columns, count, teachingTool } from "./teaching-tool.ts";

type Handled = ReturnType<typeof request>;
type HandledAccess = Handled["accesses"][number];

const KINDS: readonly WorkKind[] = ["disk-read", "disk-write", "packet-send", "packet-receive", "serial"];
const MOST = 1000; // pieces of work
const MIB = 2 ** 20;

/** Whether the guest is left, and who finishes it, in a word. */
function where({ reason, to, handler }: Exit): readonly string[] {
  if (to === "none") return ["no exit"];
  if (to === "to-hypervisor") return ["hypercall", handler];
  const who = to === "to-userspace" ? "QEMU" : (handler.split(",")[0] ?? handler);
  return [`exit ${reason === undefined ? "" : EXIT_REASON[reason]}`.trimEnd(), who];
}

function accessRow({ space, direction, register, repeat, exit }: HandledAccess): readonly string[] {
  const times = repeat > 1 ? ` x ${repeat}` : "";
  const whose = space === "local-apic" ? " (local APIC)" : "";
  return [space === "hypercall" ? "call" : direction, `${register}${whose}${times}`, ...where(exit)];
}

function list({ steps }: Handled): string {
  const rows = steps.flatMap((step): readonly (readonly string[])[] => {
    if (step.type === "access") return [accessRow(step.access)];
    if (step.type === "interrupt") return [["interrupt", step.interrupt.line, ...where(step.interrupt.exit)]];
    return step.type === "dma" && step.what === "data" ? [["dma", `${step.bytes} bytes`, "no exit"]] : [];
  });
  return columns(rows);
}

function sums(handled: Handled, device: GuestDevice): string {
  const { accesses, exits, toUserspace, interrupts } = handled.counts;
  const front = (DEVICE_NAMES as readonly string[]).includes(device);
  const copied = handled.copies.reduce((sum, { bytes }) => sum + bytes, 0);
  return columns([
    [front ? "register accesses:" : "hypercalls:", `${accesses}`],
    ["exits:", `${exits}`],
    ["calls of QEMU's model:", `${toUserspace}`],
    ["interrupts:", `${interrupts}`],
    ["bytes copied:", `${copied}`],
  ]);
}

export const devtraceMain: Main = teachingTool(
  {
    name: "devtrace",
    usage: "[OPTION]... --device=NAME WORK",
    about: `Let a guest's driver do one piece of work, and follow each access to the device.
WORK: ${KINDS.join(" ")}
NAME: ${GUEST_DEVICES.join(" ")}`,
    options: `
  -d, --device=NAME        which device the guest sees
  -c, --count              only the sums
  -b, --bytes=N            bytes of each piece, 4096 for a disk unless given
  -n, --times=N            so many pieces of work, one after another
  -B, --burst              without a pause between them`,
  },
  function* (cmd) {
    const [word = ""] = cmd.operands;
    const kind = KINDS.find((one) => one === word);
    const device = GUEST_DEVICES.find((one) => one === cmd.last("device"));
    if (!kind) return yield* cmd.misuse(`expected ${KINDS.join(", ")}, not '${word}'`);
    if (!device) return yield* cmd.misuse(`--device: expected ${GUEST_DEVICES.join(", ")}`);
    const times = yield* count(cmd, "times", 1, MOST);
    const bytes = yield* count(cmd, "bytes", 0, MIB);
    const options: RequestOptions = {
      count: times,
      gap: cmd.has("burst") ? "burst" : "spaced",
      ...(bytes > 0 ? { bytes } : {}),
    };
    const cannot = refusal(kind, device, options);
    if (cannot) return yield* cmd.misuse(cannot);
    const handled = request(kind, device, options);
    if (!cmd.has("count")) yield* cmd.print(`${list(handled)}\n`);
    yield* cmd.print(sums(handled, device));
    return 0;
  },
);
