# title: integer arithmetic
# group: shell
# needs: root
echo $((7 / 2)) $((-7 / 2)) $((7 % 3)) $((-7 % 3)) $((2 ** 10))
echo $((1 + 2 * 3)) $(((1 + 2) * 3)) $((5 > 3)) $((5 == 3)) $((!5)) $((~0))
echo $((0x1f)) $((010)) $((2#101)) $((1 << 4)) $((6 & 3)) $((6 | 3)) $((6 ^ 3))
i=5; echo $((i++)) $i $((++i)) $((i += 10)) $((i > 3 ? 1 : 0))
((i = 3)); echo $?; ((0)); echo $?; let j=i*2; echo $j
bash -c 'echo $((1 / 0)); echo no'; echo $?
bash -c 'echo $((08))'
bash -c 'echo $((1 +))'
x=abc; echo $((x)) $((nosuch + 1))
for ((k = 0; k < 3; k++)); do printf '%s ' $k; done; echo
echo $((9223372036854775807 + 1))
expr 3 + 4; expr 3 \* 4; expr 5 / 0; expr abc : 'a\(.*\)'; expr 1 = 2; echo $?
sh -c 'echo $((1 / 0))'
