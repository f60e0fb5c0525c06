import { Terminal } from "../terminal/terminal.tsx";
import { useView } from "../view/view.ts";
import { useOpenLesson, useStudyState } from "./lesson-context.ts";

/** The terminal that the lesson's commands are typed into; its unfinished line is kept with the lesson. */
export function LessonTerminal() {
  const { study } = useOpenLesson();
  const draft = useStudyState((state) => state.draft);
  const tty = useView((view) => view.tty);
  return <Terminal key={tty} tty={tty} draft={draft} onDraft={study.write} />;
}
