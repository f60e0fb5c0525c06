// The configuration of a domain, /etc/xen/NAME.cfg: xl.cfg(5). Assignments of strings, numbers and lists.

export interface DomainConfig {
  readonly name: string;
  /** MiB */
  readonly memory: number;
  readonly vcpus: number;
  /** A kernel in dom0's own files; null: pygrub takes the one on the domain's disk. */
  readonly kernel: string | null;
  readonly extra: string | null;
  /** The image's path, of the first disk. */
  readonly disk: string | null;
  readonly type: string;
  readonly onCrash: string;
}

export function parseConfig(text: string): DomainConfig {
  const fields = new Map<string, string>();
  const clean = text.replace(/^\s*#.*$/gm, "");
  for (const [, key, list, one] of clean.matchAll(/^\s*(\w+)\s*=\s*(?:\[([^\]]*)\]|(.*))$/gm)) {
    if (key !== undefined) fields.set(key, list ?? unquote(one ?? ""));
  }
  const [disk] = (fields.get("disk") ?? "").split(/['"]\s*,\s*['"]/).map((d) => unquote(d.trim()));
  return {
    name: fields.get("name") ?? "",
    memory: Number(fields.get("memory") ?? 32),
    vcpus: Number(fields.get("vcpus") ?? 1),
    kernel: fields.get("kernel") ?? null,
    extra: fields.get("extra") ?? null,
    disk: disk ? imageOf(disk) : null,
    onCrash: fields.get("on_crash") ?? "destroy",
    type: fields.get("type") ?? (fields.get("builder") === "hvm" ? "hvm" : "pv"),
  };
}

const unquote = (text: string): string =>
  text
    .trim()
    .replace(/^(['"])([\s\S]*)\1$/, "$2")
    .replace(/^['"]|['"]$/g, "");

/** "file:/a.img,xvda,w", "/a.img,raw,xvda,rw", "format=raw, vdev=xvda, target=/a.img": xl-disk-configuration(5) */
const imageOf = (spec: string): string =>
  /target=([^,]*)/.exec(spec)?.[1] ?? spec.split(",")[0]?.replace(/^\w+:/, "") ?? "";
