import { full, simplified } from "./call.ts";
import { sysSetns, sysUnshare } from "./ns.ts";
import { sysSetdomainname, sysSethostname, sysUname } from "./uts.ts";

const IDENTITY_ONLY = "Time namespaces have an identity and rules, but nothing inside yet.";

export const NS_CALLS = {
  unshare: simplified(
    sysUnshare,
    `${IDENTITY_ONLY} CLONE_FILES, CLONE_FS and CLONE_SYSVSEM are refused with EINVAL. The limits of /proc/sys/user count the namespaces that a process is in, whoever made them.`,
  ),
  setns: simplified(sysSetns, `${IDENTITY_ONLY}`),
  sethostname: full(sysSethostname),
  setdomainname: full(sysSetdomainname),
  uname: full(sysUname),
};
