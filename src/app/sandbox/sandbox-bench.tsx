// What needs the simulator; loaded with it.

import { usePageWords } from "../i18n/page-words.ts";
import { LowerArea, StageArea } from "../workbench/workbench.tsx";
import { AnotherShell, Ideas } from "./shell-buttons.tsx";
import { Terminals } from "./terminals.tsx";
import { words } from "./words.ts";

export function SandboxBench() {
  return (
    <>
      <StageArea />
      <LowerArea>
        <Terminals />
      </LowerArea>
    </>
  );
}

export function SandboxTools() {
  const t = usePageWords(words);
  return (
    <>
      <section aria-labelledby="ideas-title" className="sandbox-part">
        <h2 id="ideas-title">{t.ideas}</h2>
        <Ideas />
      </section>
      <section aria-labelledby="shells-title" className="sandbox-part">
        <h2 id="shells-title">{t.shells}</h2>
        <AnotherShell />
      </section>
    </>
  );
}
