// One run of a lesson on the page: the session, where its reader stands in time, and what is going on.
//
// The session computes (in slices, so that the page answers meanwhile); the cursor follows at the pace of playback.
// Everything that acts on a run is here: typing, stepping, scrubbing, changing the branch.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Session } from "../../timeline/session.ts";
import { type Clock, clockOf, type Frame, frameAt, still, timeOf } from "../playback/clock.ts";
import { grown, NO_STEPS, neighbour, type Steps } from "../playback/steps.ts";
import { tell, untell } from "../view/notices.ts";

const SLICE_EVENTS = 400;
const SLICE_MS = 12; // of work before the page may draw
const STEP_MS = 420; // a single step forward or back, at speed 1

export interface RunState {
  readonly session: Session;
  /** Grows with every change of the session: what was computed of it before is out of date. */
  readonly version: number;
  /** The steps of the current branch. */
  readonly steps: Steps;
  readonly at: number;
  readonly frame: Frame;
  readonly playing: Playing | null;
  /** Events computed by the work that goes on now; null when every task sleeps. */
  readonly working: number | null;
}

interface Playing {
  readonly until: number | "end";
  readonly direction: 1 | -1;
  /** Playback milliseconds for each real one, beside the speed chosen. */
  readonly rate: number;
}

export interface Run extends StoreApi<RunState> {
  /** Types text where the cursor stands, in the past on a branch that begins there; resolves when it has run. */
  type(bytes: string, tty: number, how?: How): Promise<void>;
  /** Logs in once more where the cursor stands, as type() types there; resolves with the new terminal when its shell waits. */
  open(): Promise<number>;
  seek(n: number): void;
  /** One step on or back, shown as a movement where those are wanted. */
  step(direction: 1 | -1, moving: boolean): void;
  /** Plays up to `until`; `rate` times as fast as usual. */
  play(until?: number | "end", rate?: number): void;
  pause(): void;
  /** Time passes: `ms` real milliseconds at `speed`. */
  advance(ms: number, speed: number): void;
  /** Ends the work that goes on. */
  stop(): void;
  switchTo(branch: number): void;
  rename(branch: number, name: string): void;
  /** Whether the cursor follows what is being computed. */
  live(): boolean;
  dispose(): void;
}

interface How {
  /** A branch begins, named so, even at the end of the line. */
  readonly apart?: string;
  /** Shown at its end, without playing. */
  readonly quiet?: boolean;
}

interface Options {
  readonly at?: number | undefined;
  /** Steps instead of movement: what was typed is shown at its end. */
  readonly reduced: () => boolean;
}

