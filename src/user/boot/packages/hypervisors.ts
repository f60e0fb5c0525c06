// Programs that pretend machines, or manage those that do, as their packages install them. The sizes are those of
// Debian 12's files; of their libraries, some sixty for QEMU, only the C library is listed.

export const HYPERVISORS = `
# qemu-system-x86
/usr/bin/qemu-system-x86_64 18397984 libm.so.6 libc.so.6
/usr/bin/kvm -> qemu-system-x86_64
# qemu-utils
/usr/bin/qemu-img 2292896 libm.so.6 libc.so.6
# libvirt-clients, libvirt-daemon
/usr/bin/virsh 1048800 libc.so.6
/usr/sbin/libvirtd 605216 libc.so.6
# xen-utils
/usr/sbin/xl 223376 libc.so.6
`;
