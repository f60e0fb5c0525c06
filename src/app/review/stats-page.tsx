// What is known of each concept, and what the next two weeks will bring.

import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { drawPicture } from "../../draw/picture.ts";
import { reviewsOf } from "../../learn/review-log.ts";
import { memoriesOf } from "../../learn/schedule.ts";
import { conceptStatistics, forecast } from "../../learn/statistics.ts";
import type { Placed } from "../../scene/placed.ts";
import { conceptChart, forecastChart } from "../../scene/review-chart.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { useSize } from "../stage/use-size.ts";
import { conceptName } from "./concept-name.ts";
import { reviewNow, useProgress } from "./progress.ts";
import { DECK } from "./queue.ts";
import { words } from "./words.ts";
import "./review.css";

const DAYS = 14;
const DAY = 86_400_000; // ms

export function StatsPage() {
  const t = usePageWords(words);
  const { nav } = useMessages();
  const language = useLanguage();
  usePageTitle(t.stats.title);
  const log = useProgress((progress) => progress.log);
  const { concepts, days } = useMemo(() => {
    const { now } = reviewNow();
    const reviews = reviewsOf(log);
    const memories = memoriesOf(reviews);
    return {
      concepts: conceptStatistics(DECK, reviews, memories, now),
      days: forecast(
        [...memories.values()].map(({ due }) => due.getTime()),
        now,
        DAYS,
        DAY,
      ),
    };
  }, [log]);
  const named = concepts.map((one) => ({ ...one, name: conceptName(one.concept, language) }));
  const asked = concepts.some(({ answers }) => answers > 0);
  return (
    <div className="page stats">
      <p>
        <Link to="/review" className="link-button">
          ← {nav.review}
        </Link>
      </p>
      <h1>{t.stats.title}</h1>
      <p className="lead">{asked ? t.stats.intro : t.stats.empty}</p>
      <Chart make={(width) => conceptChart(named, { width, title: t.stats.chart })} />
      <h2>{t.stats.forecast}</h2>
      <Chart
        make={(width) =>
          forecastChart(days, { width, title: t.stats.forecast, mark: t.stats.dayMark, day: t.stats.days })
        }
      />
      <details>
        <summary>{t.stats.table}</summary>
        <div className="stats-table">
          <table>
            <thead>
              <tr>
                {[t.stats.concept, t.stats.cards, t.stats.asked, t.stats.right, t.stats.known].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {named.map(({ concept, name, recalls, answers, right }) => (
                <tr key={concept}>
                  <th scope="row">{name}</th>
                  <td>{recalls.length}</td>
                  <td>{answers}</td>
                  <td>{answers === 0 ? "—" : t.stats.share(right / answers)}</td>
                  <td>{t.stats.share(recalls.reduce((sum, one) => sum + one, 0) / recalls.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

function Chart({ make }: { readonly make: (width: number) => readonly Placed[] }) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  useEffect(() => {
    if (svg.current && width > 0) drawPicture(svg.current, make(width));
  });
  return (
    <div className="stats-chart" ref={box}>
      <svg ref={svg} role="img" aria-label="…" />
    </div>
  );
}
