# title: runc spec writes the configuration of a small container, once
# group: runc
# needs: root runc
runc --version | head -1
mkdir b; cd b; runc spec; cat config.json
stat -c '%a %s' config.json
runc spec 2>&1 | sed 's/^time="[^"]*" //'
mkdir ../c; runc spec -b ../c; cmp config.json ../c/config.json && echo same
runc spec --bundle /nosuch 2>&1 | sed 's/^time="[^"]*" //'
