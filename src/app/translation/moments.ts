// Steps of the recording worth going to, found in it.

import type { Recording } from "../../virt/bt/recording.ts";

export const MOMENTS = [
  "first-block",
  "first-chain",
  "trace-fault",
  "retranslated",
  "loop-chained",
  "interrupt",
] as const;

export function momentAt({ steps, labels }: Recording, moment: (typeof MOMENTS)[number]): number {
  const find = (type: string, test: (event: never) => boolean = () => true) =>
    Math.max(
      0,
      steps.findIndex(({ events }) => events.some((event) => event.type === type && test(event as never))),
    );
  switch (moment) {
    case "first-block":
      return find("block.translated");
    case "first-chain":
      return find("exit.chained");
    case "trace-fault":
      return find("fault.taken", ({ what }: { what: string }) => what === "trace");
    case "retranslated":
      return find("store.simulated");
    case "loop-chained":
      return find("exit.chained", ({ to }: { to: number }) => to === labels.sum);
    case "interrupt":
      return find("interrupt.taken");
    default:
      return moment satisfies never;
  }
}
