// Time against plan.

/** How far a talk is from its plan, in milliseconds: late when positive, early when negative, 0 while within its cue. */
export function offPlan(minutes: readonly number[], cue: number, elapsed: number): number {
  const start = minutes.slice(0, cue).reduce((sum, one) => sum + one, 0) * MINUTE;
  const end = start + (minutes[cue] ?? 0) * MINUTE;
  return elapsed > end ? elapsed - end : elapsed < start ? elapsed - start : 0;
}

const MINUTE = 60_000; // ms

/** A clock that can be stopped. Milliseconds since 1970, and milliseconds. */
export interface TalkClock {
  /** When it was started; null while it stands still. */
  readonly since: number | null;
  /** What it had counted before that. */
  readonly kept: number;
}

export const STOPPED: TalkClock = { since: null, kept: 0 };

export const elapsed = ({ since, kept }: TalkClock, now: number): number =>
  since === null ? kept : kept + Math.max(0, now - since);

export const started = (clock: TalkClock, now: number): TalkClock =>
  clock.since === null ? { since: now, kept: clock.kept } : clock;

export const paused = (clock: TalkClock, now: number): TalkClock => ({ since: null, kept: elapsed(clock, now) });
