// The model as it is: what is computed, and what is left out, read off the system call table and the lessons.

import { FIDELITY } from "virtual:fidelity";
import { LESSONS, loadLesson } from "virtual:lessons";
import { useEffect, useState } from "react";
import { CALLS } from "../../kernel/sys/table.ts";
import { tally } from "../../learn/fidelity.ts";
import type { Claim, Lesson } from "../../learn/lesson.ts";
import type { Command } from "../../user/commands.ts";
import { useLanguage, useMessages } from "../i18n/messages.ts";
import { usePageTitle } from "../shell/page-title.ts";
import "./about.css";

const calls = Object.entries(CALLS)
  .map(([name, { leavesOut }]) => ({ name, leavesOut }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

export function AboutPage() {
  const { about, titles } = useMessages();
  usePageTitle(titles.about);
  const full = calls.filter(({ leavesOut }) => leavesOut === null);
  const simplified = calls.filter(({ leavesOut }) => leavesOut !== null);
  return (
    <div className="page about">
      <h1>{about.heading}</h1>
      <p className="lead">{about.intro}</p>
      <p>{about.refuses}</p>

      <h2>{about.heldTitle}</h2>
      <HeldToLinux />

      <h2>{about.partTitle}</h2>
      <ul className="about-parts">
        {about.parts.map(([name, text]) => (
          <li key={name}>
            <strong>{name}</strong> {text}
          </li>
        ))}
      </ul>

      <h2>{about.lessons}</h2>
      <Simplifications />

      <h2>{about.commands}</h2>
      <Commands />

      <h2>{about.table}</h2>
      <p>{about.tableIntro(full.length, calls.length)}</p>
      {simplified.length > 0 && (
        <table className="about-table">
          <thead>
            <tr>
              <th scope="col">{about.call}</th>
              <th scope="col">{about.leavesOut}</th>
            </tr>
          </thead>
          <tbody>
            {simplified.map(({ name, leavesOut }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td lang="en">{leavesOut}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{about.full}</h3>
      <p className="about-calls">
        {full.map(({ name }) => (
          <code key={name}>{name}</code>
        ))}
      </p>
      <p className="about-licence">{about.licence}</p>
    </div>
  );
}

/** The recorded cases by group, and those that the model answers differently. */
function HeldToLinux() {
  const { about } = useMessages();
  const language = useLanguage();
  const { cases, same } = tally(FIDELITY);
  const different = new Map(FIDELITY.differences.map(({ name, why }) => [name, why]));
  return (
    <>
      <p>{about.held(same, cases, FIDELITY.kernels.join(", "))}</p>
      <ul className="about-groups">
        {FIDELITY.groups.map(({ name, cases: inGroup }) => {
          const agree = inGroup.filter((c) => !different.has(c.name)).length;
          return (
            <li key={name}>
              <details>
                <summary>
                  <span>{about.groups[name] ?? name}</span>
                  <span className="about-count">{about.agree(agree, inGroup.length)}</span>
                </summary>
                <ul className="about-cases" lang="en">
                  {inGroup.map((c) => (
                    <li key={c.name}>
                      {different.has(c.name) ? <span aria-hidden="true">≠ </span> : <span aria-hidden="true">= </span>}
                      {c.title}
                    </li>
                  ))}
                </ul>
              </details>
            </li>
          );
        })}
      </ul>
      {different.size > 0 && (
        <>
          <h3>{about.differences}</h3>
          <dl className="about-lessons">
            {[...different].map(([name, why]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{why[language]}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function Simplifications() {
  const { about } = useMessages();
  const language = useLanguage();
  const [found, setFound] = useState<readonly { id: string; title: string; claims: readonly Claim[] }[] | null>(null);
  useEffect(() => {
    let gone = false;
    Promise.all(LESSONS.map(({ id }) => loadLesson(id))).then((lessons) => {
      if (gone) return;
      setFound(
        lessons.flatMap((lesson: Lesson | null) => {
          const claims = lesson?.fidelity.filter(({ mark }) => mark === "simplified") ?? [];
          return lesson && claims.length > 0 ? [{ id: lesson.id, title: lesson.title[language], claims }] : [];
        }),
      );
    });
    return () => {
      gone = true;
    };
  }, [language]);
  if (found === null) return null;
  if (found.length === 0) return <p>{about.lessonsNone}</p>;
  return (
    <dl className="about-lessons">
      {found.map(({ id, title, claims }) => (
        <div key={id}>
          <dt>{title}</dt>
          {claims.map(({ text }) => (
            <dd key={text.en}>{text[language]}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

/** The commands, and the options of the real ones that they refuse. Loaded with the programs, which are not small. */
function Commands() {
  const { about } = useMessages();
  const [all, setAll] = useState<readonly Command[] | null>(null);
  useEffect(() => {
    let gone = false;
    import("../../user/commands.ts").then((module) => {
      if (!gone) setAll(module.commands());
    });
    return () => {
      gone = true;
    };
  }, []);
  if (all === null) return <p>{about.commandsLoading}</p>;
  const refusing = all.filter(({ options }) => options && options.refused.length > 0);
  const options = all.reduce((n, c) => n + (c.options?.modelled.length ?? 0), 0);
  const refused = refusing.reduce((n, c) => n + (c.options?.refused.length ?? 0), 0);
  return (
    <>
      <p>{about.commandsIntro(all.length, options, refused)}</p>
      <details className="about-refused">
        <summary>{about.refusedOptions}</summary>
        <dl>
          {refusing.map((c) => (
            <div key={c.name}>
              <dt>
                <code>{c.name}</code>
              </dt>
              <dd>
                {c.options?.refused.map((option) => (
                  <code key={option}>{option}</code>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <p className="about-calls">
        {all.map(({ name }) => (
          <code key={name}>{name}</code>
        ))}
      </p>
    </>
  );
}
