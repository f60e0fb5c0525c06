# title: the limits of System V objects are the namespace's own, and hold
# group: ipc
# needs: root sys
unshare -i sh -c 'echo "250 10 32 1" > /proc/sys/kernel/sem; cat /proc/sys/kernel/sem; ipcmk -S 5; ipcmk -S 5; ipcmk -S 300'; cat /proc/sys/kernel/sem
unshare -i sh -c 'cat /proc/sys/kernel/shmmax /proc/sys/kernel/shmall; echo 4096 > /proc/sys/kernel/shmmax; ipcmk -M 5000; ipcmk -M 4096; echo 1 > /proc/sys/kernel/shmall; ipcmk -M 4096; ls -l /proc/sys/kernel/shmmax | cut -c1-10'
unshare -i sh -c 'echo 1 > /proc/sys/kernel/shmmni; ipcmk -M 1; ipcmk -M 1; echo 0 > /proc/sys/kernel/msgmni; ipcmk -Q'
unshare -i sh -c 'echo "7" > /proc/sys/kernel/sem; cat /proc/sys/kernel/sem; echo "1 2 3 4 5" > /proc/sys/kernel/sem; echo x > /proc/sys/kernel/sem; cat /proc/sys/kernel/sem'
asuser 1000 sh -c 'echo 5 > /proc/sys/kernel/shmmax'; asuser 1000 unshare -Ur -i sh -c 'echo 5 > /proc/sys/kernel/shmmax; cat /proc/sys/kernel/shmmax; ls -l /proc/sys/kernel/shmmax | cut -d" " -f1,3'
