// The windows of a talk speak over a BroadcastChannel: within one browser, without a network.

import { useEffect, useRef, useState } from "react";
import { readMessage, type Say, type TalkReport, type Wish } from "../../present/channel-messages.ts";
import type { Talk } from "./talk-store.ts";

const CHANNEL = "cutaway-talk";
const OFTEN = 1500; // ms between two reports when nothing happens: so that a closed talk is noticed
const PATIENCE = 4000; // ms without a report before a talk counts as gone
const FIRST = 2000; // ms to wait for the first one

/** The window of the talk: reports, and grants the speaker's wishes. */
export function useReports(talk: Talk | null, name: string): void {
  useEffect(() => {
    if (!talk) return;
    const channel = new BroadcastChannel(CHANNEL);
    const say = (what: Say) => channel.postMessage({ talk: name, say: what });
    const report = () => {
      const { seminar, at, life, clock, aside } = talk.getState();
      say({ type: "state", seminar: seminar.id, beat: at, ...life, clock, aside: [...aside] });
    };
    channel.onmessage = ({ data }) => {
      const message = readMessage(data);
      if (!message) return;
      if (message.say.type === "hello" && (message.talk === name || message.talk === "")) report();
      if (message.talk !== name) return;
      if (message.say.type === "go") talk.go(message.say.beat);
      if (message.say.type === "wish") grant(talk, message.say.wish);
    };
    const leaving = () => say({ type: "gone" });
    window.addEventListener("pagehide", leaving);
    const unsubscribe = talk.subscribe(report);
    const timer = setInterval(report, OFTEN);
    report();
    return () => {
      unsubscribe();
      clearInterval(timer);
      window.removeEventListener("pagehide", leaving);
      leaving();
      channel.close();
    };
  }, [talk, name]);
}

function grant(talk: Talk, wish: Wish): void {
  if (wish === "on") talk.on();
  else if (wish === "back") talk.back();
  else if (wish === "return") talk.returnToPath();
  else if (wish === "black" || wish === "overview") talk.cover(wish);
  else talk.run(wish);
}

export interface Followed {
  /** null before the first report: it may still come, or no talk is there. */
  readonly report: TalkReport | null;
  /** Nobody has reported for a while. */
  readonly alone: boolean;
  readonly wish: (wish: Wish) => void;
  readonly go: (beat: number) => void;
}

/** The speaker's window: follows the talk of that name, or the first that reports on this seminar. */
export function useFollowed(name: string, seminar: string): Followed {
  const [report, setReport] = useState<TalkReport | null>(null);
  const [alone, setAlone] = useState(false);
  const channel = useRef<BroadcastChannel>(null);
  const talk = useRef(name);
  useEffect(() => {
    const open = new BroadcastChannel(CHANNEL);
    channel.current = open;
    let timer = window.setTimeout(() => setAlone(true), FIRST);
    open.onmessage = ({ data }) => {
      const message = readMessage(data);
      if (!message || (talk.current !== "" && message.talk !== talk.current)) return;
      if (message.say.type === "gone" && message.talk === talk.current) setAlone(true);
      if (message.say.type !== "state" || message.say.seminar !== seminar) return;
      talk.current = message.talk;
      clearTimeout(timer);
      timer = window.setTimeout(() => setAlone(true), PATIENCE);
      setAlone(false);
      setReport(message.say);
    };
    open.postMessage({ talk: talk.current, say: { type: "hello" } });
    return () => {
      clearTimeout(timer);
      open.close();
    };
  }, [seminar]);
  const say = (what: Say) => channel.current?.postMessage({ talk: talk.current, say: what });
  return {
    report,
    alone,
    wish: (wish) => say({ type: "wish", wish }),
    go: (beat) => say({ type: "go", beat }),
  };
}
