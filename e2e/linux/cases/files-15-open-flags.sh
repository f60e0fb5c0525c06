# title: what open(2) answers: O_EXCL, O_DIRECTORY, O_NOFOLLOW, O_TRUNC, O_APPEND
# group: files
# needs: root sys
echo text > f
mkdir d
ln -s f l
ln -s nosuch dang
sys open f creat,excl,wronly -- open new creat,excl,wronly -- open dang creat,excl,wronly -- open d creat,excl,wronly
sys open nosuch rdonly -- open nosuch/x creat,wronly -- open f/x rdonly -- open d wronly -- open d rdonly -- open '' rdonly
sys open f directory,rdonly -- open d directory,rdonly -- open l nofollow,rdonly -- open l rdonly -- read
sys open f rdonly -- write x -- open f wronly -- read -- close -- close -- read
sys open f wronly -- write AB -- open f append,wronly -- write end -- open f rdonly -- read
sys open f wronly,trunc -- stat f size -- open dang creat,wronly -- stat nosuch -- lseek 100 -- write x -- stat nosuch size
sys truncate f 10 -- stat f size -- truncate f 0 -- stat f size -- truncate d 0 -- truncate none 0
sys mkdir d -- rmdir nosuch -- rmdir f -- unlink d -- rmdir d/. -- rmdir / -- unlink f/ -- mkdir x/ -- rmdir x/
sys symlink f l -- symlink '' m -- readlink f -- stat l -- link d k -- link nosuch k -- link f d
sys open f rdonly -- fchdir -- open d rdonly -- fchdir -- getcwd -- read
asuser 1000 sys open f wronly -- open f rdonly -- open zz creat,wronly -- unlink f -- chmod f 777 -- chown f 1 1
chmod 600 f
asuser 1000 sys open f rdonly -- stat f -- stat f mode
