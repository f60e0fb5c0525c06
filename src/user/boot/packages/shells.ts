// Programs of Debian 13 as its packages install them: path, size in bytes, mode if not 755, DT_NEEDED.
// The sizes and the libraries are those of the real files; what stands in them is a name (elf.ts).

export const SHELLS = `
# bash 5.2.37-2+b10
/usr/bin/bash 1298416 libtinfo.so.6 libc.so.6
/usr/bin/rbash -> bash
# dash 0.5.12-12
/usr/bin/dash 129736 libc.so.6
/usr/bin/sh -> dash
`;
