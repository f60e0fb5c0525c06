// qemu-img(1): makes disk images and tells about them. Its messages were recorded from version 7.2.

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { type DiskImage, imageText, parseImage } from "../boot/disk-image.ts";
import { err, out, write } from "../libc.ts";
import { Exit, type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { sizeOf } from "./options.ts";

const TRY = "Try 'qemu-img --help' for more information\n";
const REFUSED = "amend bench bitmap check commit compare convert dd map measure snapshot rebase resize --help -h".split(
  " ",
);
const CLUSTER = 65536; // bytes
const EMPTY_QCOW2 = 196_616; // bytes of the file of an image without data: none of it is a hole
const BLOCK = 4096; // bytes
const HEAD = 65536; // bytes read of an image

export const qemuImgMain: Main = function* ({ argv }) {
  const [command, ...rest] = argv.slice(1);
  if (command === undefined) return yield* fail(`Not enough arguments\n${TRY}`.trimEnd());
  if (command === "--version" || command === "-V") {
    yield* out("qemu-img version 10.0.2 (Debian 1:10.0.2+ds-2+deb13u1)\n");
    yield* out("Copyright (c) 2003-2025 Fabrice Bellard and the QEMU Project developers\n");
    return 0;
  }
  if (command === "create") return yield* create(rest);
  if (command === "info") return yield* info(rest);
  if (REFUSED.includes(command)) return yield* refuse(`command '${command}'`);
  return yield* fail(`Command not found: ${command}\n${TRY}`.trimEnd());
};

function* fail(message: string): Run<never> {
  yield* err(`qemu-img: ${message}\n`);
  throw new Exit(1);
}

function* refuse(what: string): Run<never> {
  yield* err(`qemu-img: ${what} is not modelled in Cutaway\n`);
  throw new Exit(NOT_MODELLED);
}

interface Words {
  readonly options: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** `takes`: the letters that have an argument; `flags`: those that have none. */
function* parse(words: readonly string[], takes: string, flags: string): Run<Words> {
  const options = new Map<string, string>();
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const letter = /^-([a-zA-Z])/.exec(word)?.[1];
    if (letter && takes.includes(letter)) options.set(letter, word.slice(2) || (words[++i] ?? ""));
    else if (letter && flags.includes(letter) && word.length === 2) options.set(letter, "");
    else if (word === "--output=human") continue;
    else if (word.startsWith("-")) yield* refuse(`option '${word}'`);
    else operands.push(word);
  }
  return { options, operands };
}

function* create(words: readonly string[]): Run<number> {
  const { options, operands } = yield* parse(words, "fbF", "q");
  const [path, sizeText, extra] = operands;
  if (path === undefined) return yield* fail(`Expecting image file name\n${TRY}`.trimEnd());
  if (extra !== undefined) return yield* fail(`Unexpected argument: ${extra}\n${TRY}`.trimEnd());
  const format = options.get("f") ?? "raw";
  if (["vmdk", "vdi", "qed", "vpc", "vhdx", "qcow", "luks", "parallels"].includes(format))
    return yield* refuse(`format '${format}'`);
  if (format !== "raw" && format !== "qcow2") return yield* fail(`${path}: Unknown file format '${format}'`);
  const given = sizeText === undefined ? undefined : sizeOf(sizeText, "b");
  if (given === null) {
    return yield* fail(
      "Invalid image size specified. You may use k, M, G, T, P or E suffixes for\nqemu-img: kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.",
    );
  }
  const backing = options.get("b");
  const base = backing === undefined ? null : yield* baseOf(path, format, backing, options.get("F"));
  const size = given ?? base?.size;
  if (size === undefined) return yield* fail(`${path}: Image creation needs a size parameter`);
  const image: DiskImage = { format, size, ...(backing ? { backing, backingFormat: options.get("F") ?? "raw" } : {}) };
  if (!options.has("q")) yield* out(`${formatting(path, image)}\n`);
  const made = yield* writeImage(path, image);
  return failed(made) ? yield* fail(`${path}: Could not create '${path}': ${strerror(made)}`) : 0;
}

function* baseOf(path: string, format: string, backing: string, backingFormat: string | undefined): Run<DiskImage> {
  if (format === "raw") return yield* fail(`${path}: Backing file not supported for file format 'raw'`);
  const folder = path.includes("/") && !backing.startsWith("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
  const base = yield* readImage(folder + backing);
  if ("error" in base)
    return yield* fail(
      `${path}: Could not open '${folder}${backing}': ${strerror(base.error)}\nCould not open backing image.`,
    );
  if (backingFormat !== undefined) return base.image;
  return yield* fail(
    `${path}: Backing file specified without backing format\nDetected format of ${base.image.format}.`,
  );
}

function formatting(path: string, { format, size, backing, backingFormat }: DiskImage): string {
  if (format === "raw") return `Formatting '${path}', fmt=raw size=${size}`;
  const base = backing ? ` backing_file=${backing} backing_fmt=${backingFormat}` : "";
  return `Formatting '${path}', fmt=qcow2 cluster_size=${CLUSTER} extended_l2=off compression_type=zlib size=${size}${base} lazy_refcounts=off refcount_bits=16`;
}

function* writeImage(path: string, image: DiskImage): Run<0 | Errno> {
  const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644 });
  if (failed(fd)) return fd;
  // The first cluster of a raw image is written as zeros, and of a qcow2 its tables: the rest is a hole.
  const head = image.format === "raw" ? "".padEnd(Math.min(BLOCK, image.size), "\0") : imageText(image);
  const wrote = yield* write(fd, image.format === "raw" ? head : head.padEnd(EMPTY_QCOW2, "\0"));
  const length = image.format === "raw" ? image.size : EMPTY_QCOW2;
  const r = failed(wrote) ? wrote : yield* sys("ftruncate", { fd, length });
  yield* sys("close", { fd });
  return failed(r) ? r : 0;
}

