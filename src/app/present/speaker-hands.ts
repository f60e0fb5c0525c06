// What the speaker's keys and buttons do: they move the talk where there is one, else this window alone.

import { useEffect, useMemo, useRef } from "react";
import type { Wish } from "../../present/channel-messages.ts";
import type { TalkActs } from "./talk-keys.ts";
import type { Talk } from "./talk-store.ts";
import type { Followed } from "./use-channel.ts";

const nothing = (): void => {};

/** The keys that only the window of the talk has. */
export const NO_ACTS: TalkActs = {
  terminal: nothing,
  speaker: nothing,
  full: nothing,
  help: nothing,
  close: () => false,
};

export interface Hands {
  readonly wish: (wish: Wish) => void;
  /** A talk whose moves are asked of the talk that is followed. */
  readonly talk: Talk;
}

export function useHands(talk: Talk, followed: Followed): Hands {
  const latest = useRef(followed);
  useEffect(() => {
    latest.current = followed;
  });
  return useMemo(() => {
    const wish = (what: Wish): void => {
      if (!latest.current.alone) latest.current.wish(what);
      else if (what === "on") talk.on();
      else if (what === "back") talk.back();
      else if (what === "start" || what === "pause" || what === "reset") talk.run(what);
    };
    return {
      wish,
      talk: {
        ...talk,
        on: () => wish("on"),
        back: () => wish("back"),
        go: (beat) => (latest.current.alone ? talk.go(beat) : latest.current.go(beat)),
        returnToPath: () => wish("return"),
        cover: (screen) => wish(screen),
      },
    };
  }, [talk]);
}
