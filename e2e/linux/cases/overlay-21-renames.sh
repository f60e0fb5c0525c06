# title: renaming over what is hidden, what is lower, and what is new
# group: overlay
# needs: root overlay sys
mkdir -p l/d l/e u w m; echo a > l/a; echo b > l/b; echo c > l/c; touch l/e/in
mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,redirect_dir=off m
sys rename m/a m/b -- cat m/b -- ls m; sys tree u
sys rename m/b m/a -- cat m/a; sys tree u
sys rename m/d m/e -- rename m/d m/new -- mkdir m/p -- rename m/p m/d -- rename m/d m/e -- rename m/c m/d -- rename m/d m/c
sys renameat2 m/a m/c exchange -- cat m/a -- cat m/c -- renameat2 m/d m/a exchange -- renameat2 m/a m/c noreplace -- renameat2 m/a m/z whiteout
sys ls m; sys tree u
sys mkdir m/n -- creat m/n/f x -- rename m/n m/n2 -- cat m/n2/f -- rename m/n2 m/e; sys tree u
umount m
