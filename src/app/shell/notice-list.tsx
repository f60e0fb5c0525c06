import { X } from "lucide-react";
import { sayNotice, useLanguage, useMessages } from "../i18n/messages.ts";
import { useNotices } from "../view/notices.ts";

export function NoticeList() {
  const list = useNotices((notices) => notices.list);
  const dismiss = useNotices((notices) => notices.dismiss);
  const language = useLanguage();
  const { dismiss: label } = useMessages();
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
