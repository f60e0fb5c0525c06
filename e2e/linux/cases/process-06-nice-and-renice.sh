# title: nice values are inherited; only root lowers them
# group: process
# needs: root
nice
nice -n 5 nice
nice -n 5 nice -n 5 nice
nice -n 30 nice
nice -n -30 nice
nice sh -c 'nice; ps -o ni= -p $$'
asuser 1000 nice -n -5 nice
asuser 1000 nice -n 3 sh -c 'nice; nice -n -1 nice' 2> /dev/null
sleep 300 & S=$!
renice -n 10 -p $S | sed "s/$S/S/"
ps -o ni= -p $S
renice -n 5 $S | sed "s/$S/S/"
asuser 1000 renice -n 1 -p $S 2>&1 | sed "s/$S/S/"
nice -n 5 nosuch
nice -n x true
nice -n 5
kill $S
wait $S
renice -n 1 -p 999999
