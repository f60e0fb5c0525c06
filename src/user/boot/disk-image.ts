// Disk images: files that are the disk of a pretended machine. Like a program (elf.ts) an image is a stand-in: a few
// lines of text that say its format, the disk's size and which system is installed on it; the rest of the file is a
// hole. What the machine then writes to its disk is kept beside the file by its parent's kernel (machine/disk.ts).

export interface DiskImage {
  readonly format: "raw" | "qcow2";
  /** bytes that the machine sees */
  readonly size: number;
  /** qcow2: the file that it is based on, and that one's format. */
  readonly backing?: string;
  readonly backingFormat?: string;
  /** The name of the Debian installed on it; absent: nothing is. */
  readonly hostname?: string;
}

const QCOW2_MAGIC = "QFI\u00fb"; // docs/interop/qcow2.txt
const MBR = "cutaway-disk"; // in place of a boot sector

export function imageText({ format, size, backing, backingFormat, hostname }: DiskImage): string {
  const lines = [
    format === "qcow2" ? QCOW2_MAGIC : MBR,
    `size: ${size}`,
    backing && `backing: ${backing}`,
    backingFormat && `backing-format: ${backingFormat}`,
    hostname && `hostname: ${hostname}`,
  ];
  return `${lines.filter(Boolean).join("\n")}\n\n`;
}

/** What a file is as a disk. `fileSize`: a raw disk is as large as its file. */
export function parseImage(text: string, fileSize: number): DiskImage {
  const qcow2 = text.startsWith(`${QCOW2_MAGIC}\n`);
  if (!qcow2 && !text.startsWith(`${MBR}\n`)) return { format: "raw", size: fileSize };
  const fields = new Map(
    (text.split("\n\n", 1)[0] ?? "").split("\n").map((line) => line.split(": ", 2) as [string, string]),
  );
  const backing = fields.get("backing");
  const backingFormat = fields.get("backing-format");
  const hostname = fields.get("hostname");
  return {
    format: qcow2 ? "qcow2" : "raw",
    size: qcow2 ? Number(fields.get("size")) : fileSize,
    ...(backing ? { backing } : {}),
    ...(backingFormat ? { backingFormat } : {}),
    ...(hostname ? { hostname } : {}),
  };
}
