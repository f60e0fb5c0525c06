# title: when pivot_root refuses
# group: mount
# needs: root sys rootfs
mkrootfs r
mkdir other
unshare -m --propagation private pivot_root r r/old
unshare -m --propagation private sys pivot_root r r/old -- mount r r none bind -- pivot_root r other -- pivot_root r r/nosuch -- pivot_root r r/etc/os-release -- pivot_root nosuch r/old -- pivot_root r r/old
unshare -m --propagation private sys mount r r none bind -- pivot_root / r/old -- pivot_root / /
unshare -m --propagation shared sys mount r r none bind -- pivot_root r r/old
unshare -m --propagation private sys mount r r none bind -- mount none r none shared -- pivot_root r r/old
asuser 1000 sys pivot_root r r/old
unshare -m --propagation private sys mount r r none bind -- capclear 21 -- pivot_root r r/old
