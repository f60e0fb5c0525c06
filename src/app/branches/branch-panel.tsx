// The branches of a run: switch, name, compare.

import { X } from "lucide-react";
import { useMessages } from "../i18n/messages.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { useView } from "../view/view.ts";
import { branchName } from "./branch-name.ts";
import { Comparison } from "./comparison.tsx";
import "./branches.css";

export function BranchPanel() {
  const run = useRun();
  const messages = useMessages();
  const { branches: words, close } = messages;
  useRunState((state) => state.version);
  const { session } = run.getState();
  const list = session.branches;
  const openBranches = useView((view) => view.openBranches);
  return (
    <section className="branches" aria-label={words.label}>
      <header>
        <h2>{words.label}</h2>
        <button type="button" className="icon-button" aria-label={close} onClick={() => openBranches(false)}>
          <X aria-hidden size={18} />
        </button>
      </header>
      {list.length === 1 && <p className="branches-hint">{words.hint}</p>}
      <ul>
        {list.map((branch) => {
          const name = branchName(branch, messages);
          const parent = branch.parent && list[branch.parent.branch];
          const shown = branch.id === session.current;
          return (
            <li key={branch.id} data-current={shown}>
              <input
                type="text"
                aria-label={words.nameOf(name)}
                value={branch.name}
                placeholder={name}
                maxLength={60}
                onChange={(event) => run.rename(branch.id, event.target.value)}
              />
              <p>
                {parent && branch.parent ? words.from(branchName(parent, messages), branch.parent.at) : words.origin} ·{" "}
                {words.length(branch.length)}
              </p>
              {shown ? (
                <span className="branch-current">{words.current}</span>
              ) : (
                <button
                  type="button"
                  className="small-button"
                  aria-label={words.switchTo(name)}
                  onClick={() => run.switchTo(branch.id)}
                >
                  {words.switch}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {list.length > 1 && <Comparison />}
    </section>
  );
}
