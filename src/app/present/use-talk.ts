import { useEffect, useState } from "react";
import type { Seminar } from "../../present/seminar.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { findSeminar } from "./find-seminar.ts";
import { createTalk, type Kept, type Talk } from "./talk-store.ts";
import { words } from "./words.ts";

/** The seminar of that name: undefined while it is looked for, null where there is none. */
export function useSeminar(id: string): Seminar | null | undefined {
  const [seminar, setSeminar] = useState<Seminar | null>();
  useEffect(() => {
    let gone = false;
    findSeminar(id).then((found) => !gone && setSeminar(found));
    return () => {
      gone = true;
    };
  }, [id]);
  return seminar;
}

/** A talk about the seminar, from where `kept` says; null until it is made. */
export function useNewTalk(seminar: Seminar, kept: () => Kept): Talk | null {
  const { asideBranch } = usePageWords(words);
  const [first] = useState(() => ({ kept: kept(), asideBranch }));
  const [talk, setTalk] = useState<Talk | null>(null);
  useEffect(() => {
    const one = createTalk(seminar, first.kept, first.asideBranch);
    setTalk(one);
    return () => one.dispose();
  }, [seminar, first]);
  return talk;
}
