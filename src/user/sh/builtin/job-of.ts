// %1, %+, %name: the job that an argument means.

import type { Run } from "../../program.ts";
import { findJob, type Job } from "../job/table.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";

/** The job of an argument; complains where there is none. */
export function* jobOf(sh: Shell, who: string, spec: string): Run<Job | null> {
  const job = findJob(sh.jobs, spec);
  if (job !== null && job !== "ambiguous") return job;
  if (job === "ambiguous") yield* complain(sh, `${who}: ${spec}: ambiguous job spec`);
  else yield* complain(sh, `${who}: ${noJob(sh, spec)}`);
  return null;
}

const noJob = (sh: Shell, spec: string): string =>
  !sh.dialect.extended
    ? `No such job: ${spec}`
    : spec === "%%" || spec === "%+"
      ? "current: no such job"
      : `${spec}: no such job`;
