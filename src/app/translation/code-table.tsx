import { TRANSLATION_WORDS } from "../../scene/translation-words.ts";
import { codeAt, type Recording } from "../../virt/bt/recording.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

/** What the picture of the code shows, as text to read and to copy. */
export function CodeTable({ recording, at }: { readonly recording: Recording; readonly at: number }) {
  const t = usePageWords(words);
  const { kinds } = TRANSLATION_WORDS[useLanguage()];
  const rows = codeAt(recording, at);
  if (rows.length === 0) return null;
  return (
    <details className="translation-text">
      <summary>{t.text}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.guest}</th>
            <th scope="col">{t.cache}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ address, guest, cache }) => (
            <tr key={address}>
              <th scope="row">
                <code>{guest}</code>
              </th>
              <td>
                {cache.length === 0 && kinds.direct}
                {cache.map((line) => (
                  <div key={line.address}>
                    <code>{line.text}</code> <small>{kinds[line.kind]}</small>
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
