# title: shared memory, queues and semaphores belong to the ipc namespace
# group: ipc
# needs: root sys
sys shmget 5 -- shmget 5 c -- shmget 5
unshare -i sys shmget 5 -- shmget 5 c -- shmget 5
sys shmget 5; sys unshare ipc -- shmget 5
ipcmk -Q | sed 's/: .*/: ID/'; ipcmk -M 4096 | sed 's/: .*/: ID/'; ipcmk -S 2 | sed 's/: .*/: ID/'
ipcs -q | grep -c 0x; ipcs -m | grep -c 0x; ipcs -s | grep -c 0x
unshare -i sh -c 'ipcs -q | grep -c 0x; ipcmk -Q > /dev/null; ipcs -q | grep -c 0x'
ipcs -q | grep -c 0x
ipcs -m | sed 's/ [0-9]* *root/ ID root/' | tail -n +3 | head -2
ipcs -s | tail -n +3 | head -1; ipcs -q | tail -n +3 | head -1
ipcrm -M 5; sys shmget 5; ipcrm -M 5
ipcrm -a 2>/dev/null; ipcs -q | grep -c 0x; ipcs -m | grep -c 0x; ipcs -s | grep -c 0x
ipcrm -m 999; ipcrm -q x
unshare -i sh -c 'sleep 300 & echo $! > p; exec sys shmget 9 c'; nsenter -t $(cat p) -i sys shmget 9; kill $(cat p); sys shmget 9
