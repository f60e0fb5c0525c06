import { loadLesson } from "virtual:lessons";
import { Navigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import type { Lesson } from "../../learn/lesson.ts";
import { useLanguage } from "../i18n/messages.ts";
import { rememberLesson } from "../run/last-lesson.ts";
import { type LessonRecord, readRecord } from "../run/record.ts";
import type { Run } from "../run/run.ts";
import { RunContext } from "../run/run-context.ts";
import { readMoment } from "../search.ts";
import { Loading } from "../shell/loading.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { tell } from "../view/notices.ts";
import { useView } from "../view/view.ts";
import { runWaiting } from "./guide.ts";
import { LessonContext } from "./lesson-context.ts";
import { LessonLayout } from "./lesson-layout.tsx";
import { openRun, useRestarts } from "./open-lesson.ts";
import { createStudy } from "./study.ts";
import { useAddress, useOtherTabs, useStored } from "./use-keep.ts";

export function LessonPage() {
  const { lesson: id } = useParams({ from: "/learn/$lesson" });
  const restarts = useRestarts((state) => state.count);
  return <OneLesson key={`${id} ${restarts}`} id={id} />;
}

function OneLesson({ id }: { readonly id: string }) {
  const [lesson, setLesson] = useState<Lesson | null>();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let gone = false;
    loadLesson(id).then(
      (found) => {
        if (gone) return;
        if (!found) tell({ kind: "no-such-lesson", lesson: id });
        setLesson(found);
      },
      (reason) => !gone && setError(reason),
    );
    return () => {
      gone = true;
    };
  }, [id]);
  if (error) throw error;
  if (lesson === undefined) return <Loading />;
  if (lesson === null) return <Navigate to="/learn" replace />;
  return <OpenLesson lesson={lesson} />;
}

function OpenLesson({ lesson }: { readonly lesson: Lesson }) {
  const search = useSearch({ from: "/learn/$lesson" });
  // Read again, for the router hands on what it could not validate beside what it could.
  const { moment, damaged } = useMemo(() => readMoment(search), [search]);
  const address = useMemo(() => ({ moment, damaged: damaged.length > 0 }), [moment, damaged]);
  const language = useLanguage();
  const [{ record, study, first }] = useState(() => {
    const record = readKept(lesson.id);
    const study = createStudy(record);
    const step = lesson.script.findIndex(({ id }) => id === moment.step);
    if (step !== -1) study.show(step);
    else if (address.damaged || !lesson.script[study.getState().step]) study.show(0);
    return { record, study, first: address };
  });
  const [run, setRun] = useState<Run | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  usePageTitle(lesson.title[language]);
  useEffect(() => {
    useView.getState().reset();
    rememberLesson(lesson.id);
  }, [lesson]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try opens it again
  useEffect(() => {
    let gone = false;
    let opened: Run | null = null;
    setError(null);
    openRun(lesson, study, record, first).then(
      (run) => {
        opened = run;
        if (gone) run.dispose();
        else {
          setRun(run);
          void runWaiting(run, study);
        }
      },
      (reason) => !gone && setError(reason),
    );
    return () => {
      gone = true;
      opened?.dispose();
    };
  }, [lesson, study, record, first, tries]);

  useStored(lesson, run, study);
  useOtherTabs(lesson, study);
  useAddress(lesson, run, study, address);

  return (
    <LessonContext value={{ lesson, study }}>
      <RunContext value={run}>
        <LessonLayout error={error} retry={() => setTries((n) => n + 1)} />
      </RunContext>
    </LessonContext>
  );
}

function readKept(id: string): LessonRecord | null {
  const kept = readRecord(id);
  if (kept !== "damaged") return kept;
  tell({ kind: "run-damaged" });
  return null;
}
