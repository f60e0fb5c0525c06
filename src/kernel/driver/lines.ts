// The interrupt lines of one device, between its pin and the processor.
//
// A wire of fasteoi flow asks for service as long as it is high. An edge, and a message, is remembered until it is
// delivered, also while nobody listens to the line yet.

import type { Signal } from "../../machine/devices/access.ts";
import type { Flow } from "./driver.ts";

interface Line {
  readonly flow: Flow;
  high: boolean;
  /** When the remembered edge or the high level reaches the processor, ns. */
  due: number | undefined;
  listening: boolean;
}

export class Lines {
  private readonly lines = new Map<string, Line>();

  constructor(flows: Readonly<Record<string, Flow>>, silent: boolean) {
    for (const [name, flow] of Object.entries(flows)) {
      this.lines.set(name, { flow, high: false, due: undefined, listening: !silent });
    }
  }

  signal(name: string, signal: Signal, due: number): void {
    const line = this.find(name);
    const rising = signal === "message" || (signal === "raised" && !line.high);
    if (signal !== "message") line.high = signal === "raised";
    if (rising) line.due ??= due;
    if (line.flow === "fasteoi" && signal === "lowered") line.due = undefined;
  }

  listen(name: string): void {
    this.find(name).listening = true;
  }

  /** A line whose interrupt is to be delivered now, taken off the list. */
  take(now: number): string | undefined {
    for (const [name, line] of this.lines) {
      if (!line.listening || line.due === undefined || line.due > now) continue;
      // A level stays due until the device lowers it; an edge is delivered once.
      if (line.flow === "edge") line.due = undefined;
      return name;
    }
    return undefined;
  }

  nextDue(): number {
    const dues = [...this.lines.values()].flatMap(({ listening, due }) =>
      listening && due !== undefined ? [due] : [],
    );
    return Math.min(...dues, Number.POSITIVE_INFINITY);
  }

  quiet(): boolean {
    return this.nextDue() === Number.POSITIVE_INFINITY;
  }

  private find(name: string): Line {
    const line = this.lines.get(name);
    if (!line) throw new Error(`the driver has no interrupt line ${name}`);
    return line;
  }
}
