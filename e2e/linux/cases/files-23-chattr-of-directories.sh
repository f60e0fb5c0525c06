# title: reading, entering and writing a directory are three rights
# group: files
# needs: root sys
chmod 755 .
mkdir d
echo x > d/f
chown 1000 d
chmod 400 d
asuser 1000 sys ls d -- stat d/f -- open d/f rdonly -- open d rdonly -- chdir d
chmod 100 d
asuser 1000 sys ls d -- stat d/f -- open d/f rdonly -- chdir d -- getcwd -- ls .
chmod 300 d
asuser 1000 sys ls d -- mkdir d/n -- unlink d/f -- stat d/n
chmod 200 d
asuser 1000 sys mkdir d/m -- ls d
chmod 000 d
asuser 1000 sys chmod d 700 -- ls d -- rmdir d/n
chmod 000 d
sys ls d -- mkdir d/byroot -- ls d
chmod 500 d
asuser 1000 sys rmdir d/byroot -- rename d e -- mkdir d/x
asuser 1000 sys rename d/byroot d/y -- rmdir d
