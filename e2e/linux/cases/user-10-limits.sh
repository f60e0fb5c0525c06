# title: a user namespace may limit how many namespaces are made in it and below it
# group: user
# needs: root sys userns
unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_user_namespaces; unshare -U true; cat /proc/sys/user/max_user_namespaces'
unshare -Ur sh -c 'echo 1 > /proc/sys/user/max_net_namespaces; unshare -n true; echo $?; unshare -n sh -c "unshare -n true; echo \$?"'
unshare -Ur sh -c 'echo x > /proc/sys/user/max_net_namespaces; ls -l /proc/sys/user/max_net_namespaces | cut -c1-10'
asuser 1000 sh -c 'echo 0 > /proc/sys/user/max_net_namespaces'
unshare -Ur sh -c 'echo 0 > /proc/sys/user/max_uts_namespaces; unshare -u true; unshare -Ur unshare -u true; unshare -m true; echo $?'
