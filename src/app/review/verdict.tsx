// What came of an answer: whether it was right, what is right, what the simulator printed, and why.

import { Link } from "@tanstack/react-router";
import { RotateCcw } from "lucide-react";
import { useMemo } from "react";
import type { Card } from "../../learn/card.ts";
import type { Examined, Reply } from "../../learn/examine.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { Phrase, Prose } from "../lesson/prose.tsx";
import { readScreen, rowText } from "../terminal/screen.ts";
import type { Language } from "../view/settings.ts";
import { thingName } from "./thing-name.ts";
import { words } from "./words.ts";

interface Props {
  readonly card: Card;
  readonly examined: Examined;
  readonly reply: Reply | null;
  readonly right: boolean;
  readonly onReplay: () => void;
  readonly ref: React.Ref<HTMLDivElement>;
}

export function Verdict({ card, examined, reply, right, onReplay, ref }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  return (
    <div className="verdict" tabIndex={-1} ref={ref} data-right={right}>
      <p className="verdict-word">{right ? t.right : reply ? t.wrong : t.gaveUp}</p>
      <dl className="verdict-answers">
        {reply && !right && <Answered label={t.yours} card={card} examined={examined} reply={reply} />}
        <Answered label={t.answer} card={card} examined={examined} reply={rightReply(examined)} />
      </dl>
      <Printed text={examined.shown} />
      <Prose words={card.because[language]} />
      <div className="verdict-acts">
        <button type="button" className="button" onClick={onReplay}>
          <RotateCcw aria-hidden size={15} />
          {t.replay}
        </button>
        <Link
          className="button quiet"
          to="/learn/$lesson"
          params={{ lesson: card.lesson }}
          search={{ step: card.step }}
        >
          {t.openLesson}
        </Link>
      </div>
    </div>
  );
}

function rightReply({ answer }: Examined): Reply {
  if (answer.form === "choose") return { form: "choose", choice: answer.right };
  if (answer.form === "point") return { form: "point", key: answer.keys[0] ?? "" };
  return answer;
}

/** An answer in words, whoever gave it. */
function Answered({
  label,
  card,
  examined,
  reply,
}: Omit<Props, "right" | "onReplay" | "ref" | "reply"> & { reply: Reply; label: string }) {
  const language = useLanguage();
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <AnswerText card={card} examined={examined} reply={reply} language={language} />
      </dd>
    </>
  );
}

interface TextProps {
  readonly card: Card;
  readonly examined: Examined;
  readonly reply: Reply;
  readonly language: Language;
}

function AnswerText({ card, examined, reply, language }: TextProps) {
  if (reply.form === "type") return <code>{reply.text}</code>;
  if (reply.form === "point") {
    return thingName(examined.session.at(examined.asked), reply.key, language) ?? reply.key;
  }
  if (reply.form === "choose") {
    return card.form === "choose" ? <Phrase words={card.choices[reply.choice]?.text[language] ?? []} /> : null;
  }
  return (
    <ol className="prose-list">
      {reply.order.map((i) => (
        <li key={i}>{card.form === "order" && <Phrase words={card.items[i]?.text[language] ?? []} />}</li>
      ))}
    </ol>
  );
}

/** What the terminal showed of the proof, without the colours. */
function Printed({ text }: { readonly text: string }) {
  const t = usePageWords(words);
  const lines = useMemo(() => readScreen(text), [text]);
  return (
    <>
      <p className="reply-hint">{t.printed}</p>
      <pre className="prose-pre">{[...lines.rows, lines.prompt].map(rowText).join("\n")}</pre>
    </>
  );
}
