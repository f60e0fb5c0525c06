// virtio_console: drivers/char/virtio_console.c under hvc. put_chars waits, spinning, until the host has the bytes.

import { CONSOLE_TX_QUEUE } from "../../machine/devices/virtio-models.ts";
import type { Driver, Kept, Request, Running } from "./driver.ts";
import { virtioLines, vpNotify } from "./virtio-pci.ts";
import {
  type DriverQueue,
  driverQueue,
  queuePlace,
  virtqueueAdd,
  virtqueueDisableCb,
  virtqueueEnableCb,
  virtqueueGetBuf,
  virtqueueKickPrepare,
} from "./virtqueue.ts";

export const VIRTIO_CONSOLE_PLACES = [queuePlace(0x3700000, 128), queuePlace(0x3710000, 128)] as const;
const OUTBUF = 0x3720000;
const OUTBUF_BYTES = 4096; // hvc_alloc(…, PAGE_SIZE): what goes out in one put_chars

export interface VirtioConsole {
  readonly out: DriverQueue;
}

export const VIRTIO_CONSOLE: VirtioConsole = { out: driverQueue(VIRTIO_CONSOLE_PLACES[CONSOLE_TX_QUEUE]) };

export const virtioConsoleDriver: Driver<VirtioConsole> = {
  name: "virtio_console",
  lines: virtioLines("modern", ["virtio0-virtqueues"]),
  submit: hvcPush,
  interrupt: outIntr,
};

function* hvcPush(kept: Kept<VirtioConsole>, request: Request): Running {
  if (request.kind !== "serial") throw new Error("virtio_console: bytes for a terminal only");
  for (let left = request.bytes; left > 0; left -= OUTBUF_BYTES) yield* putChars(kept, Math.min(left, OUTBUF_BYTES));
  yield { do: "finish" };
}

/** __send_to_port: notifies the host and waits, spinning, until it has taken the bytes. */
function* putChars(kept: Kept<VirtioConsole>, bytes: number): Running {
  yield { do: "hold-off", what: "interrupts" };
  const added = yield* virtqueueAdd(kept.state.out, [{ address: OUTBUF, bytes, deviceWrites: false }]);
  const [kicked, notify] = yield* virtqueueKickPrepare(added);
  kept.state = { out: kicked };
  if (notify) yield* vpNotify("modern", CONSOLE_TX_QUEUE);
  for (;;) {
    const used = yield* virtqueueGetBuf(kept.state.out);
    if (used) {
      kept.state = { out: used };
      break;
    }
    yield { do: "spin" };
  }
  yield { do: "hold-off", what: "nothing" };
}

/** out_intr: the buffer was taken back already by whoever waited; nothing is left to do. */
function* outIntr(kept: Kept<VirtioConsole>): Running {
  const [out] = yield* virtqueueEnableCb(virtqueueDisableCb(kept.state.out));
  kept.state = { out };
}
