# title: oom_score_adj goes from -1000 to 1000, and lower only with a capability
# group: cgroup
# needs: root sys cgroup2
echo 1000 > /proc/self/oom_score_adj; cat /proc/self/oom_score_adj /proc/self/oom_adj; sh -c 'cat /proc/self/oom_score_adj'
sys open /proc/self/oom_score_adj rdwr -- write 1001 -- write -1001 -- write x -- write -1000 -- write 17; cat /proc/self/oom_score_adj
echo 0 > /proc/$$/oom_score_adj; cat /proc/$$/oom_score_adj; asuser 1000 sys open /proc/self/oom_score_adj wronly -- write -5 -- write 500 -- write 0
