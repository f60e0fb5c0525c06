# title: a child namespace is a copy at the time of its birth; later changes go nowhere
# group: uts
# needs: root
unshare -u sh -c 'hostname parent; touch up; await test -e renamed; unshare -u hostname; touch done; exec sleep 300' > log & P=$!
await test -e up; hostname changed-outside; nsenter -t $P -u hostname
touch renamed; await test -e done; cat log
unshare -u hostname; hostname host; unshare -u hostname
nsenter -t $P -u unshare -u sh -c 'hostname; hostname grandchild; hostname'; nsenter -t $P -u hostname
kill $P; wait $P; hostname
