# title: fsync works on files and directories, not on devices, pipes and /proc
# group: files
# needs: root
cd $(mktemp -d); echo x >f; mkfifo p
sync f && echo ok
sync -d f . /dev/shm && echo ok
sync -f f && echo ok
sync /dev/null
sync p /proc/version
sync nothing
sync; echo $?
dd if=/dev/zero of=f bs=1k count=1 conv=fsync status=none && stat -c %s f
dd if=/dev/zero of=/dev/null bs=1k count=1 conv=fdatasync status=none
