# title: what the commands hostname and uname print
# group: uts
# needs: root
hostname
hostname -s
uname
uname -n
uname -s -n
uname -sm
unshare -u sh -c 'hostname web-1; hostname; uname -n; uname -sn'
unshare -u hostname ''
unshare -u hostname 'with space'
unshare -u hostname under_score
echo fromfile > name; unshare -u sh -c 'hostname -F name; hostname'
hostname -F nosuch
unshare -u hostname 12345678901234567890123456789012345678901234567890123456789012345
