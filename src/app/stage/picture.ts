// From the run's state to the frame that is drawn: a pure function of it, with the last layouts kept.

import type { WorldEvent } from "../../kernel/apply.ts";
import { focusKey } from "../../learn/focus.ts";
import type { Focus } from "../../learn/lesson.ts";
import { house } from "../../scene/house.ts";
import type { HouseView } from "../../scene/look.ts";
import type { Placed } from "../../scene/placed.ts";
import { type StepScene, stepScene } from "../../scene/step.ts";
import { WORDS } from "../../scene/words.ts";
import type { RunState } from "../run/run.ts";
import type { Language } from "../view/settings.ts";
import { stepBefore } from "./caption.ts";

export interface Looks {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
  readonly selected: string | null;
  readonly hovered: string | null;
  /** What the lesson is about now. */
  readonly focus: Focus | null;
}

const KEPT = 4; // layouts, and steps

/** A function that lays out what a run shows; it remembers what it was asked for last. */
export function layouts(): (state: RunState, looks: Looks, reduced: boolean) => readonly Placed[] {
  const still = remembering<readonly Placed[]>();
  const moving = remembering<StepScene>();
  return (state, looks, reduced) => {
    const { session, steps, frame } = state;
    const { from, to, u } = frame;
    const { width, height, language, selected, hovered } = looks;
    const focus = looks.focus && focusKey(session.at(from), looks.focus);
    const key = [session.current, state.version, width, height, language, selected, hovered, focus].join(" ");
    const view: HouseView = { width, height, words: WORDS[language], selected, hovered, focus };
    if (u === 0 || from === to || reduced) {
      return still(`${from} ${key}`, () => {
        const last = stepBefore(steps, from);
        const step = from <= session.boot ? [] : eventsOf(state, last.from, last.to);
        return house(session.at(from), { ...view, step });
      });
    }
    const scene = moving(`${from} ${to} ${key}`, () =>
      stepScene(session.at(from), session.at(to), eventsOf(state, from, to), view),
    );
    return scene.at(u);
  };
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
