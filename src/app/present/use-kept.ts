import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { beatOfCue } from "../../present/beats.ts";
import { useStillHere } from "../shell/use-still-here.ts";
import { writeKept } from "./kept-talk.ts";
import type { Talk } from "./talk-store.ts";

/** The beat stands in the address; it, the clock and what was typed outlive a reload. */
export function useKept(talk: Talk): void {
  const navigate = useNavigate();
  const stillHere = useStillHere();
  const search = useSearch({ from: "/present/$seminar" });
  const first = useRef(search);
  const { life, seminar, beats, at, clock, aside } = useStore(talk);
  const ready = life.path === "on-path" || life.path === "off-path";
  const cue = beats[at]?.cue;
  const beat = cue === undefined ? 0 : at - beatOfCue(beats, cue);
  useEffect(() => {
    if (!ready) return;
    const wanted = first.current;
    first.current = {};
    const asked = wanted.cue === undefined ? null : beatOfCue(beats, wanted.cue - 1) + (wanted.beat ?? 0);
    if (asked !== null && asked !== at && beats[asked]) return talk.go(asked);
    writeKept(seminar.id, { at, clock, aside });
    if (cue === undefined || !stillHere()) return;
    void navigate({
      to: "/present/$seminar",
      params: { seminar: seminar.id },
      search: { cue: cue + 1, beat },
      replace: true,
    });
  }, [ready, talk, seminar, beats, at, clock, aside, cue, beat, navigate, stillHere]);
}
