# title: ELOOP after 40 links
# group: files
# needs: root sys
ln -s a b
ln -s b a
cat a
ls a
ls -d a
ln -s self self
cat self
cd self 2> /dev/null
sys open a rdonly -- stat a -- readlink a -- chdir a -- open a/b rdonly
echo end > f; ln -s f l1; for i in $(seq 2 45); do ln -s l$((i - 1)) l$i; done
cat l40
cat l41
sys open l40 rdonly -- open l41 rdonly -- stat l41
readlink -f l45
rm a b self
ls -d a
