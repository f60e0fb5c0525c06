import type { Lesson } from "../../learn/lesson.ts";
import type { Run } from "../run/run.ts";
import { pack } from "../run/share.ts";
import { tell } from "../view/notices.ts";
import type { Study } from "./study.ts";

/** Puts an address into the clipboard that leads to this moment, with everything that was typed up to it. */
export async function copyLink(lesson: Lesson, run: Run, study: Study): Promise<void> {
  const { session, at } = run.getState();
  try {
    const search = new URLSearchParams({
      step: lesson.script[study.getState().step]?.id ?? "",
      branch: String(session.current),
      at: String(at),
      run: await pack(session.save()),
    });
    await navigator.clipboard.writeText(`${location.href.split("#")[0]}#/learn/${lesson.id}?${search}`);
    tell({ kind: "copied" });
  } catch {
    tell({ kind: "copy-failed" });
  }
}
