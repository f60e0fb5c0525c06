// The run out of the page and in again: as a file, as a link; and back to the one that a file has replaced.

import { Download, Link2, RotateCcw, Undo2, Upload } from "lucide-react";
import { useRef } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import type { Run } from "../run/run.ts";
import { pack } from "../run/share.ts";
import { FilePicker } from "../shell/file-picker.tsx";
import { saveFile } from "../shell/save-file.ts";
import { tell } from "../view/notices.ts";
import { runFileText } from "./run-file.ts";
import { words } from "./words.ts";

const LONGEST = 20_000; // characters of a packed run that an address is read with

interface Props {
  readonly run: Run;
  readonly before: boolean;
  readonly onFile: (file: File) => void;
  readonly onBefore: () => void;
  readonly onOver: () => void;
}

export function FileButtons({ run, before, onFile, onBefore, onOver }: Props) {
  const t = usePageWords(words);
  const dialog = useRef<HTMLDialogElement>(null);
  const save = () => {
    const { session, at } = run.getState();
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`cutaway-run-${day}.json`, runFileText({ run: session.save(), at }));
  };
  return (
    <div className="file-buttons">
      <button type="button" className="button" onClick={save}>
        <Download aria-hidden size={16} />
        {t.save}
      </button>
      <FilePicker label={t.load} accept=".json,application/json" onFile={onFile}>
        <Upload aria-hidden size={16} />
        {t.load}
      </FilePicker>
      <p className="reply-hint">{t.drop}</p>
      <button type="button" className="link-button" onClick={() => void copyLink(run)}>
        <Link2 aria-hidden size={16} />
        {t.share}
      </button>
      {before && (
        <button type="button" className="link-button" onClick={onBefore}>
          <Undo2 aria-hidden size={16} />
          {t.before}
        </button>
      )}
      <button type="button" className="link-button" onClick={() => dialog.current?.showModal()}>
        <RotateCcw aria-hidden size={16} />
        {t.over}
      </button>
      <dialog ref={dialog} className="dialog" aria-label={t.over}>
        <p>{t.overSure}</p>
        <form method="dialog">
          <button type="submit" className="button">
            {t.overNo}
          </button>
          <button type="submit" className="button primary" onClick={onOver}>
            {t.overYes}
          </button>
        </form>
      </dialog>
    </div>
  );
}

/** Puts an address into the clipboard that carries the whole run. */
async function copyLink(run: Run): Promise<void> {
  const { session, at } = run.getState();
  const packed = await pack(session.save());
  if (packed.length > LONGEST) return tell({ kind: "run-link-too-long" });
  const search = new URLSearchParams({ branch: String(session.current), at: String(at), run: packed });
  try {
    await navigator.clipboard.writeText(`${location.href.split("#")[0]}#/sandbox?${search}`);
    tell({ kind: "copied" });
  } catch {
    tell({ kind: "copy-failed" });
  }
}
