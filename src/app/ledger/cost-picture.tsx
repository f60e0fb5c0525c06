// The ledger of some sides: the bars, what they mean, and the same numbers as a table.

import { useEffect, useRef } from "react";
import { drawLedger } from "../../draw/ledger.ts";
import { describeLedger, ledger, type Side } from "../../scene/ledger.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { useSize } from "../stage/use-size.ts";
import { LedgerTable } from "./ledger-table.tsx";
import { words } from "./words.ts";

export function CostPicture({ sides }: { readonly sides: readonly Side[] }) {
  const t = usePageWords(words);
  const lang = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { width } = useSize(box);
  useEffect(() => {
    if (svg.current && width > 0) drawLedger(svg.current, ledger(sides, { width, lang }));
  }, [sides, width, lang]);
  return (
    <>
      <div ref={box}>
        <svg ref={svg} className="ledger-picture" role="img" aria-label={describeLedger(sides, lang)} />
        <p className="hidden" role="status">
          {describeLedger(sides, lang)}
        </p>
      </div>
      <ul className="ledger-legend">
        <li data-look="work">{t.legend.work}</li>
        <li data-look="price">{t.legend.price}</li>
        <li data-look="unmeasured">{t.legend.unmeasured}</li>
      </ul>
      <LedgerTable sides={sides} />
    </>
  );
}
