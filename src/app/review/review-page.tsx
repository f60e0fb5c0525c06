// Review, the overview: what is due, all cards with their state, the statistics, progress as a file.

import { Link } from "@tanstack/react-router";
import { BarChart3, Play } from "lucide-react";
import { countDue } from "../../learn/schedule.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { DeckList } from "./deck-list.tsx";
import { NextDue } from "./next-due.tsx";
import { askAll, reviewNow, useProgress } from "./progress.ts";
import { Transfer } from "./transfer.tsx";
import { useQueue } from "./use-queue.ts";
import { words } from "./words.ts";
import "./review.css";

export function ReviewPage() {
  const t = usePageWords(words);
  usePageTitle(t.title);
  const { all, later: laterVersion } = useProgress();
  const queue = useQueue();
  const count = countDue(queue);
  const { setBack } = reviewNow();
  return (
    <div className="page review">
      <header>
        <h1>{t.title}</h1>
        <p className="lead">{t.intro}</p>
      </header>
      {setBack > 0 && <p className="review-warning">{t.setBack(setBack)}</p>}
      {laterVersion && <p className="review-warning">{t.laterVersion}</p>}
      <section className="review-now" aria-label={t.title}>
        <ul className="review-counts">
          <Count n={queue.due.length} text={t.due(queue.due.length)} kind="due" />
          <Count n={queue.fresh.length} text={t.fresh(queue.fresh.length)} kind="fresh" />
          <Count n={queue.later.length} text={t.later(queue.later.length)} kind="later" />
          <Count n={queue.locked.length} text={t.locked(queue.locked.length)} kind="locked" />
        </ul>
        <div className="review-start">
          {count > 0 ? (
            <Link to="/review/cards" className="button primary large">
              <Play aria-hidden size={18} />
              {t.start(count)}
            </Link>
          ) : (
            <>
              <p>{queue.later.length === 0 ? t.nothingRead : t.nothing}</p>
              <NextDue />
              <Link to="/learn" className="button primary">
                {t.toLessons}
              </Link>
            </>
          )}
          <Link to="/review/stats" className="button">
            <BarChart3 aria-hidden size={16} />
            {t.statistics}
          </Link>
        </div>
        <label className="review-all">
          <input type="checkbox" checked={all} onChange={(event) => askAll(event.target.checked)} />
          {t.askAll}
        </label>
      </section>
      <DeckList queue={queue} />
      <Transfer />
    </div>
  );
}

function Count({ n, text, kind }: { readonly n: number; readonly text: string; readonly kind: string }) {
  return (
    <li data-kind={kind} data-none={n === 0}>
      <span className="review-mark" aria-hidden="true" />
      {text}
    </li>
  );
}
