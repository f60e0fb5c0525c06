import { LESSONS } from "virtual:lessons";
import { Link } from "@tanstack/react-router";
import { Presentation } from "lucide-react";
import { plannedMinutes, type Seminar } from "../../present/seminar.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

export function SeminarCard({ seminar }: { readonly seminar: Seminar }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { id, title, summary, cues } = seminar;
  const lessons = LESSONS.filter((lesson) => cues.some((cue) => cue.lesson === lesson.id));
  return (
    <article className="seminar">
      <div>
        <h2>{title[language]}</h2>
        {summary && <p>{summary[language]}</p>}
        <p className="seminar-facts">
          {t.minutes(plannedMinutes(seminar))} · {t.cues(cues.length)}
        </p>
        <ul className="seminar-lessons">
          {lessons.map((lesson) => (
            <li key={lesson.id}>{lesson.title[language]}</li>
          ))}
        </ul>
      </div>
      <Link
        to="/present/$seminar"
        params={{ seminar: id }}
        className="button primary"
        aria-label={t.openNamed(title[language])}
      >
        <Presentation aria-hidden size={18} />
        {t.open}
      </Link>
    </article>
  );
}
