// The shell's list of jobs: what it started and has not forgotten.

import type { NsPid } from "../../../kernel/task/task.ts";

export interface JobProcess {
  readonly pid: NsPid;
  /** As bash would print the command. */
  readonly text: string;
  /** Status word of wait(2); null while it runs. */
  status: number | null;
  stopped: boolean;
}

export interface Job {
  /** %1; 0 for a pipeline in the foreground, which gets a number only when it stops. */
  id: number;
  readonly processes: readonly JobProcess[];
  readonly pgid: NsPid | null;
  readonly text: string;
  background: boolean;
  /** Its end or stop has been told. */
  notified: boolean;
  readonly cwd: string;
}

export interface JobTable {
  list: Job[];
  /** %+ and %-, the latest first. */
  recent: number[];
  /** Statuses of ended processes that were reaped and belong to no job any more. */
  readonly ended: Map<NsPid, number>;
}

export const noJobs = (): JobTable => ({ list: [], recent: [], ended: new Map() });

export const cloneJobs = (jobs: JobTable): JobTable => ({
  list: jobs.list.map((job) => ({ ...job, processes: job.processes.map((p) => ({ ...p })) })),
  recent: [...jobs.recent],
  ended: new Map(jobs.ended),
});

export const isDone = (job: Job): boolean => job.processes.every((p) => p.status !== null);
export const isStopped = (job: Job): boolean =>
  !isDone(job) && job.processes.every((p) => p.status !== null || p.stopped);
export const isRunning = (job: Job): boolean => !isDone(job) && !isStopped(job);

export function addJob(jobs: JobTable, job: Job): void {
  if (job.id === 0) job.id = jobs.list.reduce((most, other) => Math.max(most, other.id), 0) + 1;
  if (!jobs.list.includes(job)) jobs.list.push(job);
  touch(jobs, job);
}

/** Makes it the current job. */
export function touch(jobs: JobTable, job: Job): void {
  jobs.recent = [job.id, ...jobs.recent.filter((id) => id !== job.id)];
}

export function removeJob(jobs: JobTable, job: Job): void {
  jobs.list = jobs.list.filter((other) => other !== job);
  jobs.recent = jobs.recent.filter((id) => id !== job.id);
  for (const p of job.processes) if (p.status !== null) jobs.ended.set(p.pid, p.status);
}

/** The current job %+ and the previous one %-: stopped jobs come first - bash(1), JOB CONTROL. */
export function currentJobs(jobs: JobTable): readonly (Job | undefined)[] {
  const byAge = jobs.recent.map((id) => jobs.list.find((job) => job.id === id)).filter((job) => job !== undefined);
  const order = [...byAge.filter(isStopped), ...byAge.filter((job) => !isStopped(job))];
  return [order[0], order[1]];
}

export const marker = (jobs: JobTable, job: Job): string => {
  const [current, previous] = currentJobs(jobs);
  return job === current ? "+" : job === previous ? "-" : " ";
};

/** The job of "%1", "%+", "%-", "%%", "%name", "%?text"; null where there is none, "ambiguous" where several are. */
export function findJob(jobs: JobTable, spec: string): Job | null | "ambiguous" {
  const which = spec.replace(/^%/, "");
  if (which === "" || which === "+" || which === "%") return currentJobs(jobs)[0] ?? null;
  if (which === "-") return currentJobs(jobs)[1] ?? currentJobs(jobs)[0] ?? null;
  if (/^\d+$/.test(which)) return jobs.list.find((job) => job.id === Number(which)) ?? null;
  const part = which.startsWith("?") ? which.slice(1) : null;
  const found = jobs.list.filter((job) => (part === null ? job.text.startsWith(which) : job.text.includes(part)));
  return found.length > 1 ? "ambiguous" : (found[0] ?? null);
}

export function processOf(jobs: JobTable, pid: NsPid): { readonly job: Job; readonly process: JobProcess } | null {
  for (const job of jobs.list) {
    const process = job.processes.find((p) => p.pid === pid);
    if (process) return { job, process };
  }
  return null;
}
