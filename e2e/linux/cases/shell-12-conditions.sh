# title: test, [ and [[
# group: shell
# needs: root
[ a = a ]; echo $?; [ a = b ]; echo $?; [ ]; echo $?; [ x ]; echo $?
[ -e nosuch ]; echo $?; touch f; [ -f f ] && [ ! -d f ] && echo plain file
[ 2 -lt 10 ] && echo numeric; [[ 2 < 10 ]] || echo lexical
[ -z "" ] && [ -n x ] && echo strings
mkdir d; ln -s d l; ln -s nosuch dang; [ -d l ] && [ -L l ] && [ -L dang ] && [ ! -e dang ] && echo links
[ -s f ] || echo empty; echo x > f; [ -s f ] && echo not empty
[ f -nt nosuch ] && echo newer; [ d -ef l ] && echo same
chmod 644 f; [ -x f ] || echo not executable; chmod 755 f; [ -x f ] && echo executable
x='a b'; [[ $x == a* ]] && echo glob; [[ $x =~ ^(a).(b)$ ]] && echo ${BASH_REMATCH[2]}
[[ a && ! "" ]] && echo and not; [ a -a ! "" ] && echo old and
bash -c '[ $nosuch = a ]'; echo $?
bash -c '[ 1 -eq x ]'; echo $?
bash -c '[ 1'; echo $?
bash -c '[ a b c ]'; echo $?
sh -c '[ 1 -eq x ]'; echo $?
sh -c '[[ a = a ]]'; echo $?
test -t 0; echo $?
case hello in h*) echo starts;; *) echo other;; esac
case x in a|x) echo alt;; esac; case 5 in [0-9]) echo digit;; esac; case y in a) ;; esac; echo $?
