# title: how a name becomes a program: function, builtin, PATH, hash
# group: shell
# needs: root
mkdir a b; printf '#!/bin/sh\necho from a\n' > a/tool; printf '#!/bin/sh\necho from b\n' > b/tool; chmod 755 a/tool b/tool
PATH=/mnt/a:/mnt/b:$PATH; tool; type tool
hash | grep -c tool; chmod 644 a/tool; tool
hash -r; tool; rm b/tool; hash -r; bash -c tool
chmod 755 a/tool; tool; mv a/tool a/tool2; hash -r; bash -c tool
tool2() { echo function; }; tool2; command tool2; unset -f tool2; tool2
echo() { printf 'my echo\n'; }; echo x; builtin echo x; command echo x; unset -f echo; echo x
bash -c 'PATH=/mnt/nosuch; nosuch; /bin/echo by path; echo builtin'
bash -c 'PATH=:/usr/bin; cd a; tool2'; bash -c 'PATH=/usr/bin; cd a; tool2'
bash -c 'alias hi="echo alias"; hi'; bash -c $'shopt -s expand_aliases\nalias hi="echo alias"\nhi'
command_not_found_handle() { echo "no $1 here"; return 5; }; nosuchthing x; unset -f command_not_found_handle
which ls tool2; which nosuch; echo $?; type -P ls; command -V cd | head -n 1
