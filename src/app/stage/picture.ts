// From the run's state to the frame that is drawn: a pure function of it, with the last layouts kept.

import type { WorldEvent } from "../../kernel/apply.ts";
import type { MachineId } from "../../kernel/world.ts";
import { focusKey } from "../../learn/focus.ts";
import type { Focus } from "../../learn/lesson.ts";
import { isCompound } from "../../scene/compound.ts";
import { type Crossing, pathOf } from "../../scene/crossings.ts";
import { house } from "../../scene/house.ts";
import type { HouseView } from "../../scene/look.ts";
import type { Placed } from "../../scene/placed.ts";
import { pulse } from "../../scene/pulse.ts";
import { type StepScene, stepScene } from "../../scene/step.ts";
import { WORDS } from "../../scene/words.ts";
import type { Meter } from "../ledger/meter.ts";
import type { RunState } from "../run/run.ts";
import type { Language } from "../view/settings.ts";
import type { Level } from "../view/view.ts";
import { stepBefore } from "./caption.ts";

export interface Looks {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
  readonly selected: string | null;
  readonly hovered: string | null;
  /** What the lesson is about now. */
  readonly focus: Focus | null;
  readonly level: Level;
  readonly front: MachineId | null;
  /** What the event at a position went through, where somebody keeps account of that. */
  readonly meter: Meter | null;
}

const KEPT = 4; // layouts, and steps

/** A function that lays out what a run shows; it remembers what it was asked for last. */
export function layouts(): (state: RunState, looks: Looks, reduced: boolean) => readonly Placed[] {
  const still = remembering<readonly Placed[]>();
  const moving = remembering<StepScene>();
  return (state, looks, reduced) => {
    const { session, steps, frame } = state;
    const { from, to, u } = frame;
    const { width, height, language, selected, hovered, level, front } = looks;
    const focus = looks.focus && focusKey(session.at(from), looks.focus);
    const shown = [width, height, language, selected, hovered, focus, level, front];
    const key = [session.current, state.version, ...shown].join(" ");
    const machine = level === "inside" && front !== null && session.at(from).machines[front] ? front : undefined;
    const look = { width, height, words: WORDS[language], selected, hovered, focus };
    const view: HouseView = { ...look, machine, front, fleet: level === "fleet" };
    if (u === 0 || from === to || reduced) {
      // Where several machines are shown, or nothing moves, a step at rest keeps its way in sight.
      const rests = state.playing === null && (reduced || isCompound(session.at(from)));
      return still(`${from} ${rests} ${key}`, () => {
        const last = stepBefore(steps, from);
        const step = from <= session.boot ? [] : eventsOf(state, last.from, last.to);
        const placed = house(session.at(from), { ...view, step });
        if (!rests || step.length === 0) return placed;
        return [...placed, ...pulse(placed, step, 1, { ...view, path: wayOf(looks, last.from, last.to) })];
      });
    }
    const scene = moving(`${from} ${to} ${key}`, () =>
      stepScene(session.at(from), session.at(to), eventsOf(state, from, to), { ...view, path: wayOf(looks, from, to) }),
    );
    return scene.at(u);
  };
}

/** What the events from + 1 to `to` went through. */
function wayOf({ meter }: Looks, from: number, to: number): readonly Crossing[] | undefined {
  if (!meter) return undefined;
  const charges = Array.from({ length: to - from }, (_, i) => meter.charges(from + 1 + i)).flat();
  return pathOf(charges);
}

function eventsOf({ session }: RunState, from: number, to: number): WorldEvent[] {
  const events: WorldEvent[] = [];
  for (let n = from + 1; n <= to; n++) {
    const event = session.event(n);
    if (event) events.push(event);
  }
  return events;
}

function remembering<T>(): (key: string, make: () => T) => T {
  let kept: { readonly key: string; readonly value: T }[] = [];
  return (key, make) => {
    const known = kept.find((one) => one.key === key);
    if (known) return known.value;
    const value = make();
    kept = [{ key, value }, ...kept].slice(0, KEPT);
    return value;
  };
}