type Read = { readonly image: DiskImage; readonly blocks: number } | { readonly error: Errno };

function* readImage(path: string): Run<Read> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return { error: fd };
  const text = yield* sys("read", { fd, count: HEAD });
  const stat = yield* sys("fstat", { fd });
  yield* sys("close", { fd });
  if (failed(text)) return { error: text };
  if (failed(stat)) return { error: stat };
  return { image: parseImage(text, stat.size), blocks: stat.blocks };
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** "1 GiB", "1.5 GiB", "196 KiB": at most three digits that count, as size_to_str() of QEMU. */
function human(bytes: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= 1000 && unit < UNITS.length - 1; unit++) value /= 1024;
  return `${Number(value.toPrecision(3))} ${UNITS[unit]}`;
}

const QCOW2_DETAILS = `Format specific information:
    compat: 1.1
    compression type: zlib
    lazy refcounts: false
    refcount bits: 16
    corrupt: false
    extended l2: false
`;

function* info(words: readonly string[]): Run<number> {
  const { operands } = yield* parse(words, "f", "U");
  const [path, extra] = operands;
  if (path === undefined || extra !== undefined) return yield* fail(`Expecting one image file name\n${TRY}`.trimEnd());
  const read = yield* readImage(path);
  if ("error" in read)
    return yield* fail(`Could not open '${path}': Could not open '${path}': ${strerror(read.error)}`);
  const { image, blocks } = read;
  const { format, size, backing, backingFormat } = image;
  yield* out(`image: ${path}\nfile format: ${format}\nvirtual size: ${human(size)} (${size} bytes)\n`);
  yield* out(`disk size: ${human(blocks * 512)}\n`);
  if (format === "raw") return 0;
  yield* out(`cluster_size: ${CLUSTER}\n`);
  if (backing) yield* out(`backing file: ${backing}\nbacking file format: ${backingFormat}\n`);
  yield* out(QCOW2_DETAILS);
  return 0;
}
