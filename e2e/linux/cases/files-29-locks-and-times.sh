# title: locks belong to open files; times say what was done
# group: files
# needs: root sys
touch f; exec 3< f 4< f; flock -n 3 && echo one; flock -n 4 || echo two waits; flock -n -s 4 || echo not even shared; flock -u 3; flock -n -s 4 && flock -n -s 3 && echo both shared; exec 3<&- 4<&-
flock f sh -c 'flock -n f echo inside || echo taken'; flock -n f echo free
touch -d '2021-05-06 07:08:09' f; stat -c '%y %x' f | cut -c1-60; cp -p f g; [ f -nt g ] || [ g -nt f ] || echo same age; touch -r f h; stat -c %Y h; touch -t 202001020304.05 h; stat -c %y h | cut -c1-19
mkdir d; touch -d @1000 d; touch d/x; [ $(stat -c %Y d) -gt 1000 ] && echo directory changed; touch -d @1000 d; cat d/x; chmod 700 d/x; stat -c %Y d; mv d/x d/y; [ $(stat -c %Y d) -gt 1000 ] && echo again
touch -d @5000 f; echo x >> f; [ $(stat -c %Y f) -gt 5000 ] && echo written; touch -d @5000 f; chmod 600 f; stat -c %Y f; ln f f2; stat -c %Y f
touch -c nope; ls nope; touch -a -d @7 f; stat -c '%X %Y' f; touch -m -d @9 f; stat -c '%X %Y' f
