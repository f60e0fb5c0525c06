// pvevents: what stands for cli, sti and an interrupt in a para-virtual guest of Xen: bits in memory that both share.
//
//   pvevents mask event unmask

import {
  bindVirq,
  type Channels,
  type DomainEvents,
  handleUpcall,
  maskUpcalls,
  NO_EVENTS,
  raiseVirq,
  unmaskPort,
  unmaskUpcalls,
} from "../../virt/xen/event-channel.ts";
import type { Main, Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { columns, teachingTool } from "./teaching-tool.ts";

const GUEST = 1;
const ACTIONS = ["mask", "event", "unmask"] as const;
type Action = (typeof ACTIONS)[number];

interface Done {
  readonly channels: Channels;
  readonly hypercall: boolean;
  /** The domain's event handler ran. */
  readonly handled: boolean;
}

/** A guest whose timer is bound to a port, with events on. */
function guest(): Channels {
  const bound = bindVirq({ [GUEST]: NO_EVENTS }, GUEST, "VIRQ_TIMER");
  const opened = unmaskPort(bound.channels, GUEST, bound.result as number);
  return unmaskUpcalls(opened.channels, GUEST).channels;
}

function act(channels: Channels, action: Action): Done {
  const result =
    action === "mask"
      ? maskUpcalls(channels, GUEST)
      : action === "unmask"
        ? unmaskUpcalls(channels, GUEST)
        : { ...raiseVirq(channels, GUEST, "VIRQ_TIMER"), hypercall: false };
  if (result.upcall === null) return { channels: result.channels, hypercall: result.hypercall, handled: false };
  return { ...handleUpcall(result.channels, GUEST), hypercall: result.hypercall, handled: true };
}

function* checked(cmd: Cmd): Run<readonly Action[]> {
  const known: Action[] = [];
  for (const word of cmd.operands) {
    const action = ACTIONS.find((one) => one === word);
    if (action) known.push(action);
    else yield* cmd.misuse(`expected ${ACTIONS.join(", ")}, not '${word}'`);
  }
  if (known.length === 0) yield* cmd.misuse("missing action");
  return known;
}

export const pveventsMain: Main = teachingTool(
  {
    name: "pvevents",
    usage: "mask|event|unmask...",
    about: `Let a para-virtual guest of Xen mask and unmask its events, while its timer fires ("event").`,
    options: "",
  },
  function* (cmd) {
    let channels = guest();
    const rows: string[][] = [["", "masked", "pending", "hypercalls", "handler"]];
    for (const action of yield* checked(cmd)) {
      const done = act(channels, action);
      channels = done.channels;
      const { upcallMask, upcallPending } = channels[GUEST] as DomainEvents;
      const bit = (on: boolean) => (on ? "1" : "0");
      rows.push([action, bit(upcallMask), bit(upcallPending), bit(done.hypercall), done.handled ? "runs" : "-"]);
    }
    yield* cmd.print(columns(rows));
    return 0;
  },
);
