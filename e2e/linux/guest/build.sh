#!/bin/bash
# build.sh DIR: make the recording guest in DIR: root.img (Debian 13), vmlinuz (Linux 6.12), initrd.
# Needs root, debootstrap, mke2fs, cpio or busybox, and a Debian mirror.  About one minute.
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$1; ROOT=$DIR/root; MIRROR=${MIRROR:-http://deb.debian.org/debian}
PACKAGES=util-linux,util-linux-extra,bsdextrautils,bsdutils,mount,procps,psmisc,bash,dash,coreutils,findutils,grep,sed,mawk
PACKAGES+=,diffutils,hostname,libc-bin,busybox-static,gcc,libc6-dev,binutils,strace,libcap2-bin,attr,acl,iproute2
PACKAGES+=,iputils-ping,iptables,kmod,file,less,tree,bc,tar,gzip,passwd,login,netbase,uidmap,vim-tiny,runc
KERNEL='^linux-image-6\.12\..*cloud-amd64$'

mkdir -p "$DIR"
if [ ! -e "$DIR/root.done" ]; then
	rm -rf "$ROOT"
	debootstrap --variant=minbase --include=$PACKAGES trixie "$ROOT" "$MIRROR"
	touch "$DIR/root.done"
fi

# The kernel package is only unpacked: its postinst would want a boot loader.
chroot "$ROOT" apt-get -q update
package=$(chroot "$ROOT" apt-cache search --names-only "$KERNEL" | awk '{ print $1 }' | sort -V | tail -1)
[ -n "$package" ] || { echo "build.sh: no Linux 6.12 at $MIRROR" >&2; exit 1; }
chroot "$ROOT" sh -c "cd /root && rm -f *.deb && apt-get -q download $package"
rm -rf "$DIR/kernel"
dpkg-deb -x "$ROOT"/root/*.deb "$DIR/kernel"
rm "$ROOT"/root/*.deb
release=${package#linux-image-}
cp "$DIR/kernel/boot/vmlinuz-$release" "$DIR/vmlinuz"
rm -rf "$ROOT"/usr/lib/modules
cp -a "$DIR/kernel/usr/lib/modules" "$ROOT/usr/lib/"
chroot "$ROOT" depmod "$release"

# The initial RAM disk knows one thing: the driver of the root disk.
initrd=$DIR/initrd.d
rm -rf "$initrd"
mkdir -p "$initrd"/{bin,dev,new}
cp "$ROOT/usr/bin/busybox" "$initrd/bin/"
xz -dc "$DIR/kernel/usr/lib/modules/$release/kernel/drivers/block/virtio_blk.ko.xz" >"$initrd/virtio_blk.ko"
cat >"$initrd/init" <<'INIT'
#!/bin/busybox sh
b=/bin/busybox
$b mount -t devtmpfs dev /dev
$b insmod /virtio_blk.ko
$b mount -t ext4 /dev/vda /new || exec $b sh
$b umount /dev
exec $b switch_root /new /usr/local/sbin/guest-init
INIT
chmod 755 "$initrd/init"
( cd "$initrd" && find . | "$ROOT/usr/bin/busybox" cpio -o -H newc >"$DIR/initrd" 2>/dev/null )

install -m 755 "$HERE/init" "$ROOT/usr/local/sbin/guest-init"
echo host >"$ROOT/etc/hostname"
printf '127.0.0.1 localhost\n' >"$ROOT/etc/hosts"
rm -rf "$ROOT"/var/cache/apt/* "$ROOT"/var/lib/apt/lists/* "$ROOT"/tmp/*
rm -f "$DIR/root.img"
mke2fs -q -t ext4 -L root -d "$ROOT" "$DIR/root.img" 1200M
echo "$release" >"$DIR/release"
rm -rf "$DIR/kernel" "$initrd"
