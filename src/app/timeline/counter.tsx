import { useMessages } from "../i18n/messages.ts";
import { useInPast, useRunState, useWorld } from "../run/run-context.ts";

const MS = 1e6; // ns
const SECOND = 1e9; // ns

/** Where the cursor stands, in events and in the machine's own time. */
export function Counter() {
  const { time } = useMessages();
  const at = useRunState((state) => state.at);
  const length = useRunState((state) => state.session.length);
  const { now } = useWorld();
  const inPast = useInPast();
  return (
    <p className="counter">
      <span className="counter-when" data-past={inPast}>
        {inPast ? time.past : time.now}
      </span>
      <span title={time.counter(at, length)}>
        {at} / {length}
      </span>
      <span className="counter-clock">
        {now < SECOND ? `${(now / MS).toFixed(3)} ms` : `${(now / SECOND).toFixed(3)} s`}
      </span>
    </p>
  );
}
