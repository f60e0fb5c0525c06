// ELF stand-ins: what execve(2) and the dynamic loader read of a program or a library.
//
// A real ELF file is machine code; here its place is taken by a few lines of text that say which program of the model
// it is and what a real one says in its headers: its interpreter and the libraries it needs. The file's size is that
// of the real file; all after the text is a hole.

const MAGIC = "\x7fELF\n";

export interface Elf {
  /** The program that runs, by its name in programs.ts. A library has none. */
  readonly program?: string;
  /** PT_INTERP: the dynamic loader. A static program has none. */
  readonly interp?: string;
  /** DT_SONAME of a library. */
  readonly soname?: string;
  /** DT_NEEDED. A name with a slash stands for one that the real file finds by its DT_RUNPATH. */
  readonly needed?: readonly string[];
  /** Which personality of its program the file is. */
  readonly arg?: string;
}

export function elfText({ program, interp, soname, needed = [], arg }: Elf): string {
  const lines = [
    program && `program: ${program}`,
    interp && `interp: ${interp}`,
    soname && `soname: ${soname}`,
    needed.length > 0 && `needed: ${needed.join(" ")}`,
    arg && `arg: ${arg}`,
  ];
  return `${MAGIC}${lines.filter(Boolean).join("\n")}\n\n`;
}

/** null where the text is no ELF file. */
export function parseElf(text: string): Elf | null {
  if (!text.startsWith(MAGIC)) return null;
  const head = text.slice(MAGIC.length).split("\n\n", 1)[0] ?? "";
  const fields = new Map(head.split("\n").map((line) => line.split(": ", 2) as [string, string]));
  const field = <K extends string>(name: K) => (fields.has(name) ? { [name]: fields.get(name) as string } : {});
  const needed = fields.get("needed")?.split(" ") ?? [];
  return { ...field("program"), ...field("interp"), ...field("soname"), ...field("arg"), needed };
}
