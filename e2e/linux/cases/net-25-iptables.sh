# title: iptables: chains, rules, how they are listed and refused
# group: net
# needs: root ip sys iptables
iptables --version; iptables -S; iptables -L; iptables -L -n; iptables -L -v -n; iptables -t nat -L -n; iptables -t nat -S; iptables -S FORWARD; iptables -L INPUT
iptables -S NOSUCH
iptables -L NOSUCH
iptables -t nosuch -L
iptables -A INPUT -p tcp --dport 80 -j ACCEPT; iptables -A INPUT -s 10.0.0.1 -j DROP; iptables -A INPUT -i eth0 -d 10.0.0.0/8 -j REJECT; iptables -A INPUT -p udp --sport 53 -j ACCEPT; iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT; iptables -A INPUT -m state --state NEW -j ACCEPT; iptables -A INPUT -p icmp -j ACCEPT; iptables -A INPUT -p icmp --icmp-type echo-request -j DROP; iptables -A INPUT ! -s 10.1.0.0/16 -p tcp ! --dport 22 -j RETURN; iptables -A INPUT -p tcp -j REJECT --reject-with tcp-reset; iptables -A INPUT -p tcp --dport 1000:2000 -j DROP; iptables -A INPUT -m addrtype --dst-type LOCAL -j ACCEPT; iptables -A INPUT -m comment --comment "hello world" -j ACCEPT; iptables -A INPUT -p tcp -m multiport --dports 80,443 -j ACCEPT; iptables -A INPUT -o eth0 -j DROP
iptables -S; iptables -L -n; iptables -L; iptables -L -n -v; iptables -L INPUT -n --line-numbers; iptables-save | grep -v '^#'
iptables -D INPUT 3; iptables -D INPUT -p tcp --dport 80 -j ACCEPT; iptables -D INPUT -p tcp --dport 80 -j ACCEPT
iptables -D INPUT 99
iptables -C INPUT -s 10.0.0.1 -j DROP; echo $?; iptables -C INPUT -s 10.0.0.99 -j DROP
iptables -I INPUT -s 1.1.1.1 -j ACCEPT; iptables -I INPUT 2 -s 2.2.2.2 -j ACCEPT; iptables -R INPUT 1 -s 3.3.3.3 -j DROP; iptables -S | head -6
iptables -I INPUT 99 -s 2.2.2.2 -j ACCEPT
iptables -N FOO; iptables -A FOO -j RETURN; iptables -A INPUT -j FOO; iptables -L FOO -n; iptables -N FOO; iptables -X FOO; iptables -F FOO; iptables -X FOO; iptables -D INPUT -j FOO; iptables -X FOO; iptables -S | tail -3
iptables -A INPUT -j NOSUCHTARGET
iptables -A INPUT --dport 80 -j ACCEPT
iptables -A INPUT -p tcp --dport x -j ACCEPT
iptables -A NOSUCH -j ACCEPT
iptables -P FOO DROP; iptables -N FOO; iptables -P FOO DROP; iptables -P INPUT FOO
iptables -P FORWARD DROP; iptables -L FORWARD -n; iptables -P FORWARD ACCEPT
iptables -F; iptables -X; iptables -S
iptables -t nat -A PREROUTING -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80; iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE; iptables -t nat -A POSTROUTING -o eth0 -j SNAT --to-source 1.2.3.4; iptables -t nat -A OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 8080; iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -j DNAT --to 10.0.0.1; iptables -t nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j ACCEPT; iptables -t nat -S; iptables -t nat -L -n; iptables -t nat -L -n -v; iptables -t nat -L PREROUTING
iptables -t nat -A PREROUTING -j MASQUERADE
iptables -t nat -A POSTROUTING -j DNAT --to-destination 1.2.3.4
iptables -t filter -A INPUT -j DNAT --to-destination 1.2.3.4
iptables -A INPUT -j DNAT
iptables -t nat -A PREROUTING -p tcp -j DNAT
iptables -t nat -A PREROUTING -j DNAT --to-destination 1.2.3.4:80
iptables -t nat -A POSTROUTING -j DROP
iptables -A INPUT -s 300.1.1.1 -j DROP
iptables -A INPUT -p nosuch -j DROP
iptables -A INPUT -m nosuch -j DROP
iptables -A INPUT -m conntrack --ctstate FOO -j DROP
iptables -Q
iptables
iptables -A
iptables -A INPUT -s 10.0.0.0/8,11.0.0.0/8 -j DROP; iptables -S; iptables -A INPUT -d localhost -j DROP; iptables -A INPUT -i eth+ -j DROP; iptables -A INPUT -p tcp --syn -j DROP; iptables -A INPUT -p all -j DROP; iptables -A INPUT -p 6 -j DROP; iptables -A INPUT -m tcp -p tcp --dport http -j DROP; iptables -A INPUT; iptables -A INPUT -g FOO; iptables -S; iptables -L -n
asuser 1000 iptables -S
asuser 1000 iptables -A INPUT -j DROP
capsh --drop=cap_net_admin -- -c 'iptables -S'
iptables -Z; iptables -w -S FOO; iptables -nvL FOO; iptables -F INPUT; iptables -vS FOO
unshare -n iptables -S; unshare -Urn iptables -A INPUT -j DROP; unshare -Urn sh -c 'iptables -P INPUT DROP; iptables -S'
iptables -t nat -F; iptables -t nat -E FOO BAR; iptables -E FOO BAR; iptables -S
