// What ping(8) of iputils 20240905 says of itself.

export const PING_HELP = `
Usage
  ping [options] <destination>

Options:
  <destination>      DNS name or IP address
  -3                 RTT precision (do not round up the result time)
  -a                 use audible ping
  -A                 use adaptive ping
  -B                 sticky source address
  -c <count>         stop after <count> replies
  -C                 call connect() syscall on socket creation
  -D                 print timestamps
  -d                 use SO_DEBUG socket option
  -e <identifier>    define identifier for ping session, default is random for
                     SOCK_RAW and kernel defined for SOCK_DGRAM
                     Imply using SOCK_RAW (for IPv4 only for identifier 0)
  -f                 flood ping
  -h                 print help and exit
  -H                 force reverse DNS name resolution (useful for numeric
                     destinations or for -f), override -n
  -I <interface>     either interface name or address
  -i <interval>      seconds between sending each packet
  -L                 suppress loopback of multicast packets
  -l <preload>       send <preload> number of packages while waiting replies
  -m <mark>          tag the packets going out
  -M <pmtud opt>     define path MTU discovery, can be one of <do|dont|want|probe>
  -n                 no reverse DNS name resolution, override -H
  -O                 report outstanding replies
  -p <pattern>       contents of padding byte
  -q                 quiet output
  -Q <tclass>        use quality of service <tclass> bits
  -s <size>          use <size> as number of data bytes to be sent
  -S <size>          use <size> as SO_SNDBUF socket option value
  -t <ttl>           define time to live
  -U                 print user-to-user latency
  -v                 verbose output
  -V                 print version and exit
  -w <deadline>      reply wait <deadline> in seconds
  -W <timeout>       time to wait for response

IPv4 options:
  -4                 use IPv4
  -b                 allow pinging broadcast
  -R                 record route
  -T <timestamp>     define timestamp, can be one of <tsonly|tsandaddr|tsprespec>

IPv6 options:
  -6                 use IPv6
  -F <flowlabel>     define flow label, default is random
  -N <nodeinfo opt>  use IPv6 node info query, try <help> as argument

For more details see ping(8).
`;

export const PING_OPTIONS = `
! -3    RTT precision (do not round up the result time)
! -a    use audible ping
! -A    use adaptive ping
! -B    sticky source address
  -c COUNT    stop after <count> replies
! -C    call connect() syscall on socket creation
! -D    print timestamps
! -d    use SO_DEBUG socket option
! -e IDENTIFIER    define identifier for ping session, default is random for
! -f    flood ping
  -h    print help and exit
! -H    force reverse DNS name resolution (useful for numeric
  -I INTERFACE    either interface name or address
  -i INTERVAL    seconds between sending each packet
! -L    suppress loopback of multicast packets
! -l PRELOAD    send <preload> number of packages while waiting replies
! -m MARK    tag the packets going out
! -M PMTUD    define path MTU discovery, can be one of <do|dont|want|probe>
  -n    no reverse DNS name resolution, override -H
! -O    report outstanding replies
! -p PATTERN    contents of padding byte
  -q    quiet output
! -Q TCLASS    use quality of service <tclass> bits
  -s SIZE    use <size> as number of data bytes to be sent
! -S SIZE    use <size> as SO_SNDBUF socket option value
  -t TTL    define time to live
! -U    print user-to-user latency
! -v    verbose output
  -V    print version and exit
  -w DEADLINE    reply wait <deadline> in seconds
  -W TIMEOUT    time to wait for response
  -4    use IPv4
! -b    allow pinging broadcast
! -R    record route
! -T TIMESTAMP    define timestamp, can be one of <tsonly|tsandaddr|tsprespec>
! -6    use IPv6
! -F FLOWLABEL    define flow label, default is random
! -N NODEINFO    use IPv6 node info query, try <help> as argument
`;
