// Disks of a guest: opening the images, each with those that it is based on.

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY, O_RDWR } from "../../kernel/abi/flags.ts";
import { parseImage } from "../boot/disk-image.ts";
import { err } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { fail, type Given, listOf } from "./options.ts";

export interface Disk {
  readonly bus: "ide" | "virtio";
  /** Descriptors: the image, then what it is based on. */
  readonly fds: readonly number[];
  /** bytes */
  readonly size: number;
}

const KNOWN = ["file", "if", "format", "media", "index", "id", "cache", "aio", "discard"];
const HEAD = 65536; // bytes read of an image: more than any header

/** The disk that an option asks for. */
export function* diskOf(who: string, { name, value, text }: Given): Run<Disk> {
  const given = name === "drive" ? listOf(value) : new Map([["file", value]]);
  const bus = given.get("if") ?? "ide";
  if (bus !== "ide" && bus !== "virtio") {
    if (["scsi", "sd", "mtd", "floppy", "pflash", "none", "xen"].includes(bus))
      return yield* fail(`${who}: option '-drive if=${bus}' is not modelled in Cutaway`, NOT_MODELLED);
    return yield* fail(`${who}: ${text}: unsupported bus type '${bus}'`);
  }
  const format = given.get("format");
  for (const key of given.keys()) {
    if (!KNOWN.includes(key))
      return yield* fail(`${who}: ${text}: Block format '${format ?? "raw"}' does not support the option '${key}'`);
  }
  const file = given.get("file");
  if (file === undefined) return yield* fail(`${who}: option '-drive' without a file is not modelled in Cutaway`, 95);
  const opened = yield* openImage(file, format);
  if (typeof opened === "string") return yield* fail(`${who}: ${text}: ${opened}`);
  if (format === undefined && opened.format === "raw") yield* err(probedRaw(file));
  return { bus, fds: opened.fds, size: opened.size };
}

interface Opened {
  readonly fds: readonly number[];
  readonly size: number;
  readonly format: "raw" | "qcow2";
}

const probedRaw = (
  file: string,
): string => `WARNING: Image format was not specified for '${file}' and probing guessed raw.
         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.
         Specify the 'raw' format explicitly to remove the restrictions.
`;

/** Opens an image and its backing files; a message when it cannot. */
export function* openImage(file: string, format?: string): Run<Opened | string> {
  const fds: number[] = [];
  let size = 0;
  let found: Opened["format"] = "raw";
  let path: string | undefined = file;
  let expected = format;
  while (path !== undefined) {
    const fd: number | Errno = yield* sys("openat", { path, flags: (fds.length ? O_RDONLY : O_RDWR) | O_CLOEXEC });
    const prefix = fds.length ? "Could not open backing file: " : "";
    if (failed(fd)) return `${prefix}Could not open '${path}': ${strerror(fd)}`;
    const text = yield* sys("read", { fd, count: HEAD });
    const stat = yield* sys("fstat", { fd });
    if (failed(text) || failed(stat)) return `${prefix}Could not read image: Input/output error`;
    const image = parseImage(text, stat.size);
    if (expected === "qcow2" && image.format !== "qcow2") return `${prefix}Image is not in qcow2 format`;
    if (fds.length === 0) {
      size = image.size;
      found = image.format;
    }
    fds.push(fd);
    expected = image.backingFormat;
    path = image.backing === undefined ? undefined : beside(path, image.backing);
  }
  return { fds, size, format: found };
}

/** A backing file's name is meant from where the image lies. */
const beside = (image: string, name: string): string =>
  name.startsWith("/") || !image.includes("/") ? name : `${image.slice(0, image.lastIndexOf("/"))}/${name}`;
