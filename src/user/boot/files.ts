// A file to be installed on the host's disk, before it has an inode.

export type FileSpec =
  | { readonly kind: "dir"; readonly path: string; readonly mode: number; readonly owner: Owner }
  /** `size` beyond the data is a hole. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly mode: number;
      readonly owner: Owner;
      readonly data: string;
      readonly size: number;
    }
  | { readonly kind: "symlink"; readonly path: string; readonly target: string }
  | {
      readonly kind: "device";
      readonly path: string;
      readonly mode: number;
      readonly owner: Owner;
      readonly major: number;
      readonly minor: number;
    };

/** User and group ids. */
export type Owner = readonly [uid: number, gid: number];

export const ROOT: Owner = [0, 0];

export const dir = (path: string, mode = 0o755, owner = ROOT): FileSpec => ({ kind: "dir", path, mode, owner });

export const file = (path: string, data: string, mode = 0o644, owner = ROOT, size = data.length): FileSpec => ({
  kind: "file",
  path,
  mode,
  owner,
  data,
  size,
});

export const symlink = (path: string, target: string): FileSpec => ({ kind: "symlink", path, target });
