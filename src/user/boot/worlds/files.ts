// Files that these worlds' hosts have beside those of Debian.

import { imageText } from "../disk-image.ts";
import { dir, type FileSpec, file, ROOT, symlink } from "../files.ts";
import { GUEST } from "./profile.ts";

const UNITS = "/etc/systemd/system";
const USED = 1_288_699_904; // bytes that a qcow2 with a fresh Debian in it takes

/** A service that systemd starts at boot. */
export const service = (name: string, execStart: string): FileSpec[] => [
  file(`${UNITS}/${name}.service`, `[Service]\nExecStart=${execStart}\n\n[Install]\nWantedBy=multi-user.target\n`),
  symlink(`${UNITS}/multi-user.target.wants/${name}.service`, `../${name}.service`),
];

export const serviceDirectories: readonly FileSpec[] = [
  dir("/etc/systemd"),
  dir(UNITS),
  dir(`${UNITS}/multi-user.target.wants`),
];

/** An image with Debian installed on it. */
export const installedImage = (path: string, format: "raw" | "qcow2", hostname: string): FileSpec =>
  file(
    path,
    imageText({ format, size: GUEST.diskSize, hostname }),
    0o600,
    ROOT,
    format === "raw" ? GUEST.diskSize : USED,
  );
