// The command line of qemu-system-x86_64: options begin with one or two dashes, and their arguments are lists "a=b,c=d".

import { err } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

export interface Given {
  /** Without dashes. */
  readonly name: string;
  readonly value: string;
  /** As QEMU repeats it in a message: "-hda no.img". */
  readonly text: string;
}

/** Options of the real program: "name" alone, "name=" with an argument; those after "!" are not modelled here. */
const OPTIONS = `
  enable-kvm accel= m= smp= drive= hda= hdb= nic= nographic kernel= append= initrd= name= daemonize cpu= machine= M=
  display= serial= monitor= no-reboot no-shutdown version help h nodefaults pidfile= vga= no-user-config qmp=
! hdc= hdd= cdrom= boot= snapshot net= netdev= device= blockdev= chardev= object= vnc= spice= usb usbdevice=
! incoming= loadvm= gdb= s S d D L bios= pflash= k rtc= icount= global= fda= fdb= uuid= smbios= numa= overcommit=
! runas= chroot= sandbox= trace= full-screen win2k-hack no-acpi no-hpet parallel= debugcon= mon= watchdog= action= mem-path=
! mem-prealloc fw_cfg= singlestep plugin= dfilter= seed= add-fd= readconfig= tpmdev= dtb= virtfs= fsdev= iscsi= audio=
`;

const TABLE = new Map<string, { readonly argument: boolean; readonly modelled: boolean }>();
for (const line of OPTIONS.trim().split("\n")) {
  for (const word of line.replace("!", "").trim().split(/\s+/)) {
    TABLE.set(word.replace("=", ""), { argument: word.endsWith("="), modelled: !line.startsWith("!") });
  }
}

/** A message on standard error, and exit(3). */
export function* fail(text: string, status = 1): Run<never> {
  yield* err(`${text}\n`);
  throw new Exit(status);
}

export function* parseOptions(who: string, argv: readonly string[]): Run<Given[]> {
  const given: Given[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] as string;
    if (!word.startsWith("-")) {
      given.push({ name: "hda", value: word, text: word });
      continue;
    }
    const name = word.replace(/^--?/, "");
    const option = TABLE.get(name);
    if (!option) return yield* fail(`${who}: ${word}: invalid option`);
    if (!option.modelled) return yield* fail(`${who}: option '${word}' is not modelled in Cutaway`, NOT_MODELLED);
    if (!option.argument) {
      given.push({ name, value: "", text: word });
      continue;
    }
    const value = argv[++i];
    if (value === undefined) return yield* fail(`${who}: ${word}: requires an argument`);
    given.push({ name, value, text: `${word} ${value}` });
  }
  return given;
}

/** "file=a.img,if=virtio" as a record; a word without "=" at the front belongs to `first`. "a,,b" is "a,b". */
export function listOf(text: string, first?: string): Map<string, string> {
  const found = new Map<string, string>();
  text
    .replaceAll(",,", "\0")
    .split(",")
    .forEach((part, i) => {
      const at = part.indexOf("=");
      const [key, value] =
        at >= 0 ? [part.slice(0, at), part.slice(at + 1)] : i === 0 && first ? [first, part] : [part, "on"];
      found.set(key, value.replaceAll("\0", ","));
    });
  return found;
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
  p: 2 ** 50,
  e: 2 ** 60,
};

/** "512", "4G": bytes; `unit` counts where none is given. null: not a size. */
export function sizeOf(text: string, unit: string): number | null {
  const [, digits, letter] = /^(\d+(?:\.\d+)?)([bkmgtpe]?)$/i.exec(text) ?? [];
  if (digits === undefined) return null;
  return Math.floor(Number(digits) * (UNITS[(letter || unit).toLowerCase()] as number));
}
