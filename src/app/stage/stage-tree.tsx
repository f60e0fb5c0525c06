// The stage in words: a tree with the same things, walked with the arrow keys. It is always there for a screen reader,
// and comes into view when it has the focus or is asked for.

import { ListTree } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { pictureKey, roomTree, type TreeNode } from "../../scene/tree.ts";
import { WORDS } from "../../scene/words.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { useRun, useRunState } from "../run/run-context.ts";
import { useView } from "../view/view.ts";
import { flatten, moved, type TreeRow } from "./tree-rows.ts";

export function StageTreeButton() {
  const { stage } = useMessages();
  const { treeOpen, openTree } = useView();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={stage.tree}
      title={stage.tree}
      aria-pressed={treeOpen}
      onClick={() => openTree(!treeOpen)}
    >
      <ListTree aria-hidden size={17} />
    </button>
  );
}

export function StageTree() {
  const { stage } = useMessages();
  const { treeOpen, selected, select, pointAt } = useView();
  const root = useTree();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => flatten(root, toggled), [root, toggled]);
  const [wanted, setWanted] = useState("kernel");
  const active = rows.find(({ node }) => node.key === wanted) ?? rows[0];
  const list = useRef<HTMLDivElement>(null);

  const focus = (row: TreeRow | undefined) => {
    if (!row) return;
    setWanted(row.node.key);
    pointAt(pictureKey(row.node.key));
    list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.node.key)}"]`)?.focus();
  };
  const toggle = (key: string) =>
    setToggled((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") select(pictureKey(active.node.key));
    else {
      const action = moved(rows, active, event.key);
      if (action === null) return;
      if (action === "toggle") toggle(active.node.key);
      else focus(action);
    }
    event.preventDefault();
  };

  return (
    <div
      className="stage-tree"
      role="tree"
      aria-label={stage.tree}
      data-open={treeOpen}
      ref={list}
      onKeyDown={onKeyDown}
      onBlur={() => pointAt(null)}
    >
      {rows.map((row) => {
        const { node, level, open, at, of } = row;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself has the keys
          <div
            key={node.key}
            role="treeitem"
            className="tree-item"
            data-key={node.key}
            data-level={Math.min(level, 6)}
            aria-level={level}
            aria-posinset={at}
            aria-setsize={of}
            aria-expanded={open ?? undefined}
            aria-selected={selected !== null && pictureKey(node.key) === selected}
            tabIndex={row === active ? 0 : -1}
            onFocus={() => {
              setWanted(node.key);
              pointAt(pictureKey(node.key));
            }}
            onClick={() => select(pictureKey(node.key))}
          >
            <span
              className="tree-toggle"
              aria-hidden="true"
              onClick={(event) => {
                event.stopPropagation();
                toggle(node.key);
              }}
            >
              {open === null ? "" : open ? "▾" : "▸"}
            </span>
            {node.label}
          </div>
        );
      })}
    </div>
  );
}

/** The tree of the moment shown; while it plays, and nobody looks at the tree, it waits. */
function useTree(): TreeNode {
  const run = useRun();
  const language = useLanguage();
  const open = useView((view) => view.treeOpen);
  const shown = useRunState(({ at, version, playing }) => (playing && !open ? null : `${at} ${version}`));
  const last = useRef<TreeNode>(null);
  return useMemo(() => {
    if (shown === null && last.current) return last.current;
    const { session, at } = run.getState();
    last.current = roomTree(session.at(at), WORDS[language]);
    return last.current;
  }, [run, shown, language]);
}
