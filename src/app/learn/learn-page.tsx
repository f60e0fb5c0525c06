// The course as a map: its parts, the lessons in them, and every step, each with where its reader stands.

import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useLastLesson } from "../run/last-lesson.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Station } from "./station.tsx";
import "./learn.css";

export function LearnPage() {
  const { learn, titles } = useMessages();
  usePageTitle(titles.learn);
  const parts = [...new Set(LESSONS.map(({ part }) => part))].sort((a, b) => a - b);
  return (
    <div className="page learn">
      <header>
        <h1>{learn.title}</h1>
        <p className="lead">{learn.intro}</p>
        <Continue />
      </header>
      {parts.map((part) => (
        <section key={part} aria-labelledby={`part-${part}`}>
          <h2 id={`part-${part}`}>
            <span className="part-number">{learn.part(part)}</span>
            {learn.parts[part]}
          </h2>
          <ol className="stations">
            {LESSONS.filter((lesson) => lesson.part === part)
              .sort((a, b) => a.order - b.order)
              .map((lesson) => (
                <Station key={lesson.id} lesson={lesson} />
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

/** To where the reader stopped. */
function Continue() {
  const { learn } = useMessages();
  const language = useLanguage();
  const last = useLastLesson();
  const lesson = LESSONS.find(({ id }) => id === last?.lesson);
  if (!last || !lesson) return null;
  return (
    <p>
      <Link to="/learn/$lesson" params={{ lesson: lesson.id }} className="button primary large">
        {learn.continueAt(lesson.title[language], last.step + 1)}
        <ArrowRight aria-hidden size={18} />
      </Link>
    </p>
  );
}
