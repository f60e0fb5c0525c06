// A .vmx file: what VMware's monitor is told of a machine. Lines of key = "value".

export interface Vmx {
  readonly name: string;
  /** bytes */
  readonly memory: number;
  readonly vcpus: number;
  /** Path as written: relative to the .vmx file. */
  readonly disk: string | null;
  readonly card: string;
}

export function parseVmx(text: string): Vmx {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, key, value] = /^\s*([\w:.]+)\s*=\s*"(.*)"\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key.toLowerCase(), value);
  }
  return {
    name: fields.get("displayname") ?? "",
    memory: Number(fields.get("memsize") ?? 256) * 2 ** 20,
    vcpus: Number(fields.get("numvcpus") ?? 1),
    disk: fields.get("ide0:0.filename") ?? null,
    card: fields.get("ethernet0.virtualdev") ?? "e1000",
  };
}
