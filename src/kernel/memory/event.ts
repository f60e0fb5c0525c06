import type { Pid } from "../task/task.ts";
import type { FileMap, Page } from "./map.ts";

/** What a page of a process was found to be when it was touched. */
export type Fault = "none" | "file" | "protection";

export type MapEvent =
  | { readonly type: "memory.file-mapped"; readonly pid: Pid; readonly map: FileMap }
  | { readonly type: "memory.unmapped"; readonly pid: Pid; readonly page: Page; readonly pages: number }
  /** A program ran for `cycles`, and read or wrote `bytes` in each of the pages from `page` on. */
  | {
      readonly type: "memory.accessed";
      readonly pid: Pid;
      readonly page: Page;
      readonly pages: number;
      readonly bytes: number;
      readonly write: boolean;
      readonly cycles: number;
      readonly fault: Fault;
    };
