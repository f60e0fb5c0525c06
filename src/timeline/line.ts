// A line of events and the world at every point of it.
//
// Kept: every event, and the world itself every FRAME events or so (a key frame). The worlds share all that did not change
// between them, so a key frame costs little; the world at n is the fold from the last key frame before n.

import { apply, type WorldEvent } from "../kernel/apply.ts";
import type { World } from "../kernel/world.ts";

const FRAME = 128; // events between key frames: half as many to fold on average, at under a microsecond each

interface KeyFrame {
  readonly n: number;
  readonly world: World;
}

export class Line {
  readonly events: WorldEvent[];
  private readonly frames: KeyFrame[];
  /** The answer to the last question: the next one is usually a step away. */
  private last: KeyFrame;

  constructor(start: World, events: WorldEvent[] = [], frames: KeyFrame[] = [{ n: 0, world: start }]) {
    this.events = events;
    this.frames = frames;
    this.last = { n: 0, world: start };
  }

  get length(): number {
    return this.events.length;
  }

  /** The events of one step, and the world after them. */
  append(events: readonly WorldEvent[], world: World): void {
    for (const e of events) this.events.push(e);
    const n = this.events.length;
    if (n - (this.frames.at(-1)?.n ?? 0) >= FRAME) this.frames.push({ n, world });
  }

  /** The world after the first `n` events. */
  at(n: number): World {
    if (n < 0 || n > this.length) throw new RangeError(`position ${n} of a line of ${this.length} events`);
    const frame = this.frameBefore(n);
    const near = this.last.n <= n && this.last.n >= frame.n ? this.last : frame;
    let { world } = near;
    for (let i = near.n; i < n; i++) world = apply(world, this.events[i] as WorldEvent);
    this.last = { n, world };
    return world;
  }

  private frameBefore(n: number): KeyFrame {
    let low = 0;
    let high = this.frames.length - 1;
    while (low < high) {
      const mid = (low + high + 1) >>> 1;
      if ((this.frames[mid] as KeyFrame).n <= n) low = mid;
      else high = mid - 1;
    }
    return this.frames[low] as KeyFrame;
  }

  /** A line of its own with the first `n` events of this one. */
  fork(n: number): Line {
    const frames = this.frames.filter((f) => f.n <= n);
    return new Line((frames[0] as KeyFrame).world, this.events.slice(0, n), frames);
  }
}
