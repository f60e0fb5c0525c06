// One piece of work through several pretended devices: what each costs, and two of them access by access.

import { useCallback, useMemo, useState } from "react";
import * as v from "valibot";
import type { WorkKind } from "../../kernel/driver/catalog.ts";
import { trafficRows } from "../../scene/device-traffic.ts";
import { GUEST_DEVICES, type GuestDevice } from "../../virt/devices/request.ts";
import { Choice } from "../explore/choice.tsx";
import { Explorer } from "../explore/explorer.tsx";
import { Predict } from "../explore/predict.tsx";
import { Stepper } from "../explore/stepper.tsx";
import { useView } from "../explore/use-view.ts";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { DeviceTable } from "./device-table.tsx";
import { devicesFor, handle, SWITCHES } from "./handle.ts";
import { Ladder } from "./ladder.tsx";
import { words } from "./words.ts";
import "./devices.css";

const WORKS: readonly WorkKind[] = ["disk-write", "disk-read", "packet-send", "packet-receive", "serial"];
const ENTRIES = {
  work: v.picklist(WORKS),
  /** Empty: the two that this work is usually compared by. */
  left: v.picklist(["", ...GUEST_DEVICES]),
  right: v.picklist(["", ...GUEST_DEVICES]),
  ioeventfd: v.boolean(),
  vhost: v.boolean(),
  coalesced: v.boolean(),
  apicv: v.boolean(),
  /** The question was answered or passed over. */
  open: v.boolean(),
  /** Rows of the ladders that have happened; -1: all. */
  at: v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(10_000)),
};
type View = { [F in keyof typeof ENTRIES]: v.InferOutput<(typeof ENTRIES)[F]> };
const FIRST: View = {
  ...{ work: "disk-write", left: "", right: "", at: -1, open: false },
  ...{ ioeventfd: true, vhost: false, coalesced: true, apicv: true },
};
const USUAL: Readonly<Record<WorkKind, readonly [GuestDevice, GuestDevice]>> = {
  "disk-write": ["ide-dma", "virtio-blk"],
  "disk-read": ["ide-dma", "virtio-blk"],
  "packet-send": ["e1000", "virtio-net"],
  "packet-receive": ["e1000", "virtio-net"],
  serial: ["serial-16550", "virtio-console"],
};

export function DevicesPage() {
  const t = usePageWords(words);
  const language = useLanguage();
  const [view, change] = useView(ENTRIES, FIRST);
  const { work, ioeventfd, vhost, coalesced, apicv } = view;
  const devices = devicesFor(work);
  const chosen = (side: "left" | "right", usual: GuestDevice): GuestDevice => {
    const wanted = view[side];
    return wanted !== "" && devices.includes(wanted) ? wanted : usual;
  };
  const left = chosen("left", USUAL[work][0]);
  const right = chosen("right", USUAL[work][1]);
  const handled = useMemo(() => {
    const on = { ioeventfd, vhost, coalesced, apicv };
    return new Map(devicesFor(work).map((device) => [device, handle(work, device, on)]));
  }, [work, ioeventfd, vhost, coalesced, apicv]);
  const [a, b] = [handled.get(left), handled.get(right)];
  const rows = useMemo(
    () => [a ? trafficRows(a, language) : [], b ? trafficRows(b, language) : []] as const,
    [a, b, language],
  );
  const last = Math.max(rows[0].length, rows[1].length);
  const at = view.at < 0 ? last : Math.min(view.at, last);
  const counts = [...new Set([...handled.values()].map((one) => one.counts.accesses))].sort((p, q) => p - q);
  const question = work;
  // Who comes by a link to the accesses has not come for the question.
  const [linked] = useState(() => (view.open ? question : null));
  const go = useCallback((to: number) => change({ at: to }), [change]);
  const said = (side: 0 | 1) => rows[side][at - 1]?.title;
  const says = at === 0 ? t.start : [said(0), said(1)].filter(Boolean).join(" / ") || t.done;
  return (
    <Explorer title={t.title} lead={t.lead}>
      <div className="controls">
        <Choice
          label={t.work}
          value={work}
          options={WORKS.map((value) => ({ value, label: t.works[value] }))}
          choose={(value) => change({ work: value, left: "", right: "", at: -1, open: false })}
        />
      </div>
      <details className="devices-options" open={SWITCHES.some((name) => view[name] !== FIRST[name])}>
        <summary>{t.options}</summary>
        {SWITCHES.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={view[name]}
              onChange={(event) => change({ [name]: event.target.checked, at: -1 })}
            />
            {t.switches[name]}
          </label>
        ))}
      </details>
      {question !== linked && a && b && (
        <Predict
          key={question}
          question={t.question(t.names[left], t.works[work])}
          choices={counts.map((n) => n.toLocaleString("en"))}
          answer={a.counts.accesses.toLocaleString("en")}
          because={t.because(t.names[right], b.counts.accesses)}
          done={() => change({ open: true })}
        />
      )}
      {view.open ? null : <p className="explore-note devices-hidden">{t.hidden}</p>}
      {view.open && (
        <>
          <h2>{t.all}</h2>
          <DeviceTable
            handled={handled}
            left={left}
            right={right}
            choose={(side, device) => change({ [side]: device, at: -1 })}
          />
          <h2>{t.ladders}</h2>
          <Stepper at={at} last={last} go={go} says={says} />
          <ul className="devices-legend" aria-label={t.legend}>
            {(["guest", "kernel", "model", "memory"] as const).map((reach) => (
              <li key={reach} data-reach={reach}>
                {t.reaches[reach]}
              </li>
            ))}
          </ul>
          <div className="devices-ladders">
            {a && <Ladder device={left} handled={a} rows={rows[0]} at={at} id="left" />}
            {b && <Ladder device={right} handled={b} rows={rows[1]} at={at} id="right" />}
          </div>
        </>
      )}
      <p className="explore-note devices-sources">{t.sources}</p>
    </Explorer>
  );
}
