# title: setns joins a UTS namespace by its file; a wrong type or file is EINVAL
# group: uts
# needs: root sys
unshare -u sh -c 'hostname joined; touch ready; exec sleep 300' & P=$!
await test -e ready
sys gethostname -- setns /proc/$P/ns/uts uts -- gethostname
sys setns /proc/$P/ns/uts -- gethostname
sys setns /proc/$P/ns/uts net -- gethostname
sys setns /etc/passwd uts
sys setns /proc/$P/ns/nosuch uts
sys setns /proc/$P/ns/uts uts -- sethostname renamed -- setns /proc/1/ns/uts uts -- gethostname
nsenter -t $P -u hostname
asuser 1000 sys setns /proc/$P/ns/uts uts
nsenter --uts=/proc/$P/ns/uts uname -n
nsenter --uts=/etc/passwd uname -n
nsenter --uts=/nosuch uname -n
kill $P; wait $P
