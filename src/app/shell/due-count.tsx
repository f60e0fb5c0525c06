import { useEffect, useState } from "react";
import { useMessages } from "../i18n/messages.ts";

const SOON = 1200; // ms: the lesson and its picture come first

/** How many cards are due. What counts them is loaded when the page stands. */
export function useDueCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    let stop = () => {};
    let gone = false;
    const timer = setTimeout(async () => {
      const { followDue } = await import("../review/follow-due.ts");
      if (!gone) stop = followDue(setCount);
    }, SOON);
    return () => {
      gone = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  return count;
}

export function DueCount({ count }: { readonly count: number }) {
  const { nav } = useMessages();
  if (count === 0) return null;
  return (
    <span className="due-count">
      <span aria-hidden="true">{count}</span>
      <span className="hidden">{nav.due(count)}</span>
    </span>
  );
}
