import { usePageWords } from "../i18n/page-words.ts";
import { reviewNow } from "./progress.ts";
import { queueNow } from "./queue.ts";
import { words } from "./words.ts";

/** When the next card is due, where none is now. */
export function NextDue() {
  const t = usePageWords(words);
  const { due, fresh, later } = queueNow();
  const [next] = later;
  if (due.length + fresh.length > 0 || !next) return null;
  return <p>{t.nextIn(next.at - reviewNow().now)}</p>;
}
