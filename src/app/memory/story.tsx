import { useMemo } from "react";
import type { PagingMode } from "../../machine/page-table.ts";
import { exitNumber } from "../../virt/kvm/exit-reason.ts";
import { pageStory, type StoryExit, type StoryStep } from "../../virt/walks/page-story.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

/** The moments of a guest's life with its tables, and the exits that each takes with an EPT and with a shadow. */
export function Story({ mode }: { readonly mode: PagingMode }) {
  const t = usePageWords(words);
  const { first, second } = useMemo(() => pageStory(mode), [mode]);
  return (
    <table className="story">
      <thead>
        <tr>
          <th scope="col">{t.moment}</th>
          <th scope="col">{t.eptColumn}</th>
          <th scope="col">{t.shadowColumn}</th>
        </tr>
      </thead>
      <tbody>
        {first.map(({ moment, nested, shadow }) => (
          <tr key={moment}>
            <th scope="row">{t.moments[moment]}</th>
            <Exits exits={nested} head={t.eptColumn} />
            <Exits exits={shadow} head={t.shadowColumn} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        {[
          { head: t.total, steps: first },
          { head: t.again, steps: second },
        ].map(({ head, steps }) => (
          <tr key={head}>
            <th scope="row">{head}</th>
            <td data-head={t.eptColumn}>{t.exits(total(steps, "nested"))}</td>
            <td data-head={t.shadowColumn}>{t.exits(total(steps, "shadow"))}</td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

const total = (steps: readonly StoryStep[], of: "nested" | "shadow") =>
  steps.reduce((sum, step) => sum + step[of].length, 0);

/** The exits of one kind as one chip with their number. */
function Exits({ exits, head }: { readonly exits: readonly StoryExit[]; readonly head: string }) {
  const t = usePageWords(words);
  const kinds = [...new Set(exits.map(({ reason, because }) => `${reason} ${because ?? ""}`))];
  return (
    <td data-head={head}>
      {exits.length === 0 && <span className="story-none">{t.none}</span>}
      {kinds.map((kind) => {
        const same = exits.filter(({ reason, because }) => `${reason} ${because ?? ""}` === kind);
        const [first] = same;
        if (!first) return null;
        return (
          <span key={kind} className="story-exit">
            <b>×{same.length}</b>
            <code title={t.reason(exitNumber(first.reason))}>{first.reason}</code>
            <small>{first.because === null ? t.instruction : t.because[first.because]}</small>
          </span>
        );
      })}
    </td>
  );
}
