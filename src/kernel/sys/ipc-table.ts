import { full, simplified } from "./call.ts";
import * as ipc from "./ipc.ts";

const NO_USE = "Objects have owners, ids and limits; attaching, sending and waiting are left out.";

export const IPC_CALLS = {
  shmget: simplified(ipc.sysShmget, NO_USE),
  msgget: simplified(ipc.sysMsgget, NO_USE),
  semget: simplified(ipc.sysSemget, NO_USE),
  ipc_rmid: full(ipc.sysIpcRemove),
};
