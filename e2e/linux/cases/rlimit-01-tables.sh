# title: ulimit -a and /proc/PID/limits show the limits that the kernel starts with
# group: rlimit
# needs: root
number() { sed -E 's/^((pending signals|max user processes) .*) [0-9]+$/\1 N/; s/^(process .*) [0-9]+$/\1 N/; s/^(Max (processes|pending signals) +)[0-9]+ +[0-9]+ +/\1 N N /'; }
bash -c 'ulimit -a' | number
bash -c 'ulimit -aH' | number
dash -c 'ulimit -a' | number
number < /proc/self/limits
bash -c 'ulimit; ulimit -f; ulimit -c; ulimit -s; ulimit -n; ulimit -Hn; ulimit -SHn; ulimit -l; ulimit -q; ulimit -p; ulimit -P; ulimit -i | grep -c .'
bash -c 'ulimit -n -s; ulimit -b; ulimit -k; ulimit -T'
dash -c 'ulimit; ulimit -n; ulimit -Hn; ulimit -s; ulimit -w'
