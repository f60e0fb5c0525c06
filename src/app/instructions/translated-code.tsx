import { readInstruction } from "../../machine/cpu/assemble.ts";
import { printInstruction } from "../../machine/cpu/print.ts";
import { type Emitted, translate } from "../../virt/bt/translate.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

/** What the translator writes for one instruction. */
export function TranslatedCode({ text }: { readonly text: string }) {
  const t = usePageWords(words);
  const address = 0x100000;
  const { code } = translate({ [address]: readInstruction(text) }, address);
  const own = code.filter((line, i) => line.kind !== "exit" || i === 0); // the way on to what would follow says nothing
  const write = (line: Emitted): string => {
    if (line.kind === "call-out") return t.callOut;
    if (line.kind === "look-up") return t.lookUp;
    return printInstruction(line.kind === "exit" ? line.jump : line.instruction);
  };
  return (
    <details className="instructions-code">
      <summary>{t.code}</summary>
      <ol>
        {own.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one instruction never move
          <li key={i} data-kind={line.kind}>
            <code>{write(line)}</code> <small>{t.codeKinds[line.kind]}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
