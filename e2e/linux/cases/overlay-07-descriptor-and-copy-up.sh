# title: a descriptor opened for reading before a copy-up reads what is written after it
# group: overlay
# needs: root overlay sys
mkdir -p l u w m; echo old > l/f; echo gone > l/g; echo moved > l/h
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
exec 3< m/f; echo new > m/f; cat <&3; exec 3<&-
exec 3< m/g; rm m/g; cat <&3; readlink /proc/$$/fd/3; exec 3<&-
exec 3< m/h; mv m/h m/i; readlink /proc/$$/fd/3; echo more >> m/i; cat <&3; exec 3<&-
exec 3>> m/f; rm m/f; echo into >&3; readlink /proc/$$/fd/3; ls m; exec 3>&-
sys tree u
exec 3< m/i; umount m
exec 3<&-; umount m
