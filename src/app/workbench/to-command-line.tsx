import { useMessages } from "../i18n/messages.ts";
import { useView } from "../view/view.ts";

/** Gives the keyboard to the command line, where it is seen: on a narrow screen it may be behind another tab. */
export function focusCommandLine(): void {
  document.querySelector<HTMLElement>(".command-line textarea")?.focus();
}

function toCommandLine(): void {
  useView.getState().showTab("terminal");
  requestAnimationFrame(focusCommandLine);
}

/** A second skip link: past the words, the stage and the time line to the command line. Seen when it has the focus. */
export function ToCommandLine() {
  const { lesson } = useMessages();
  return (
    <button type="button" className="skip" onClick={toCommandLine}>
      {lesson.toTerminal}
    </button>
  );
}
