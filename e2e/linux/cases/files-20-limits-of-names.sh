# title: names of 255 bytes, paths of 4096, and what is not a name
# group: files
# needs: root sys
sys mkdir $(printf %0255d 1) -- mkdir $(printf %0256d 1)
sys open $(printf 'x/%.0s' $(seq 2047))y rdonly
sys open $(printf 'x/%.0s' $(seq 2048))y rdonly
sys mkdir '' -- mkdir . -- mkdir .. -- mkdir / -- rmdir . -- rmdir .. -- unlink . -- stat ''
sys mkdir a//b -- mkdir a -- mkdir a//b -- stat a/./b/../b// -- ls a/ -- stat a/b/../../a
sys symlink $(printf %04095d 1) l -- symlink $(printf %04096d 1) m
touch $'new\nline' $'tab\tx' '*' -- '-n' '\'
ls -b
rm -- '*'
ls -A | wc -l
mkdir ünï 한국
ls -d ü* 한*
rmdir 한국
ls -N
touch ... ..a
ls -A
ls -d ...
