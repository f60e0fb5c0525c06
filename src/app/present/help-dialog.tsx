import type { RefObject } from "react";
import { useMessages } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

export function HelpDialog({ ref }: { readonly ref: RefObject<HTMLDialogElement | null> }) {
  const t = usePageWords(words);
  const { close } = useMessages();
  return (
    <dialog ref={ref} className="dialog talk-help" aria-label={t.help}>
      <h2>{t.help}</h2>
      <dl className="keys">
        {t.helpRows.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {(keys ?? "").split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="button primary">
          {close}
        </button>
      </form>
    </dialog>
  );
}
