import { useStore } from "zustand";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { FaultMessage } from "../shell/fault.tsx";
import type { Talk } from "./talk-store.ts";
import { words } from "./words.ts";

/** Until a talk can be shown: how far its lessons have run, or why they did not. */
export function Preparing({ talk }: { readonly talk: Talk }) {
  const t = usePageWords(words);
  const language = useLanguage();
  const { life, seminar, prepared, error } = useStore(talk);
  const of = new Set(seminar.cues.map(({ lesson }) => lesson)).size;
  if (life.path === "failed") {
    return (
      <div className="page">
        <FaultMessage message={t.failed} error={error} retry={talk.retry} />
      </div>
    );
  }
  return (
    <div className="page talk-preparing" role="status">
      <h1>{seminar.title[language]}</h1>
      <p>{t.preparing(prepared.size, of)}</p>
      <progress value={prepared.size} max={of} aria-label={t.preparing(prepared.size, of)} />
    </div>
  );
}
