# title: the NIS domain name belongs to the UTS namespace too
# group: uts
# needs: root sys
cat /proc/sys/kernel/domainname
unshare -u sh -c 'echo lab.example > /proc/sys/kernel/domainname; cat /proc/sys/kernel/domainname; domainname'
cat /proc/sys/kernel/domainname
domainname
unshare -u sh -c 'domainname d1; domainname; unshare -u domainname'
unshare -u sys setdomainname 1234567890123456789012345678901234567890123456789012345678901234 -- setdomainname 12345678901234567890123456789012345678901234567890123456789012345 -- setdomainname ""
sys setgid 1000 -- setuid 1000 -- setdomainname x
unshare -u sh -c 'hostname a.b.c; hostname; hostname -s; uname -n'
