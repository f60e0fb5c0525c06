// How jobs are told of: "[1]+  Done                    sleep 1", in the layout of bash's jobs.c.

import { SIGNAL_TEXT, WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../../kernel/abi/signal.ts";
import { type Job, type JobProcess, type JobTable, marker } from "./table.ts";

const WIDTH = 24; // LONGEST_SIGNAL_DESC

/** strsignal(3), as bash knows the signals. */
export const signalText = (sig: number): string =>
  SIGNAL_TEXT[sig] ?? (sig >= 34 ? `Real-time signal ${sig - 34}` : `Unknown signal ${sig}`);

export function stateText(p: JobProcess): string {
  if (p.status === null) return p.stopped ? "Stopped" : "Running";
  if (!WIFEXITED(p.status)) return signalText(WTERMSIG(p.status));
  const code = WEXITSTATUS(p.status);
  return code === 0 ? "Done" : `Exit ${code}`;
}

/** The state of a job is that of its last process. */
const jobState = (job: Job): string => {
  const running = job.processes.find((p) => p.status === null);
  return stateText(running ?? (job.processes.at(-1) as JobProcess));
};

/** A line of `jobs`; `pids` as jobs -l has them. */
export function jobLine(jobs: JobTable, job: Job, pids = false): string {
  const state = jobState(job);
  const head = `[${job.id}]${marker(jobs, job)} `;
  const tail = state === "Running" ? " &" : "";
  if (!pids) return `${head} ${state.padEnd(WIDTH)}${job.text}${tail}`;
  const lines = job.processes.map((p, i) => {
    const pid = String(p.pid).padStart(5);
    const text = i === 0 ? p.text : `| ${p.text}`;
    return `${i === 0 ? head : "     "}${pid} ${stateText(p).padEnd(WIDTH)}${text}`;
  });
  return lines.join("\n") + tail;
}

/** What a script is told of a job that a signal ended. */
export function deathLines(job: Job): string {
  return job.processes
    .map((p, i) => {
      const pid = String(p.pid).padStart(5);
      return `${i === 0 ? "" : "     "}${pid} ${stateText(p).padEnd(WIDTH)}${i === 0 ? "" : "| "}${p.text}`;
    })
    .join("\n");
}

export const stoppedMessage = (jobs: JobTable, job: Job): string => jobLine(jobs, job);
