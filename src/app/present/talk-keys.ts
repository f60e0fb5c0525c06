// The keys of a talk. Those of a clicker (PageUp, PageDown) work from anywhere; letters only outside of fields.

import { useEffect } from "react";
import type { Talk } from "./talk-store.ts";

export interface TalkActs {
  readonly terminal: () => void;
  readonly speaker: () => void;
  readonly full: () => void;
  readonly help: () => void;
  /** Closes what is open; false where nothing was. */
  readonly close: () => boolean;
}

export function useTalkKeys(talk: Talk | null, acts: TalkActs): void {
  useEffect(() => {
    if (!talk) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const act = actOf(talk, acts, event);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [talk, acts]);
}

function actOf(talk: Talk, acts: TalkActs, { key, target }: KeyboardEvent): (() => void) | null {
  const element = target as HTMLElement;
  if (document.querySelector("dialog[open]")) return null; // the dialog has the keys
  if (key === "PageDown") return talk.on;
  if (key === "PageUp") return talk.back;
  if (key === "Escape") return () => void acts.close();
  if (element.closest("input, textarea, select, [role=tree]")) return null;
  if (key === " " && element.closest("button, a")) return null; // it presses the button
  const { beats } = talk.getState();
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case "ArrowRight":
    case "ArrowDown":
    case " ":
      return talk.on;
    case "ArrowLeft":
    case "ArrowUp":
      return talk.back;
    case "Home":
      return () => talk.go(0);
    case "End":
      return () => talk.go(beats.findIndex(({ cue }) => cue === beats.at(-1)?.cue));
    case "b":
    case ".":
      return () => talk.cover("black");
    case "o":
      return () => talk.cover("overview");
    case "r":
      return talk.returnToPath;
    case "t":
      return acts.terminal;
    case "s":
      return acts.speaker;
    case "f":
      return acts.full;
    case "?":
      return acts.help;
    default:
      return null;
  }
}
