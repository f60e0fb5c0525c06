// update-alternatives(1): commands that several packages offer, chosen by a link in /etc/alternatives.

import { type FileSpec, symlink } from "./files.ts";

const CHOICES = `
/usr/bin/awk /usr/bin/mawk
/usr/bin/nawk /usr/bin/mawk
/usr/bin/nc /usr/bin/nc.openbsd
/usr/bin/netcat /usr/bin/nc.openbsd
/usr/bin/pager /usr/bin/less
/usr/bin/which /usr/bin/which.debianutils
/usr/sbin/ip6tables /usr/sbin/ip6tables-nft
/usr/sbin/ip6tables-restore /usr/sbin/ip6tables-nft-restore
/usr/sbin/ip6tables-save /usr/sbin/ip6tables-nft-save
/usr/sbin/iptables /usr/sbin/iptables-nft
/usr/sbin/iptables-restore /usr/sbin/iptables-nft-restore
/usr/sbin/iptables-save /usr/sbin/iptables-nft-save
`;

export const alternatives: readonly FileSpec[] = CHOICES.trim()
  .split("\n")
  .flatMap((line) => {
    const [link = "", target = ""] = line.split(" ");
    const chosen = `/etc/alternatives/${link.slice(link.lastIndexOf("/") + 1)}`;
    return [symlink(link, chosen), symlink(chosen, target)];
  });
