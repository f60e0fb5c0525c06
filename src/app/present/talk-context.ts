import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { Step } from "../../learn/lesson.ts";
import type { Beat } from "../../present/beats.ts";
import type { Talk, TalkView } from "./talk-store.ts";

export const TalkContext = createContext<Talk | null>(null);

/** The talk that is open. */
export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (!talk) throw new Error("no talk is open here");
  return talk;
}

export const useTalkState = <T>(select: (view: TalkView) => T): T => useStore(useTalk(), select);

/** The beat at an index, and the step of the lesson that it belongs to; null beyond the last one. */
export function beatAt(view: TalkView, at: number): { readonly beat: Beat; readonly step: Step } | null {
  const beat = view.beats[at];
  const step = beat && view.lessons.get(beat.lesson)?.script.find(({ id }) => id === beat.step);
  return beat && step ? { beat, step } : null;
}
