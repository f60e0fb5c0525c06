# title: what mount says to wrong layers
# group: overlay
# needs: root overlay sys
mkdir -p l/in u w m; touch f
sys mount o m overlay none lowerdir=l -- mount o m overlay none lowerdir=nope:l -- mount o m overlay none lowerdir=f:l
sys mount o m overlay none lowerdir=l,upperdir=u -- mount o m overlay none lowerdir=l,upperdir=u,workdir=u -- mount o m overlay none lowerdir=l,upperdir=u,workdir=nope
mkdir u/w; sys mount o m overlay none lowerdir=l,upperdir=u,workdir=u/w -- mount o m overlay none lowerdir=l,upperdir=u/w,workdir=u
sys mount o m overlay none upperdir=u,workdir=w -- mount o m overlay none '' -- mount o m overlay none foo=1,lowerdir=l:u
sys mount o m overlay none lowerdir=l:l -- mount o m overlay none lowerdir=l:l/in -- mount o m overlay none lowerdir=l/in:l
sys mount o m overlay none lowerdir=l,upperdir=l,workdir=w -- umount m
sys mount o m overlay none lowerdir=u/w,upperdir=u,workdir=w -- umount m -- mount o m overlay none lowerdir=u,upperdir=u/w,workdir=w -- umount m
mkdir l/w; sys mount o m overlay none lowerdir=l,upperdir=u,workdir=l/w -- umount m
mkdir t; mount -t tmpfs none t; mkdir t/w t/u; sys mount o m overlay none lowerdir=l,upperdir=u,workdir=t/w -- mount o m overlay none lowerdir=l,upperdir=t/u,workdir=t/w -- umount m
mount -o remount,ro,bind t; sys mount o m overlay none lowerdir=l,upperdir=t/u,workdir=t/w
sys mount o f overlay none lowerdir=l,upperdir=u,workdir=w -- mount o nope overlay none lowerdir=l,upperdir=u,workdir=w
sys mount o m overlay none lowerdir=l,upperdir=f,workdir=w -- mount o m overlay none lowerdir=l,upperdir=u,workdir=f
sys mount o m overlay none lowerdir=/proc:l
mkdir m2; mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m; sys mount o m2 overlay none lowerdir=l,upperdir=u,workdir=w -- umount m2 -- mount o m2 overlay none lowerdir=l,upperdir=u,workdir=w,index=on
sys mount o m2 overlay none lowerdir=u:l -- umount m2 -- mount o m2 overlay none lowerdir=m:l -- umount m2
mount -t overlay o -o lowerdir=nope,upperdir=u,workdir=w m2
mount -t overlay o -o lowerdir=l:l m2
mount -t overlay o -o lowerdir=l m2
umount m
