# title: a hard link counts as an inode of a tmpfs, a long symbolic link takes a block
# group: files
# needs: root sys
mkdir i; mount -t tmpfs -o nr_inodes=4 tmpfs i; cd i
sys creat a x -- link a b -- link a c -- link a d -- mkdir e -- unlink a -- mkdir e -- rename b c -- mkdir f -- symlink x g
sys unlink b -- symlink x g -- renameat2 g h whiteout -- rmdir e -- renameat2 g h whiteout -- dump .
cd ..; mkdir j; mount -t tmpfs -o size=8k tmpfs j; cd j
sys creat a x -- creat b y -- symlink $(printf %0127d 1) short -- symlink $(printf %0128d 1) long -- mkdir d -- append a more
sys unlink b -- symlink $(printf %0128d 1) long -- creat b y -- unlink a -- creat b y
df .
