// What happens to descriptors, open files, pipes and terminals.

import type { Pid } from "../task/task.ts";
import type { Fd, FileId, FileLock, OpenFile, Pipe, PipeId, Tty, TtyId } from "./file.ts";

export type FileEvent =
  /** `file` starts with refs 0; the descriptor counts. A pipe's end counts with its open file. */
  | {
      readonly type: "file.opened";
      readonly pid: Pid;
      readonly file: OpenFile;
      readonly fd: number;
      readonly cloexec: boolean;
    }
  | { readonly type: "fd.duplicated"; readonly pid: Pid; readonly fd: number; readonly to: Fd }
  /** The last close of an open file closes it, and its end of a pipe. */
  | { readonly type: "fd.closed"; readonly pid: Pid; readonly fd: number }
  | { readonly type: "fd.flagged"; readonly pid: Pid; readonly fd: number; readonly cloexec: boolean }
  | { readonly type: "file.moved"; readonly file: FileId; readonly pos: number }
  | { readonly type: "file.flagged"; readonly file: FileId; readonly flags: number }
  | { readonly type: "file.locked"; readonly file: FileId; readonly lock: FileLock | null }
  | { readonly type: "pipe.created"; readonly pipe: Pipe }
  /** A pipe that ends outside the world keeps nothing: the data is in this event only. */
  | { readonly type: "pipe.written"; readonly pipe: PipeId; readonly data: string; readonly by: Pid }
  | { readonly type: "pipe.read"; readonly pipe: PipeId; readonly bytes: number; readonly by: Pid }
  | { readonly type: "tty.created"; readonly tty: Tty }
  | { readonly type: "tty.written"; readonly tty: TtyId; readonly data: string; readonly by: Pid }
  | { readonly type: "tty.typed"; readonly tty: TtyId; readonly data: string }
  | { readonly type: "tty.read"; readonly tty: TtyId; readonly bytes: number; readonly by: Pid }
  | { readonly type: "tty.resized"; readonly tty: TtyId; readonly rows: number; readonly columns: number }
  | { readonly type: "tty.set"; readonly tty: TtyId; readonly raw: boolean }
  | { readonly type: "tty.owned"; readonly tty: TtyId; readonly session: number; readonly foreground: number };
