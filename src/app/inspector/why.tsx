import type { Pid } from "../../kernel/task/task.ts";
import { caption } from "../../trace/caption.ts";
import { whyTask } from "../../trace/why.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useRun, useRunState } from "../run/run-context.ts";

/** The chain of events from the line that was typed to this process; each leads to its moment. */
export function Why({ pid, at }: { readonly pid: number; readonly at: number }) {
  const run = useRun();
  const { inspector: words } = useMessages();
  const language = useLanguage();
  const session = useRunState((state) => state.session);
  const causes = whyTask((n) => session.event(n), at, pid as Pid).reverse();
  return (
    <section className="why" aria-label={words.why}>
      <h3>{words.why}</h3>
      {causes.length === 0 && <p>{words.whyNone}</p>}
      <ol>
        {causes.map(({ n, event }) => (
          <li key={n}>
            <button type="button" className="link-button" title={words.goTo(n)} onClick={() => run.seek(n)}>
              {caption(session.at(n - 1), event, language) ?? words.goTo(n)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
