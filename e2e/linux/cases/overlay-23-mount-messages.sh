# title: what mount prints for wrong layers, and what mountinfo keeps of the options
# group: overlay
# needs: root overlay
mkdir -p l l2 u w m; touch f
mount -t overlay o -o lowerdir=f:l m
mount -t overlay o -o lowerdir=/proc:l m
mount -t overlay o -o lowerdir=l,upperdir=f,workdir=w m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=u/x m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,foo=1 m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,index=maybe m
mount -t overlay o -o upperdir=u,workdir=w m
mount -t overlay o -o lowerdir=l,upperdir=u m
mount -t overlay o m
mount -t overlay -o lowerdir=l,upperdir=u,workdir=w m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,noatime,nosuid m; grep /mnt/m /proc/self/mountinfo | cut -d' ' -f4-; umount m
mount -t overlay o -o lowerdir=/mnt/l:/mnt/l2,upperdir=/mnt/u,workdir=/mnt/w,index=on,metacopy=on m; grep /mnt/m /proc/self/mountinfo | cut -d' ' -f4-; umount m
rm -rf u w; mkdir u w
mount -t overlay o -o lowerdir=l:l2,upperdir=u,workdir=w,redirect_dir=off,xino=off m; grep /mnt/m /proc/self/mountinfo | cut -d' ' -f4-; mount | grep overlay; umount m
rm -rf u w; mkdir u w
mount -t overlay o -o lowerdir=l:l2,upperdir=u,workdir=w,redirect_dir=on,userxattr m
mount -t overlay o -o lowerdir=l:l2,upperdir=u,workdir=w,volatile m; grep /mnt/m /proc/self/mountinfo | cut -d' ' -f4-; umount m; find w; sys mount o m overlay none lowerdir=l:l2,upperdir=u,workdir=w; rm -r w/work; sys mount o m overlay none lowerdir=l:l2,upperdir=u,workdir=w -- umount m
mkdir 'a:b' 'c,d'; mount -t overlay o -o 'lowerdir=a\:b:l' m; ls -d m; umount m
mount --bind l l2; mount -t overlay o -o lowerdir=l2:l m
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w nope
