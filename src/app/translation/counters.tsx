import type { Counts } from "../../virt/bt/state.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly now: Counts;
  readonly before: Counts | undefined;
}

/** All counters; those that the last step moved are lit. */
export function Counters({ now, before }: Props) {
  const t = usePageWords(words);
  return (
    <dl className="counters">
      {(Object.keys(t.count) as (keyof Counts)[]).map((name) => (
        <div key={name} data-moved={before !== undefined && now[name] !== before[name]}>
          <dt>{t.count[name]}</dt>
          <dd>{now[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
