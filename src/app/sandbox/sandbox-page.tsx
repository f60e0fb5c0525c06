// A free machine: shells, stage, time line, and nothing to be learnt but what one tries.

import { Link, useSearch } from "@tanstack/react-router";
import { type DragEvent, lazy, Suspense, useEffect, useState } from "react";
import type { SavedRun } from "../../timeline/session.ts";
import { useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import type { Run } from "../run/run.ts";
import { RunContext } from "../run/run-context.ts";
import { readSavedRun } from "../run/saved.ts";
import { useStoredRun } from "../run/use-stored-run.ts";
import { FaultMessage } from "../shell/fault.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { tell } from "../view/notices.ts";
import { useView } from "../view/view.ts";
import { TabBar } from "../workbench/tab-bar.tsx";
import { ToCommandLine } from "../workbench/to-command-line.tsx";
import { FileButtons } from "./file-buttons.tsx";
import { type Choice, freshRun, openSandbox, retyped, savedRun } from "./open-sandbox.ts";
import { forgetSandbox, hasBefore, type Kept, readBefore, writeBefore, writeSandbox } from "./record.ts";
import { MOST_BYTES, parseRunFile, type RunFile } from "./run-file.ts";
import { useAddress } from "./use-address.ts";
import { words } from "./words.ts";
import { WorldChoice } from "./world-choice.tsx";
import "../workbench/bench.css";
import "../lesson/words.css";
import "./sandbox.css";

const workbench = () => import("./sandbox-bench.tsx");
const SandboxBench = lazy(() => workbench().then((module) => ({ default: module.SandboxBench })));
const SandboxTools = lazy(() => workbench().then((module) => ({ default: module.SandboxTools })));

const store = (run: SavedRun, at: number): void => writeSandbox({ run, at });

export function SandboxPage() {
  const t = usePageWords(words);
  const { faults } = useMessages();
  const search = useSearch({ from: "/sandbox" });
  const [asked, setAsked] = useState(search);
  const [opened, setOpened] = useState<typeof search | null>(null);
  const [link, setLink] = useState(search.run);
  const tab = useView((view) => view.tab);
  const [run, setRun] = useState<Run | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const [foreign, setForeign] = useState<{ readonly name: string; readonly run: SavedRun } | null>(null);
  const [before, setBefore] = useState(hasBefore);
  usePageTitle(t.title);
  if (search.run !== link) {
    // A link that is followed here brings its own run.
    setLink(search.run);
    if (search.run !== undefined) setAsked(search);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try opens it again
  useEffect(() => {
    let gone = false;
    useView.getState().reset();
    setError(null);
    void workbench();
    openSandbox(asked).then(
      (found) => {
        if (gone) return found.dispose();
        setRun(found);
        setOpened(asked);
        setBefore(hasBefore());
      },
      (reason) => !gone && setError(reason),
    );
    return () => {
      gone = true;
    };
  }, [asked, tries]);
  useEffect(() => () => run?.dispose(), [run]);
  useStoredRun(run, store);
  useEffect(() => {
    // A run that has just been opened is the one to be found after a reload, though nothing was done in it yet.
    if (run) store(run.getState().session.save(), run.getState().at);
  }, [run]);
  useAddress(opened === asked ? run : null, search);

  /** Puts another run in the place of this one, which is kept. */
  const replace = (other: Run, keep = true) => {
    if (run && keep) {
      const { session, at } = run.getState();
      writeBefore({ run: session.save(), at });
    }
    useView.getState().reset();
    setForeign(null);
    setBefore(hasBefore());
    setRun(other);
  };
  const open = async (file: File) => {
    const parsed = file.size > MOST_BYTES ? "too-large" : parseRunFile(await file.text());
    if (typeof parsed === "string") return tell({ kind: "run-file", name: file.name, problem: parsed });
    await openFile(file.name, parsed);
  };
  const openFile = async (name: string, parsed: RunFile) => {
    try {
      replace(await savedRun(parsed));
      tell({ kind: "run-loaded", name });
    } catch {
      setForeign({ name, run: parsed.run });
      tell({ kind: "run-file", name, problem: "other-model" });
    }
  };
  const drop = (event: DragEvent) => {
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    void open(file);
  };
  const back = async () => {
    const kept = readBefore();
    if (!kept) return setBefore(false);
    try {
      replace(await savedRun(kept));
    } catch {
      offer(kept);
    }
  };
  /** A run that does not run here as it did: its commands can be typed again. */
  const offer = ({ run }: Kept) => {
    tell({ kind: "run-damaged" });
    try {
      setForeign({ name: t.before, run: readSavedRun(run) });
    } catch {
      setBefore(false);
    }
  };
  const over = async () => {
    forgetSandbox();
    replace(await freshRun(run?.getState().session.world as Choice | undefined), false);
  };

  return (
    <section
      className="bench sandbox"
      aria-label={t.title}
      data-tab={tab}
      onDrop={drop}
      onDragOver={(e) => e.preventDefault()}
    >
      <ToCommandLine />
      <div className="bench-words">
        <div className="words sandbox-words">
          <h1 className="words-title">{t.title}</h1>
          <p>{t.intro}</p>
          {run && (
            <RunContext value={run}>
              <WorldChoice run={run} onChoose={async (world) => replace(await freshRun(world))} />
              <Suspense>
                <SandboxTools />
              </Suspense>
              <section aria-labelledby="run-title" className="sandbox-part">
                <h2 id="run-title">{t.run}</h2>
                {foreign && (
                  <button
                    type="button"
                    className="button primary"
                    onClick={async () => replace(await retyped(foreign.run))}
                  >
                    {t.again(foreign.name)}
                  </button>
                )}
                <FileButtons run={run} before={before} onFile={open} onBefore={back} onOver={over} />
              </section>
            </RunContext>
          )}
          <p>
            <Link to="/about">{t.model}</Link>
          </p>
        </div>
      </div>
      <TabBar />
      {error !== null && (
        <div className="bench-stage bench-waiting">
          <FaultMessage message={faults.simulator} error={error} retry={() => setTries((n) => n + 1)} />
        </div>
      )}
      {error === null && !run && <Waiting text={t.loading} />}
      {run && (
        <RunContext value={run}>
          <Suspense fallback={<Waiting text={t.loading} />}>
            <SandboxBench />
          </Suspense>
        </RunContext>
      )}
    </section>
  );
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <div className="bench-stage bench-waiting" role="status">
      <p>{text}</p>
    </div>
  );
}
