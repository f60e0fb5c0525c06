#!/bin/bash
# run.sh record|check|twice|list [NAME ...]: the cases on a real Linux 6.12 with the tools of Debian 13.
# It boots the guest that guest/build.sh makes (once, into $CUTAWAY_LINUX) in QEMU, emulated (ACCEL=kvm: with KVM).
# Without a NAME all cases run.  HERE=1 takes the kernel of this machine, not the guest's, with the same tools.
set -euo pipefail
LINUX=$(cd "$(dirname "$0")" && pwd)
DIR=${CUTAWAY_LINUX:-/var/lib/cutaway-linux}
mode=${1:-check}
[ $# = 0 ] || shift
cases=()
for name in "$@"; do cases+=("cases/$(basename "$name" .sh).sh"); done
cd "$LINUX"
[ "$mode" != list ] || exec tools/run-cases list "${cases[@]}"
[ -e "$DIR/root.img" ] || guest/build.sh "$DIR"
if [ -n "${HERE:-}" ]; then
	exec env -i LINUX="$LINUX" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C TOOLS=/run/tools \
		unshare -m -u -i -n -p -f --propagation private guest/enter "$DIR/root" tools/run-cases "$mode" "${cases[@]}" </dev/null
fi

command -v qemu-system-x86_64 >/dev/null || { echo "run.sh: needs qemu-system-x86, or HERE=1" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/in" "$work/out"
cp -r tools cases "$work/in/"
[ "$mode" != record ] || rm -f "$work"/in/cases/*.out # what comes back is then what was recorded
echo "$mode ${cases[*]}" >"$work/in/arguments"
tar -C "$work/in" --owner=0 --group=0 -cf "$work/in.tar" .
truncate -s 64M "$work/out.tar"
disk=format=raw,if=virtio
SYSCTLS="sysctl.fs.protected_fifos=1 sysctl.fs.protected_regular=2" # as systemd sets them when Debian boots
# Without cx16: the emulation of cmpxchg16b in QEMU 7.2 loses the flags now and then, and the guest panics.
qemu-system-x86_64 -accel "${ACCEL:-tcg}" -cpu max,-cx16 -M q35 -smp 1 -m 1024 -nodefaults -display none -no-reboot -net none \
	-kernel "$DIR/vmlinuz" -initrd "$DIR/initrd" -append "console=ttyS0 quiet panic=-1 apparmor=0 mitigations=off nokaslr no_timer_check $SYSCTLS" \
	-drive "file=$DIR/root.img,$disk,snapshot=on" -drive "file=$work/in.tar,$disk,readonly=on" -drive "file=$work/out.tar,$disk" \
	-serial stdio </dev/null 2>"$work/qemu.err" |
	sed -u 's/\r$//; /sysrq: Power Off$/d; /reboot: Power down$/d' || true
tar -C "$work/out" -xmf "$work/out.tar"
[ -e "$work/out/status" ] || { cat "$work/qemu.err" >&2; echo "run.sh: the guest did not finish" >&2; exit 1; }
[ "$mode" != record ] || for name in "$work"/out/cases/*.out; do cp "$name" cases/; done
exit "$(cat "$work/out/status")"
