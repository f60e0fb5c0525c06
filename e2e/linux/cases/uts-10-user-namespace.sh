# title: with a user namespace around it, an ordinary user may have and name a UTS namespace
# group: uts
# needs: root userns sys
asuser 1000 unshare -u true
asuser 1000 unshare -U -u hostname x
asuser 1000 unshare -U -r -u sh -c 'hostname mine; hostname'
asuser 1000 unshare -U -r hostname mine
hostname
asuser 1000 sys unshare user,uts -- sethostname x -- gethostname
asuser 1000 sys unshare uts
asuser 1000 unshare -U -r -u sh -c 'unshare -U -r hostname deeper; unshare -U -r -u sh -c "hostname deeper; hostname"; hostname'
