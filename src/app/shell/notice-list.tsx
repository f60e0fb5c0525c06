import { X } from "lucide-react";
import { useEffect } from "react";
import { sayNotice, useLanguage, useMessages } from "../i18n/messages.ts";
import { PASSING, useNotices } from "../view/notices.ts";

const SHOWN_MS = 9000;

export function NoticeList() {
  const list = useNotices((notices) => notices.list);
  const dismiss = useNotices((notices) => notices.dismiss);
  const language = useLanguage();
  const { dismiss: label } = useMessages();
  useEffect(() => {
    const timers = list
      .filter(({ kind }) => PASSING.has(kind))
      .map(({ kind }) => setTimeout(() => dismiss(kind), SHOWN_MS));
    return () => timers.forEach(clearTimeout);
  }, [list, dismiss]);
  return (
    <div className="notices" role="status">
      {list.map((notice) => (
        <div className="notice" key={notice.kind} data-kind={notice.kind}>
          <p>{sayNotice(notice, language)}</p>
          <button type="button" className="icon-button" aria-label={label} onClick={() => dismiss(notice.kind)}>
            <X aria-hidden size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
