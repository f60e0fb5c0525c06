// The start: what this is, and the lessons that exist, each with where its reader stands.

import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { LessonHead } from "../../learn/lesson.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { readRecord } from "../run/record.ts";
import { usePageTitle } from "../shell/page-title.ts";
import "./learn.css";

export function LearnPage() {
  const { learn, titles } = useMessages();
  usePageTitle(titles.learn);
  const parts = [...new Set(LESSONS.map(({ part }) => part))].sort((a, b) => a - b);
  return (
    <div className="page learn">
      <header>
        <h1>{learn.heading}</h1>
        <p className="lead">{learn.intro}</p>
      </header>
      {parts.map((part) => (
        <section key={part} aria-labelledby={`part-${part}`}>
          <h2 id={`part-${part}`}>
            <span className="part-number">{learn.part(part)}</span>
            {learn.parts[part]}
          </h2>
          <ol className="lessons">
            {LESSONS.filter((lesson) => lesson.part === part)
              .sort((a, b) => a.order - b.order)
              .map((lesson) => (
                <LessonCard key={lesson.id} lesson={lesson} />
              ))}
          </ol>
        </section>
      ))}
      <section aria-labelledby="how">
        <h2 id="how">{learn.howTitle}</h2>
        <ol className="how">
          {learn.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function LessonCard({ lesson: { id, order, title, summary, minutes, steps } }: { readonly lesson: LessonHead }) {
  const { learn } = useMessages();
  const language = useLanguage();
  const [kept, setKept] = useState(() => readRecord(id));
  // A lesson that was just left writes its last change when it goes, which is after this page was first computed.
  useEffect(() => setKept(readRecord(id)), [id]);
  const record = kept === "damaged" ? null : kept;
  const seen = Math.min(record?.seen.length ?? 0, steps);
  const act = !record ? learn.start : seen >= steps ? learn.again : learn.resume(record.step + 1);
  return (
    <li>
      <Link to="/learn/$lesson" params={{ lesson: id }} className="lesson-card">
        <span className="lesson-number" aria-hidden="true">
          {order}
        </span>
        <span className="lesson-card-text">
          <strong>{title[language]}</strong>
          <span>{summary[language]}</span>
          <span className="lesson-facts">
            {learn.steps(steps)} · {learn.minutes(minutes)}
            {seen > 0 && ` · ${seen >= steps ? learn.done : learn.progress(seen, steps)}`}
          </span>
        </span>
        <span className="lesson-act">{act}</span>
      </Link>
      {seen > 0 && (
        <progress className="lesson-progress" value={seen} max={steps} aria-label={learn.progress(seen, steps)} />
      )}
    </li>
  );
}
