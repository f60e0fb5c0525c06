// The number of cards to be asked, followed as time passes and as things are read and answered.

import { countDue } from "../../learn/schedule.ts";
import { followWrites } from "../view/storage.ts";
import { queueNow } from "./queue.ts";

const OFTEN = 20_000; // ms: a card may have come due meanwhile
const SOON = 400; // ms after something was stored: it may be a step that was read, or an answer

/** Calls `tell` with the count now and whenever it may have changed. Returns what ends it. */
export function followDue(tell: (count: number) => void): () => void {
  const count = () => tell(countDue(queueNow()));
  count();
  const timer = setInterval(count, OFTEN);
  let soon: number | undefined;
  const unfollow = followWrites(() => {
    clearTimeout(soon);
    soon = window.setTimeout(count, SOON);
  });
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    unfollow();
  };
}
