# title: capsh shows and drops
# group: caps
# needs: root sys
capsh --decode=00000000a80425fb; capsh --has-p=cap_chown; echo $?; capsh --drop=cap_chown --has-p=cap_chown -- -c 'grep Cap /proc/self/status'
capsh --drop=all -- -c 'grep Cap /proc/self/status'
capsh --print | grep -v '^Guessed' | head -4 | cut -c1-60
capsh --drop=cap_chown,cap_kill --print | sed -n 2p | cut -c1-60
capsh --inh=cap_chown --addamb=cap_chown --print | sed -n '1p;3,4p'
capsh --keep=1 --uid=1000 --print | sed -n '1p;3p;/uid/p;/keep/p'
capsh --uid=1000 -- -c 'id -u; grep CapEff /proc/self/status'
capsh --caps=cap_chown=ep -- -c 'grep Cap /proc/self/status'; capsh --supports=cap_chown; echo $?; capsh --supports=cap_nope; echo $?
getpcaps 1 $$; getpcaps 999999
