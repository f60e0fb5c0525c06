// From the run's state to the frame that is drawn: a pure function of it, with the last layouts kept.

import type { Placed } from "../../scene/placed.ts";
import { house } from "../../scene/house.ts";
import { tween } from "../../scene/tween.ts";
import { WORDS } from "../../scene/words.ts";
import type { WorldEvent } from "../../kernel/apply.ts";
import type { RunState } from "../run/run.ts";
import type { Language } from "../view/settings.ts";
import { stepBefore } from "./caption.ts";

export interface Looks {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly focus: string | null;
  readonly reduced: boolean;
}

const KEPT = 6; // layouts

/** A function that lays out what a run shows; it remembers the positions it was asked for last. */
export function layouts(): (state: RunState, looks: Looks) => readonly Placed[] {
  let kept: { readonly key: string; readonly placed: readonly Placed[] }[] = [];

  const layout = ({ session, steps, version }: RunState, n: number, looks: Looks): readonly Placed[] => {
    const { width, height, language, selected, hovered, focus } = looks;
    const key = [n, session.current, version, width, height, language, selected, hovered, focus].join(" ");
    const known = kept.find((one) => one.key === key);
    if (known) return known.placed;
    const { from, to } = stepBefore(steps, n);
    const step: WorldEvent[] = [];
    for (let i = from + 1; i <= to; i++) {
      const event = session.event(i);
      if (event) step.push(event);
    }
    const words = WORDS[language];
    const view = n <= session.boot ? { width, height, words, selected, hovered, focus } : { width, height, words, selected, hovered, focus, step };
    const placed = house(session.at(n), view);
    kept = [{ key, placed }, ...kept].slice(0, KEPT);
    return placed;
  };

  return (state, looks) => {
    const { from, to, u } = state.frame;
    if (u === 0 || from === to || looks.reduced) return layout(state, from, looks);
    return tween(layout(state, from, looks), layout(state, to, looks), u);
  };
}
