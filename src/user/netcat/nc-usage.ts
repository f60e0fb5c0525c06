// What nc(1) of Debian's netcat-openbsd says of itself.

export const NC_HELP = `OpenBSD netcat (Debian patchlevel 1.229-1)
usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]
	Command Summary:
		-4		Use IPv4
		-6		Use IPv6
		-b		Allow broadcast
		-C		Send CRLF as line-ending
		-D		Enable the debug socket option
		-d		Detach from stdin
		-F		Pass socket fd
		-h		This help text
		-I length	TCP receive buffer length
		-i interval	Delay interval for lines sent, ports scanned
		-k		Keep inbound sockets open for multiple connects
		-l		Listen mode, for inbound connects
		-M ttl		Outgoing TTL / Hop Limit
		-m minttl	Minimum incoming TTL / Hop Limit
		-N		Shutdown the network socket after EOF on stdin
		-n		Suppress name/port resolutions
		-O length	TCP send buffer length
		-P proxyuser	Username for proxy authentication
		-p port		Specify local port for remote connects
		-q secs		quit after EOF on stdin and delay of secs
		-r		Randomize remote ports
		-S		Enable the TCP MD5 signature option
		-s sourceaddr	Local source address
		-T keyword	TOS value
		-t		Answer TELNET negotiation
		-U		Use UNIX domain socket
		-u		UDP mode
		-V rtable	Specify alternate routing table
		-v		Verbose
		-W recvlimit	Terminate after receiving a number of packets
		-w timeout	Timeout for connects and final net reads
		-X proto	Proxy protocol: "4", "5" (SOCKS) or "connect"
		-x addr[:port]	Specify proxy address and port
		-Z		DCCP mode
		-z		Zero-I/O mode [used for scanning]
	Port numbers can be individual or ranges: lo-hi [inclusive]
`;

export const NC_USAGE = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
	  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
	  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
	  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
	  [destination] [port]
`;

export const NC_OPTIONS = `
  -4    Use IPv4
! -6    Use IPv6
! -b    Allow broadcast
  -C    Send CRLF as line-ending
! -D    Enable the debug socket option
  -d    Detach from stdin
! -F    Pass socket fd
  -h    This help text
! -I ARG    TCP receive buffer length
! -i ARG    Delay interval for lines sent, ports scanned
  -k    Keep inbound sockets open for multiple connects
  -l    Listen mode, for inbound connects
! -M ARG    Outgoing TTL / Hop Limit
! -m ARG    Minimum incoming TTL / Hop Limit
  -N    Shutdown the network socket after EOF on stdin
  -n    Suppress name/port resolutions
! -O ARG    TCP send buffer length
! -P ARG    Username for proxy authentication
  -p ARG    Specify local port for remote connects
  -q ARG    quit after EOF on stdin and delay of secs
! -r    Randomize remote ports
! -S    Enable the TCP MD5 signature option
  -s ARG    Local source address
! -T ARG    TOS value
! -t    Answer TELNET negotiation
  -U    Use UNIX domain socket
  -u    UDP mode
! -V ARG    Specify alternate routing table
  -v    Verbose
! -W ARG    Terminate after receiving a number of packets
  -w ARG    Timeout for connects and final net reads
! -X ARG    Proxy protocol: "4", "5" (SOCKS) or "connect"
! -x ARG    Specify proxy address and port
! -Z    DCCP mode
  -z    Zero-I/O mode [used for scanning]
`;
