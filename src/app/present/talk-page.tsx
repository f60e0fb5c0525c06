import { useParams } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Seminar } from "../../present/seminar.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Loading } from "../shell/loading.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { useTheme } from "../view/appearance.ts";
import { Controls } from "./controls.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { readKept, talkName } from "./kept-talk.ts";
import { NoSeminar } from "./no-seminar.tsx";
import { useOffline } from "./offline.ts";
import { Overview } from "./overview.tsx";
import { Preparing } from "./preparing.tsx";
import { TalkContext } from "./talk-context.ts";
import { type TalkActs, useTalkKeys } from "./talk-keys.ts";
import { TalkStage } from "./talk-stage.tsx";
import type { Talk } from "./talk-store.ts";
import { useReports } from "./use-channel.ts";
import { useKept } from "./use-kept.ts";
import { useNewTalk, useSeminar } from "./use-talk.ts";
import { words } from "./words.ts";
import "./talk.css";

export function TalkPage() {
  const { seminar: id } = useParams({ from: "/present/$seminar" });
  const t = usePageWords(words);
  const seminar = useSeminar(id);
  useTheme("projector");
  if (seminar === undefined) return <Loading />;
  if (seminar === null) return <NoSeminar text={t.noSuchSeminar} back={t.back} />;
  return <OpenTalk key={id} seminar={seminar} />;
}

function OpenTalk({ seminar }: { readonly seminar: Seminar }) {
  const talk = useNewTalk(seminar, () => readKept(seminar.id));
  return talk && <Show talk={talk} />;
}

function Show({ talk }: { readonly talk: Talk }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { life, seminar } = useStore(talk);
  const [name] = useState(talkName);
  const [terminalOpen, openTerminal] = useState(false);
  const [blocked, setBlocked] = useState<string | null>(null);
  const help = useRef<HTMLDialogElement>(null);
  usePageTitle(seminar.title[language]);
  useOffline();
  useReports(talk, name);
  useKept(talk);
  const ready = life.path === "on-path" || life.path === "off-path";

  const acts = useMemo<TalkActs>(
    () => ({
      terminal: () => openTerminal((open) => !open),
      speaker: () => setBlocked(openSpeaker(seminar.id, name)),
      full: () =>
        void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
      help: () => help.current?.showModal(),
      close() {
        if (talk.getState().life.screen !== "stage") talk.uncover();
        else if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
        else openTerminal(false);
        return true;
      },
    }),
    [talk, seminar, name],
  );
  useTalkKeys(talk, acts);
  useEffect(() => {
    if (terminalOpen) document.querySelector<HTMLTextAreaElement>(".talk-terminal textarea")?.focus();
  }, [terminalOpen]);

  if (!ready) return <Preparing talk={talk} />;
  return (
    <TalkContext value={talk}>
      <section className="talk" aria-label={t.talk} data-screen={life.screen} data-path={life.path}>
        <TalkStage terminalOpen={terminalOpen} />
        <Controls acts={acts} terminalOpen={terminalOpen} />
        {blocked !== null && (
          <p className="talk-blocked" role="alert">
            {t.popupBlocked} <a href={blocked}>{blocked}</a>
          </p>
        )}
        {life.screen === "overview" && <Overview />}
        {life.screen === "black" && (
          <button type="button" className="talk-black" aria-label={t.black} onClick={talk.uncover} />
        )}
        <HelpDialog ref={help} />
      </section>
    </TalkContext>
  );
}

let speaker: Window | null = null;

/** Opens the speaker's window, or brings it to the front; returns its address where the browser does not let it. */
function openSpeaker(seminar: string, talk: string): string | null {
  const address = `${location.href.split("#")[0]}#/present/${seminar}/speaker?talk=${talk}`;
  if (speaker && !speaker.closed) speaker.focus();
  else speaker = window.open(address, "_blank", "popup,width=1280,height=800");
  return speaker ? null : address;
}
