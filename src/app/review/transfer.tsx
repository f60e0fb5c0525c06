// Progress out to a file and in from one.

import { Download, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { usePageWords } from "../i18n/page-words.ts";
import { saveFile } from "../shell/save-file.ts";
import { tell } from "../view/notices.ts";
import { damagedText } from "./progress.ts";
import { MOST_BYTES, parseProgress, progressFile, takeIn } from "./progress-file.ts";
import { words } from "./words.ts";

export function Transfer() {
  const t = usePageWords(words);
  const picker = useRef<HTMLInputElement>(null);
  const damaged = damagedText();
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? [];
    event.target.value = ""; // the same file may be picked again
    if (!file) return;
    if (file.size > MOST_BYTES) return tell({ kind: "progress-file", name: file.name, problem: "not-progress" });
    const parsed = parseProgress(await file.text());
    if (typeof parsed === "string") return tell({ kind: "progress-file", name: file.name, problem: parsed });
    tell({ kind: "progress-read", ...takeIn(parsed) });
  };
  return (
    <section className="transfer" aria-labelledby="transfer-title">
      <h2 id="transfer-title">{t.transfer}</h2>
      <p>{t.transferText}</p>
      <p className="transfer-acts">
        <button
          type="button"
          className="button"
          onClick={() => saveFile(`cutaway-progress-${day()}.json`, JSON.stringify(progressFile(), null, 1))}
        >
          <Download aria-hidden size={16} />
          {t.exportAct}
        </button>
        <button type="button" className="button" onClick={() => picker.current?.click()}>
          <Upload aria-hidden size={16} />
          {t.importAct}
        </button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t.importAct}
          onChange={(event) => void read(event)}
        />
        {damaged !== null && (
          <button type="button" className="button" onClick={() => saveFile(`cutaway-damaged-${day()}.txt`, damaged)}>
            <Download aria-hidden size={16} />
            {t.exportDamaged}
          </button>
        )}
      </p>
    </section>
  );
}

const day = (): string => new Date().toISOString().slice(0, 10);
