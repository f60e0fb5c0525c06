# title: children are born into the UTS namespace of their parent and see its changes at once
# group: uts
# needs: root
unshare -u sh -c 'hostname one; touch ready; exec sleep 300' & P=$!
await test -e ready
nsenter -t $P -u hostname
nsenter -t $P -u hostname two
nsenter -t $P -u hostname
hostname
readlink /proc/$P/ns/uts /proc/self/ns/uts
unshare -u sh -c 'hostname three; (hostname four); hostname; sh -c "readlink /proc/self/ns/uts" > a; readlink /proc/self/ns/uts > b; cmp a b && echo same'
kill $P; wait $P
nsenter -t $P -u hostname
