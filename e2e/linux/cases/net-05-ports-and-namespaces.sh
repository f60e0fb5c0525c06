# title: each network namespace has its own ports, and unix sockets with abstract names
# group: net
# needs: root sys
ip link set lo up; sys listen 8000 one & A=$!
sys awaitport 127.0.0.1 8000; sys bind 8000; unshare -n sys bind 8000; unshare -n sh -c 'ip link set lo up; sys bind 8000 -- connect 127.0.0.1 8000'
asuser 1000 sys bind 80 -- bind 8001; sys connect 127.0.0.1 8000; ss -ltnH | awk '{ print $1, $4 }'; unshare -n ss -ltnH | wc -l
grep -c ':1F40' /proc/net/tcp; unshare -n cat /proc/net/tcp | wc -l; readlink /proc/$A/fd/* | grep -c socket
kill $A; wait $A; sys connect 127.0.0.1 8000
unshare -n sh -c 'ip link set lo up; sys listen 7 x & sys awaitport 127.0.0.1 7; readlink /proc/self/ns/net > /dev/null; sys unshare net -- connect 127.0.0.1 7; sys connect 127.0.0.1 7; kill $!'
asuser 1000 unshare -Urn sh -c 'ip link set lo up; ip -o addr show lo | grep -c 127.0.0.1; sys bind 80; ip link add d0 type dummy; ip -o link | wc -l'; asuser 1000 ip link set lo down
