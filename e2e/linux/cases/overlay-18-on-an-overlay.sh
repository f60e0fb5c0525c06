# title: an overlay can be a lower layer of another one, not of a third, and never an upper one
# group: overlay
# needs: root overlay sys
mkdir -p l u w m u2 w2 m2 u3 w3 m3; echo x > l/f; echo g > l/g
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w m
rm m/g; echo h > m/h
mount -t overlay o2 -o lowerdir=m,upperdir=u2,workdir=w2 m2
ls m2; cat m2/f; echo y >> m2/f; cat m2/f m/f; rm m2/h; ls m2 m; sys tree u2
sys mount o3 m3 overlay none lowerdir=m2,upperdir=u3,workdir=w3 -- mount o3 m3 overlay none lowerdir=m2:l
mkdir m/u m/w; sys mount o3 m3 overlay none lowerdir=l,upperdir=m/u,workdir=m/w
sys umount m -- umount m2 -- umount m