export function createRun(session: Session, { at, reduced }: Options): Run {
  const steps = grown(session);
  const start = Math.min(at ?? session.length, session.length);
  const store = createStore<RunState>()(() => ({
    session,
    version: 0,
    steps,
    at: start,
    frame: still(start),
    playing: null,
    working: null,
  }));
  const { getState: get, setState: set } = store;
  let time = 0; // of playback, in its milliseconds
  let clock: { readonly steps: Steps; readonly clock: Clock } | null = null;
  let current: Promise<void> | null = null;
  let stopping = false;
  /** Where the cursor waits for work to end, to be shown there; null when it does not. */
  let waitingAt: number | null = null;
  let disposed = false;

  const clockNow = (): Clock => {
    const { steps } = get();
    if (clock?.steps !== steps) clock = { steps, clock: clockOf(steps) };
    return clock.clock;
  };

  const refresh = (other = false): void =>
    set(({ version, steps }) => ({ version: version + 1, steps: grown(session, other ? NO_STEPS : steps) }));

  const live = (): boolean => {
    const { at, playing } = get();
    return at === session.length || at === waitingAt || (playing?.until === "end" && playing.direction === 1);
  };

  const seek = (n: number): void => {
    const to = Math.max(0, Math.min(n, session.length));
    set({ at: to, frame: still(to), playing: null });
  };

  const playTo = (playing: Playing): void => {
    const { steps, frame } = get();
    const clock = clockNow();
    const here = timeOf(steps, clock, frame.from);
    time = here + (timeOf(steps, clock, frame.to) - here) * frame.u;
    set({ playing });
  };

  const play = (until: number | "end" = "end", rate = 1): void => playTo({ until, direction: 1, rate });

  function work(): Promise<void> {
    current ??= compute().finally(() => {
      current = null;
    });
    return current; // work that goes on takes in what was typed since
  }

  /** Computes until every task sleeps, the limit is reached, or the reader stops it. */
  async function compute(): Promise<void> {
    const before = session.length;
    stopping = false;
    set({ working: 0 });
    try {
      for (;;) {
        const outcome = slice();
        if (disposed) return;
        refresh();
        const events = session.length - before;
        if (outcome === "idle") {
          untell("step-limit");
          untell("stopped");
          break;
        }
        if (outcome === "limit") tell({ kind: "step-limit", events });
        else if (stopping) tell({ kind: "stopped", events });
        if (outcome === "limit" || stopping) break;
        set({ working: events });
        await breath();
      }
    } catch (error) {
      refresh();
      tell({ kind: "program-fault", message: error instanceof Error ? error.message : String(error) });
    } finally {
      set({ working: null });
    }
  }

  function slice(): "idle" | "more" | "limit" {
    const begin = performance.now();
    for (;;) {
      const outcome = session.run(SLICE_EVENTS);
      if (outcome !== "more" || performance.now() - begin > SLICE_MS) return outcome;
    }
  }

  async function type(bytes: string, tty: number, { apart, quiet = false }: How = {}): Promise<void> {
    if (live()) seek(session.length);
    const { at } = get();
    const from = session.current;
    const branch = session.type(bytes, at, tty, apart !== undefined);
    if (branch !== from) {
      if (apart !== undefined) session.rename(branch, apart);
      else tell({ kind: "forked", from, to: branch });
    }
    refresh(branch !== from);
    await show(at, quiet);
  }

  /** Computes what something from outside has caused, and plays it. */
  async function show(at: number, quiet: boolean): Promise<void> {
    set({ frame: still(at) });
    const branch = session.current;
    const worked = work();
    if (quiet || reduced()) {
      waitingAt = at;
      await worked;
      if (waitingAt === at) waitingAt = null;
      // Somebody may have gone elsewhere meanwhile: away from an endless command, say.
      if (session.current === branch && get().at === at) seek(session.length);
    } else {
      play();
      await worked;
    }
  }

  async function open(): Promise<number> {
    if (live()) seek(session.length);
    const { at } = get();
    const from = session.current;
    const tty = session.open(at);
    if (session.current !== from) tell({ kind: "forked", from, to: session.current });
    refresh(session.current !== from);
    await show(at, false);
    return tty;
  }

  return {
    ...store,
    type,
    open,
    seek,
    step(direction, moving) {
      const { steps, at, frame } = get();
      const inside = frame.u > 0 && frame.u < 1;
      const to = inside ? (direction === 1 ? frame.to : frame.from) : neighbour(steps, at, direction);
      if (to === at && !inside) return;
      if (!moving) return seek(to);
      const clock = clockNow();
      const span = Math.abs(timeOf(steps, clock, to) - timeOf(steps, clock, at));
      playTo({ until: to, direction, rate: Math.max(span / STEP_MS, 0.001) });
    },
    play(until, rate) {
      if (get().at >= session.length) seek(session.boot);
      play(until, rate);
    },
    pause: () => set({ playing: null }),
    advance(ms, speed) {
      const { playing, steps, working, at } = get();
      if (!playing) return;
      time += ms * speed * playing.rate * playing.direction;
      const end = playing.until === "end" ? session.length : playing.until;
      const frame = frameAt(steps, clockNow(), time);
      const over = playing.direction === 1 ? frame.from >= end : time <= timeOf(steps, clockNow(), end);
      if (!over) set(frame.from === at ? { frame } : { frame, at: frame.from });
      else if (playing.until === "end" && working !== null) set({ frame: still(end), at: end });
      else set({ frame: still(end), at: end, playing: null });
    },
    stop() {
      stopping = true;
    },
    switchTo(branch) {
      const { at } = get();
      const atEnd = live();
      session.switchTo(branch);
      refresh(true);
      seek(atEnd ? session.length : Math.min(at, session.length));
    },
    rename(branch, name) {
      session.rename(branch, name);
      refresh();
    },
    live,
    dispose() {
      disposed = true;
      stopping = true;
    },
  };
}

/** Lets the page draw and answer before work goes on. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
