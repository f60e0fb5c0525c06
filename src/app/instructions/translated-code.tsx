import type { CacheLine } from "../../virt/bt/look.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

/** What the translator wrote for one instruction. */
export function TranslatedCode({ lines }: { readonly lines: readonly CacheLine[] }) {
  const t = usePageWords(words);
  const own = lines.filter(({ kind }, i) => kind !== "exit" || i === 0); // the way on to what would follow says nothing
  return (
    <details className="instructions-code">
      <summary>{t.code}</summary>
      <ol>
        {own.map(({ address, kind, text }) => (
          <li key={address} data-kind={kind}>
            <code>{text}</code> <small>{t.codeKinds[kind]}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
