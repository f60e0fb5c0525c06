// A seminar file of the presenter's own: picked or dropped, read by the rules of all seminars, kept in this browser.

import { SEMINARS } from "virtual:seminars";
import { type DragEvent, useEffect, useState } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { FilePicker } from "../shell/file-picker.tsx";
import { saveFile } from "../shell/save-file.ts";
import { forgetOwn, keepOwn, MOST_BYTES, type OwnReading, ownText, readOwn } from "./find-seminar.ts";
import { SeminarCard } from "./seminar-card.tsx";
import { words } from "./words.ts";

type Shown = OwnReading | "too-large" | null;

export function OwnSeminar() {
  const t = usePageWords(words);
  const [shown, setShown] = useState<Shown>(null);
  useEffect(() => {
    const text = ownText();
    if (text !== null) void readOwn(text).then(setShown);
  }, []);

  const take = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES) return setShown("too-large");
    const text = await file.text();
    const reading = await readOwn(text);
    if (reading.seminar) keepOwn(text); // one that cannot be shown does not replace one that can
    setShown(reading);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  const forget = () => {
    forgetOwn();
    setShown(null);
  };
  return (
    <section className="own-seminar" aria-labelledby="own-title" onDrop={drop} onDragOver={(e) => e.preventDefault()}>
      <h2 id="own-title">{t.own}</h2>
      <p>{t.ownText}</p>
      <p className="own-acts">
        <FilePicker label={t.ownAct} accept=".yaml,.yml,.json" onFile={(file) => void take(file)}>
          {t.ownAct}
        </FilePicker>
        <span className="own-drop">{t.ownDrop}</span>
        <button type="button" className="link-button" onClick={() => saveFile("seminar.json", example())}>
          {t.ownExample}
        </button>
      </p>
      <div role="status">
        {shown === "too-large" && <p className="review-warning">{t.tooLarge}</p>}
        {shown !== null && shown !== "too-large" && <Problems reading={shown} />}
      </div>
      {shown !== null && shown !== "too-large" && shown.seminar && (
        <>
          <SeminarCard seminar={shown.seminar} />
          <button type="button" className="link-button" onClick={forget}>
            {t.ownForget}
          </button>
        </>
      )}
    </section>
  );
}

function Problems({ reading: { seminar, problems, syntax } }: { readonly reading: OwnReading }) {
  const t = usePageWords(words);
  if (problems.length === 0 && syntax === null) return null;
  return (
    <div className="seminar-problems">
      <h3>{t.problems}</h3>
      <ul>
        {syntax !== null && <li>{t.syntax(syntax)}</li>}
        {problems.map((problem) => (
          <li key={JSON.stringify(problem)}>{t.problem(problem)}</li>
        ))}
      </ul>
      <p>{seminar ? t.othersWork(seminar.cues.length) : t.nothingLeft}</p>
    </div>
  );
}

/** A seminar of this page as a file to begin with: JSON is YAML, too. */
function example(): string {
  const { title, summary, cues } = SEMINARS[0] ?? { title: null, summary: null, cues: [] };
  const list = cues.map(({ lesson, step, minutes, note }) => ({
    step: `${lesson}/${step}`,
    minutes,
    ...(note ? { note } : {}),
  }));
  return JSON.stringify({ version: 1, title, summary, cues: list }, null, 2);
}
