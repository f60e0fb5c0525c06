// Progress out to a file and in from one.

import { Download, Upload } from "lucide-react";
import { usePageWords } from "../i18n/page-words.ts";
import { FilePicker } from "../shell/file-picker.tsx";
import { saveFile } from "../shell/save-file.ts";
import { tell } from "../view/notices.ts";
import { damagedText } from "./progress.ts";
import { MOST_BYTES, parseProgress, progressFile, takeIn } from "./progress-file.ts";
import { words } from "./words.ts";

export function Transfer() {
  const t = usePageWords(words);
  const damaged = damagedText();
  const read = async (file: File) => {
    if (file.size > MOST_BYTES) return tell({ kind: "progress-file", name: file.name, problem: "other-format" });
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
        <FilePicker label={t.importAct} accept=".json,application/json" onFile={(file) => void read(file)}>
          <Upload aria-hidden size={16} />
          {t.importAct}
        </FilePicker>
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
