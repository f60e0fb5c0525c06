import { useCallback } from "react";
import { describeTraffic, deviceTraffic, type TrafficRow } from "../../scene/device-traffic.ts";
import type { Handled } from "../../virt/devices/handled.ts";
import type { GuestDevice } from "../../virt/devices/request.ts";
import { Figure } from "../explore/figure.tsx";
import { useLanguage } from "../i18n/messages.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { isXen } from "./handle.ts";
import { words } from "./words.ts";

interface Props {
  readonly id: string;
  readonly device: GuestDevice;
  readonly handled: Handled;
  readonly rows: readonly TrafficRow[];
  readonly at: number;
}

/** One device's way through the work, as a picture and as text. */
export function Ladder({ id, device, handled, rows, at }: Props) {
  const t = usePageWords(words);
  const language = useLanguage();
  const name = t.names[device];
  const sum = describeTraffic(name, handled, language);
  const make = useCallback(
    (width: number) => {
      const { guest, kvm, qemu, xen, backend } = t.lanes;
      const lanes = isXen(device) ? ([guest, xen, backend] as const) : ([guest, kvm, qemu] as const);
      return deviceTraffic(rows, { width, title: sum, lanes, at });
    },
    [rows, at, device, sum, t],
  );
  const phrase = (text: string) => t.phrases[text] ?? text;
  return (
    <section aria-labelledby={`ladder-${id}`}>
      <h3 id={`ladder-${id}`}>{name}</h3>
      <p className="devices-sum">{sum}</p>
      <Figure make={make} />
      <p className="devices-sum">
        <strong>{t.copiesTitle}:</strong>{" "}
        {handled.copies.length === 0
          ? t.copyNone
          : handled.copies
              .map(({ from, to, by, bytes }) =>
                t.copy(phrase(from), phrase(to), phrase(by), bytes.toLocaleString("en")),
              )
              .join("; ")}
      </p>
      <details>
        <summary>{t.asText}</summary>
        <ol className="devices-text">
          {rows.map(({ key, title, times }) => (
            <li key={key}>
              {title} {times > 1 && `×${times}`}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
