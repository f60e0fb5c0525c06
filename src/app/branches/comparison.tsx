import { useMemo, useState } from "react";
import { HOST } from "../../kernel/apply.ts";
import type { TtyId } from "../../kernel/fs/file.ts";
import { get } from "../../kernel/table.ts";
import type { Kernel } from "../../kernel/world.ts";
import type { BranchInfo, Session } from "../../timeline/session.ts";
import { fromBytes } from "../../user/libc.ts";
import { useMessages } from "../i18n/messages.ts";
import { useRunState } from "../run/run-context.ts";
import { readScreen, rowText } from "../terminal/screen.ts";
import { useView } from "../view/view.ts";
import { branchName } from "./branch-name.ts";
import { type Difference, differences } from "./differences.ts";

const SHOWN = 60; // differences

/** Two branches at their ends, side by side. */
export function Comparison() {
  const messages = useMessages();
  const { branches: words } = messages;
  const session = useRunState((state) => state.session);
  const version = useRunState((state) => state.version);
  const list = session.branches;
  const newest = list.at(-1)?.id ?? 0;
  const [left, setLeft] = useState(list[newest]?.parent?.branch ?? 0);
  const [right, setRight] = useState(newest);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the ends have moved
  const found = useMemo(
    () => differences(kernelOf(session, left), kernelOf(session, right)),
    [session, version, left, right],
  );
  return (
    <section className="comparison" aria-label={words.compareLabel}>
      <h3>{words.compareLabel}</h3>
      <div className="comparison-choice">
        <BranchSelect label={words.left} value={left} list={list} onChoose={setLeft} />
        <BranchSelect label={words.right} value={right} list={list} onChoose={setRight} />
      </div>
      <h4>{words.differences}</h4>
      {found.length === 0 ? <p>{words.same}</p> : <Differences found={found} left={list[left]} right={list[right]} />}
      <h4>{words.atEnd}</h4>
      <div className="comparison-screens">
        {[left, right].map((id, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: left and right
          <ScreenEnd key={i} session={session} branch={id} label={branchName(list[id] as BranchInfo, messages)} />
        ))}
      </div>
    </section>
  );
}

function kernelOf(session: Session, branch: number): Kernel {
  const length = session.branches[branch]?.length ?? 0;
  const machine = session.atOf(branch, length).machines[HOST];
  if (!machine) throw new Error("this world has no host");
  return machine.kernel;
}

interface SelectProps {
  readonly label: string;
  readonly value: number;
  readonly list: readonly BranchInfo[];
  readonly onChoose: (branch: number) => void;
}

function BranchSelect({ label, value, list, onChoose }: SelectProps) {
  const messages = useMessages();
  return (
    <label>
      <span className="hidden">{label}</span>
      <select value={value} onChange={(event) => onChoose(Number(event.target.value))}>
        {list.map((branch) => (
          <option key={branch.id} value={branch.id}>
            {branchName(branch, messages)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DifferencesProps {
  readonly found: readonly Difference[];
  readonly left: BranchInfo | undefined;
  readonly right: BranchInfo | undefined;
}

function Differences({ found, left, right }: DifferencesProps) {
  const messages = useMessages();
  const { branches: words } = messages;
  const name = (branch: BranchInfo | undefined) => (branch ? branchName(branch, messages) : "");
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{words.differences}</span>
          </th>
          <th scope="col">{name(left)}</th>
          <th scope="col">{name(right)}</th>
        </tr>
      </thead>
      <tbody>
        {found.slice(0, SHOWN).map(({ kind, what, left, right }) => (
          <tr key={`${kind} ${what}`}>
            <th scope="row">
              <span className="difference-kind">{words.kinds[kind]}</span> <code>{what}</code>
            </th>
            <td data-absent={left === null}>{left ?? words.absent}</td>
            <td data-absent={right === null}>{right ?? words.absent}</td>
          </tr>
        ))}
      </tbody>
      {found.length > SHOWN && <caption>{words.more(found.length - SHOWN)}</caption>}
    </table>
  );
}

const ROWS = 14; // of the end of each terminal

function ScreenEnd({ session, branch, label }: { session: Session; branch: number; label: string }) {
  const tty = useView((view) => view.tty);
  const text = get(kernelOf(session, branch).ttys, tty as TtyId)?.screen ?? "";
  const { rows, prompt } = useMemo(() => readScreen(fromBytes(text)), [text]);
  return (
    <figure>
      <figcaption>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>{[...rows, prompt].slice(-ROWS).map(rowText).join("\n")}</pre>
    </figure>
  );
}
