import { useMessages } from "../i18n/messages.ts";
import { useView } from "../view/view.ts";

/** A second skip link: past the words, the stage and the time line to the command line. Seen when it has the focus. */
export function ToCommandLine() {
  const { lesson } = useMessages();
  const go = () => {
    useView.getState().showTab("terminal");
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".command-line textarea")?.focus());
  };
  return (
    <button type="button" className="skip" onClick={go}>
      {lesson.toTerminal}
    </button>
  );
}
