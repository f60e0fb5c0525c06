import { useEffect, useState } from "react";
import type { Queue } from "../../learn/schedule.ts";
import { followWrites } from "../view/storage.ts";
import { useProgress } from "./progress.ts";
import { queueNow } from "./queue.ts";

/** What is to be asked, as answers are given and steps are read; a lesson that was just left stores its last step late. */
export function useQueue(): Queue {
  const [queue, setQueue] = useState(queueNow);
  useEffect(() => {
    const again = () => setQueue(queueNow());
    const soon = () => queueMicrotask(again); // the listeners come before the writing
    again();
    const unfollow = [followWrites(soon), useProgress.subscribe(again)];
    return () => {
      for (const stop of unfollow) stop();
    };
  }, []);
  return queue;
}
