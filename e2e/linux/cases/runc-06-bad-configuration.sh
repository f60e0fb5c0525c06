# title: a configuration that cannot be
# group: runc
# needs: root cgroup2 rootfs runc
mkdir b; cd b; mkrootfs rootfs; runc spec; tr -d "\n\t" < config.json | sed 's~"terminal": true~"terminal": false~' > base
r() { runc "$@" 2> /tmp/e; s=$?; sed 's/^time="[^"]*" //' /tmp/e >&2; return $s; }
args() { sed "s~\[\"sh\"\]~[$1]~" base > config.json; }
echo '{' > config.json; r run c1
echo '{}' > config.json; r run c1
rm config.json; r run c1; r run -b /nosuch c1
cp base config.json; r run 'a/b'; r run 'a b'
r run > /dev/null; r run a b > /dev/null
sed 's~"ociVersion": "1.2.0"~"ociVersion": "x"~' base > config.json; r run c1
sed 's~\["sh"\]~[]~' base > config.json; r run c1
sed 's~"type": "pid"~"type": "nosuch"~' base > config.json; r run c1
sed 's~"CAP_KILL"~"CAP_NOSUCH"~g' base > config.json; r run c1
echo '{"a" 1}' > config.json; r run c1
