# title: securebits: root without its powers, and ids that change nothing
# group: caps
# needs: root sys
cp /usr/bin/grep g; S='./g ^Cap /proc/self/status'
setpriv --securebits +noroot $S
setpriv --securebits +noroot,+noroot_locked --dump | grep Securebits
setpriv --dump | grep -i securebits
setpriv --securebits +no_setuid_fixup --reuid 1000 --clear-groups $S
setpriv --securebits +no_setuid_fixup -- sys setuid 1000 -- chown g 5 5 -- stat g uid
chown 0:0 g; setpriv --securebits +noroot sh -c 'id -u; ./g ^CapEff /proc/self/status; echo x > made; chown 5 made'
setpriv --securebits +noroot_locked,+noroot setpriv --securebits -noroot true
setcap cap_chown=ep g; setpriv --securebits +noroot $S
asuser 1000 setpriv --securebits +noroot true
setpriv --securebits +foo true; setpriv --securebits noroot true
setpriv --securebits +no_cap_ambient_raise --inh-caps +chown --ambient-caps +chown true
