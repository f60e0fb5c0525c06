// hostname(1), domainname(1), dnsdomainname(1): the names live in the UTS namespace.

import { EINVAL, EPERM, failed, strerror } from "../../kernel/abi/errno.ts";
import { getopt, optionTable } from "../getopt.ts";
import { err, out, readFile } from "../libc.ts";
import { Exit, type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const OPTIONS = optionTable(`
! -a, --alias             alias names
! -A, --all-fqdns         all long host names (FQDNs)
  -b, --boot              set default hostname if none available
  -d, --domain            DNS domain name
  -f, --fqdn, --long      long host name (FQDN)
  -F, --file <file>       read host name or NIS domain name from given file
! -i, --ip-address        addresses for the host name
! -I, --all-ip-addresses  all addresses for the host
  -s, --short             short host name
  -y, --yp, --nis         NIS/YP domain name
  -V, --version           print info and exit
  -h, --help              print info and exit
`);

const USAGE = `Usage: hostname [-b] {hostname|-F file}         set host name (from file)
       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name
       hostname                                 display host name

       {yp,nis,}domainname {nisdomain|-F file}  set NIS domain name (from file)
       {yp,nis,}domainname                      display NIS domain name

       dnsdomainname                            display dns domain name

       hostname -V|--version|-h|--help          print info and exit

Program name:
       {yp,nis,}domainname=hostname -y
       dnsdomainname=hostname -d

Program options:
    -a, --alias            alias names
    -A, --all-fqdns        all long host names (FQDNs)
    -b, --boot             set default hostname if none available
    -d, --domain           DNS domain name
    -f, --fqdn, --long     long host name (FQDN)
    -F, --file             read host name or NIS domain name from given file
    -i, --ip-address       addresses for the host name
    -I, --all-ip-addresses all addresses for the host
    -s, --short            short host name
    -y, --yp, --nis        NIS/YP domain name

Description:
   This command can get or set the host name or the NIS domain name. You can
   also get the DNS domain or the FQDN (fully qualified domain name).
   Unless you are using bind or NIS for host lookups you can change the
   FQDN (Fully Qualified Domain Name) and the DNS domain name (which is
   part of the FQDN) in the /etc/hosts file.
`;
const STATUS_USAGE = 255;
const NO_DOMAIN = "(none)"; // what the kernel calls a domain name that nobody has set

type Kind = "host" | "nis" | "dns" | "fqdn" | "short";

export const hostnameMain: Main = function* (self) {
  const who = (self.argv[0] ?? "hostname").split("/").at(-1) ?? "hostname";
  const parsed = getopt(OPTIONS, self.argv.slice(1));
  let kind: Kind = /^(yp|nis)?domainname$/.test(who) ? "nis" : who === "dnsdomainname" ? "dns" : "host";
  let file: string | null = null;
  for (const g of parsed.given) {
    if (!g.modelled) {
      yield* err(`${who}: option '${g.flag}' is not modelled in Cutaway\n`);
      return NOT_MODELLED;
    }
    if (g.name === "version") {
      yield* out("hostname 3.25\n");
      return 0;
    }
    if (g.name === "help") {
      yield* out(USAGE);
      return 0;
    }
    const asked: Readonly<Record<string, Kind>> = { domain: "dns", fqdn: "fqdn", short: "short", yp: "nis" };
    kind = asked[g.name] ?? kind;
    if (g.name === "file") file = g.value ?? "";
  }
  if (parsed.problem) {
    yield* err(`${self.argv[0]}: ${parsed.problem}\n`);
    yield* out(USAGE);
    return STATUS_USAGE;
  }
  const [name] = parsed.operands;
  const settable = kind === "host" || kind === "nis";
  if (parsed.operands.length > 1 || (name !== undefined && !settable)) {
    yield* err(USAGE);
    return STATUS_USAGE;
  }
  const boot = parsed.given.some((g) => g.name === "boot");
  if (file !== null) return yield* set(who, kind, yield* nameIn(who, file, boot));
  if (name !== undefined) return yield* set(who, kind, name);
  return yield* show(who, kind);
};

/** The first line that is no comment. With -b a file that is not there leaves the name as it is. */
function* nameIn(who: string, file: string, boot: boolean): Run<string> {
  const text = yield* readFile(file);
  if (failed(text)) {
    const { nodename } = yield* sys("uname", {});
    if (boot) return nodename === "" ? "localhost" : nodename;
    yield* err(`${who}: ${strerror(text)}\n`);
    throw new Exit(1);
  }
  const line = text.split("\n").find((l) => l.trim() !== "" && !l.startsWith("#"));
  return (line ?? "").trim();
}

/** Letters, digits, "-" and ".", no label empty or with "-" at its ends. */
const isHostName = (name: string): boolean =>
  name.split(".").every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label));

function* set(who: string, kind: Kind, name: string): Run<number> {
  const host = kind !== "nis";
  if (host && !isHostName(name)) {
    yield* err(`${who}: the specified hostname is invalid\n`);
    return 1;
  }
  const r = host ? yield* sys("sethostname", { name }) : yield* sys("setdomainname", { name });
  if (!failed(r)) return 0;
  const what = host ? "host" : "domain";
  const message =
    r === EPERM ? `you must be root to change the ${what} name` : r === EINVAL ? "name too long" : strerror(r);
  yield* err(`${who}: ${message}\n`);
  return 1;
}

function* show(who: string, kind: Kind): Run<number> {
  const { nodename, domainname } = yield* sys("uname", {});
  if (kind === "nis") {
    const name = domainname === "" ? NO_DOMAIN : domainname;
    // hostname -y, unlike domainname, says in words that there is none.
    const missing = name === NO_DOMAIN && who === "hostname";
    yield* out(missing ? `${who}: Local domain name not set\n` : `${name}\n`);
    return missing ? 1 : 0;
  }
  if (kind === "host") yield* out(`${nodename}\n`);
  else if (kind === "short") yield* out(`${nodename.split(".")[0]}\n`);
  else {
    const full = yield* canonicalName(nodename);
    if (full === null) {
      yield* err(`${who}: Temporary failure in name resolution\n`);
      return 1;
    }
    const domain = full.includes(".") ? full.slice(full.indexOf(".") + 1) : "";
    if (kind === "fqdn") yield* out(`${full}\n`);
    else if (domain !== "") yield* out(`${domain}\n`);
  }
  return 0;
}

/** The first name in /etc/hosts beside this one: there is no DNS in the model. */
function* canonicalName(name: string): Run<string | null> {
  const text = yield* readFile("/etc/hosts");
  if (failed(text)) return null;
  const lines = text.split("\n").map((l) => l.replace(/#.*/, "").trim().split(/\s+/));
  return lines.find((words) => words.slice(1).includes(name))?.[1] ?? null;
}
