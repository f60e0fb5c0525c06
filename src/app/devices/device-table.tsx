import type { Handled } from "../../virt/devices/handled.ts";
import type { GuestDevice } from "../../virt/devices/request.ts";
import { usePageWords } from "../i18n/page-words.ts";
import { words } from "./words.ts";

interface Props {
  readonly handled: ReadonlyMap<GuestDevice, Handled>;
  readonly left: GuestDevice;
  readonly right: GuestDevice;
  readonly choose: (side: "left" | "right", device: GuestDevice) => void;
}

const number = (n: number): string => n.toLocaleString("en");

/** What the work comes to by each device, with the two that are compared chosen in it. */
export function DeviceTable({ handled, left, right, choose }: Props) {
  const t = usePageWords(words);
  const most = Math.max(...[...handled.values()].map(({ counts }) => counts.accesses), 1);
  // Counts reach from 0 to a thousand: the bars grow with the logarithm, and the numbers stand beside them.
  const share = (n: number) => Math.log1p(n) / Math.log1p(most);
  const copied = ({ copies }: Handled) => copies.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className="devices-scroll" tabIndex={0} aria-label={t.all}>
      <table className="devices-table">
        <thead>
          <tr>
            <th scope="col">{t.compare}</th>
            <th scope="col">{t.device}</th>
            {[t.accesses, t.exits, t.userspace, t.interrupts, t.copies].map((head) => (
              <th key={head} scope="col" className="devices-number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...handled].map(([device, one]) => (
            <tr key={device} data-chosen={device === left || device === right}>
              <td className="devices-choose">
                {(["left", "right"] as const).map((side) => (
                  <label key={side}>
                    <input
                      type="radio"
                      name={`devices-${side}`}
                      aria-label={t[side](t.names[device])}
                      checked={device === (side === "left" ? left : right)}
                      onChange={() => choose(side, device)}
                    />
                    <span aria-hidden="true">{side === "left" ? "A" : "B"}</span>
                  </label>
                ))}
              </td>
              <th scope="row">{t.names[device]}</th>
              <td className="devices-number">
                <span className="devices-bars">
                  {number(one.counts.accesses)}
                  <span className="devices-bar" style={{ width: `${90 * share(one.counts.accesses)}px` }} />
                </span>
              </td>
              <td className="devices-number">{number(one.counts.exits)}</td>
              <td className="devices-number">{number(one.counts.toUserspace)}</td>
              <td className="devices-number">{number(one.counts.interrupts)}</td>
              <td className="devices-number">{number(copied(one))} B</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
