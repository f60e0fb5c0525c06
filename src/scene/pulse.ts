// A system call as a pulse: from the process down to the organ of the kernel that answers it, and back with what it
// returns. Where it is depends on the fraction `u` of the step only: down until one half, then up.

import { errnoName, failed } from "../kernel/abi/errno.ts";
import type { WorldEvent } from "../kernel/apply.ts";
import { fromBytes } from "../user/libc.ts";
import { callOf } from "./changes.ts";
import { organOf } from "./crossing.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Placed, Point } from "./placed.ts";
import { along, LINE, route } from "./route.ts";

const LABEL_H = 20; // px
const WIDEST = 300; // px

/** The pulse of a step in a picture of it: nothing when the step holds no call, or when its process is not shown. */
export function pulse(placed: readonly Placed[], step: readonly WorldEvent[], u: number): readonly Placed[] {
  return pulseOn(placed, step)?.(u) ?? [];
}

/** The pulse by the fraction of the step: its way is found once. null when there is none to show. */
export function pulseOn(
  placed: readonly Placed[],
  step: readonly WorldEvent[],
): ((u: number) => readonly Placed[]) | null {
  const event = callOf(step);
  if (!event) return null;
  const find = (key: string): Placed | undefined => placed.find((p) => p.key === key);
  const process = find(`task:${event.pid}`);
  const organ = find(`organ:${organOf(event.call)}`);
  const kernel = find("kernel");
  const frame = find("frame");
  if (!process || !organ || !kernel || !frame) return null;
  const points = route(placed, process, organ, kernel);
  const data = { failed: failed(event.ret), organ: organOf(event.call) };
  const line = { layer: LAYER.pulse, x: 0, y: 0, opacity: 1, data };
  return (u) => {
    const back = u >= 0.5;
    const trail = back ? points : along(points, 2 * u);
    const [x, y] = (back ? along(points, 2 - 2 * u) : trail).at(-1) ?? [process.x, process.y];
    return [
      { ...line, key: "pulse:route", kind: "pulse-route", points },
      { ...line, key: "pulse", kind: "pulse", points: trail },
      { ...line, key: "pulse:head", kind: "pulse-head", x, y, r: 5 },
      label(event, points, kernel, frame, back, data),
    ];
  };
}

type Call = NonNullable<ReturnType<typeof callOf>>;

/** Beside the shaft, above the line that the call follows to its organ. */
function label(
  event: Call,
  points: readonly Point[],
  kernel: Placed,
  frame: Placed,
  back: boolean,
  data: NonNullable<Placed["data"]>,
): Placed {
  const text = fitText(callText(event, back), "call", WIDEST);
  const w = textWidth(text, "call").w + 16;
  const laneY = kernel.y - LINE;
  const shaft = points.find(([, y]) => y === laneY)?.[0] ?? kernel.x;
  const right = shaft + 8;
  const x = right + w <= (frame.w ?? 0) - 4 ? right : Math.max(4, shaft - 8 - w);
  return {
    ...{ key: "pulse:label", kind: "pulse-label", layer: LAYER.pulse, x, y: laneY - 3 - LABEL_H, w, h: LABEL_H },
    ...{ r: LABEL_H / 2, opacity: 1, texts: [{ x: 8, y: 14, text, as: "call" }], data },
  };
}

/** `getpid() → 1`, `openat("/proc") → ENOENT` */
export function callText({ call, args, ret }: Pick<Call, "call" | "args" | "ret">, returned: boolean): string {
  const said = Object.values(args).flatMap(argument).slice(0, 2).join(", ");
  return `${call}(${said})${returned ? ` → ${value(ret)}` : ""}`;
}

/** Names and small numbers say most; flag words and structures are left to the trace. */
function argument(arg: unknown): string[] {
  if (typeof arg === "string") return [`"${short(arg)}"`];
  if (typeof arg === "number" && Math.abs(arg) < 65536) return [`${arg}`];
  return [];
}

function value(ret: unknown): string {
  if (failed(ret)) return errnoName(ret);
  if (typeof ret === "string") return `"${short(ret)}"`;
  if (Array.isArray(ret)) return `[${ret.length}]`;
  if (typeof ret === "object" && ret !== null) return "{…}";
  return `${ret ?? 0}`;
}

function short(bytes: string): string {
  const text = fromBytes(bytes).replace(/\s/g, (c) => (c === "\n" ? "⏎" : c === "\r" ? "" : " "));
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}
