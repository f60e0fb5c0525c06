// A system call as a pulse: from the process down to what answers it, and back with what it returns. How far down that is
// (its own kernel, a hypervisor, the host, a device) comes with the event. Where the pulse is depends on the fraction `u` of
// the step only: down until one half, then up.

import { errnoName, failed } from "../kernel/abi/errno.ts";
import { HOST, type WorldEvent } from "../kernel/apply.ts";
import { fromBytes } from "../user/libc.ts";
import { callOf } from "./changes.ts";
import { organOf } from "./crossing.ts";
import type { Crossing } from "./crossings.ts";
import { wallsOf } from "./guest-house.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import { keyOn } from "./machine-key.ts";
import type { Placed } from "./placed.ts";
import { along, LINE } from "./route.ts";
import { signposts } from "./signposts.ts";
import { type Way, wayOf } from "./way.ts";
import type { Words } from "./words.ts";

const LABEL_H = 20; // px
const WIDEST = 300; // px

export interface Through {
  /** What the call went through; unless told, its own kernel. */
  readonly path?: readonly Crossing[] | undefined;
  /** To say where it did not go. */
  readonly words?: Words;
}

/** The pulse of a step in a picture of it: nothing when the step holds no call, or when its process is not shown. */
export function pulse(
  placed: readonly Placed[],
  step: readonly WorldEvent[],
  u: number,
  through: Through = {},
): readonly Placed[] {
  return pulseOn(placed, step, through)?.(u) ?? [];
}

/** The pulse by the fraction of the step: its way is found once. null when there is none to show. */
export function pulseOn(
  placed: readonly Placed[],
  step: readonly WorldEvent[],
  { path, words }: Through = {},
): ((u: number) => readonly Placed[]) | null {
  const event = callOf(step);
  if (!event) return null;
  const machine = event.on ?? HOST;
  const way = wayOf(placed, { machine, pid: event.pid, call: event.call }, path ?? []);
  if (!way || way.points.length < 2) return null;
  const { points } = way;
  const data = { failed: failed(event.ret), organ: organOf(event.call) };
  const line = { layer: LAYER.pulse, x: 0, y: 0, opacity: 1, data };
  const small = placed.some((p) => p.key === keyOn(machine, "house") && p.data?.tile); // the caption says the call
  const posts = signposts(placed, way, labelBox(event, way, placed, machine, true), path, words && { words, machine });
  return (u) => {
    const back = u >= 0.5;
    const trail = back ? points : along(points, 2 * u);
    const [x, y] = (back ? along(points, 2 - 2 * u) : trail).at(-1) ?? [0, 0];
    const passed = back ? points.length : trail.length - 1;
    return [
      { ...line, key: "pulse:route", kind: "pulse-route", points },
      { ...line, key: "pulse", kind: "pulse", points: trail },
      { ...line, key: "pulse:head", kind: "pulse-head", x, y, r: 5 },
      ...posts.filter(({ from }) => from <= passed).map(({ placed }) => placed),
      ...(small ? [] : [label(labelBox(event, way, placed, machine, back), data)]),
    ];
  };
}

type Call = NonNullable<ReturnType<typeof callOf>>;

interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly text: string;
}

/** Beside the line that goes down, above the lane that the call follows to its organ; inside the house that it is in. */
function labelBox(event: Call, { points }: Way, placed: readonly Placed[], machine: string, back: boolean): LabelBox {
  const find = (key: string): Placed | undefined => placed.find((p) => p.key === keyOn(machine, key));
  const text = fitText(callText(event, back), "call", WIDEST);
  const w = textWidth(text, "call").w + 16;
  const [kernel, house, paper] = [find("kernel"), find("house"), placed[0]];
  const laneY = kernel ? kernel.y - LINE : (points[0]?.[1] ?? 0) - LABEL_H;
  const shaft = points.find(([, y]) => y === laneY)?.[0] ?? points[0]?.[0] ?? 0;
  const bounds = house && kernel ? wallsOf(house) : { x: 0, w: paper?.w ?? 0 };
  const right = shaft + 8;
  const x = right + w <= bounds.x + bounds.w - 4 ? right : Math.max(bounds.x + 4, shaft - 8 - w);
  const h = house ? LABEL_H - 2 : LABEL_H;
  return { x, y: laneY - (house ? 2 : 3) - h, w, h, text };
}

function label({ x, y, w, h, text }: LabelBox, data: NonNullable<Placed["data"]>): Placed {
  return {
    ...{ key: "pulse:label", kind: "pulse-label", layer: LAYER.pulse, x, y, w, h },
    ...{ r: h / 2, opacity: 1, texts: [{ x: 8, y: h / 2 + 4, text, as: "call" }], data },
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
