import { expect, test } from "vitest";
import { MS_BIND, MS_NOATIME, MS_NOSUID, MS_REC, MS_RELATIME } from "../../kernel/abi/flags.ts";
import { run } from "../sh/testbench.ts";
import { renderTable } from "./columns.ts";
import { addOptions, noOptions } from "./mount-options.ts";
import { mergeOptions, parseMountinfo } from "./mountinfo.ts";

test("mount options become flags, propagation and data; a later option undoes an earlier one", () => {
  const o = noOptions();
  expect(addOptions(o, "nosuid,ro,relatime,noatime,rw,size=1m,rbind,defaults,x-mine")).toBe(null);
  expect(o.flags).toBe(MS_NOSUID | MS_NOATIME | MS_BIND | MS_REC);
  expect(o.flags & MS_RELATIME).toBe(0);
  expect(o.data).toEqual(["size=1m"]);
  expect(addOptions(o, "loop")).toBe("loop");
});

test("a blank in a mount point stands as \\040 in mountinfo", () => {
  const [m] = parseMountinfo("44 73 0:46 /s /mnt/a\\040b ro,relatime shared:1 master:2 - tmpfs none rw,size=4k\n");
  expect(m).toMatchObject({ id: 44, parent: 73, root: "/s", target: "/mnt/a b", tags: ["shared:1", "master:2"] });
  expect(mergeOptions(m?.vfsOptions ?? "", m?.fsOptions ?? "")).toBe("ro,relatime,size=4k");
});

test("a tree of rows is drawn in the column that asks for it", () => {
  const root = { cells: ["/", "a"], parent: null };
  const dev = { cells: ["/dev", "b"], parent: root };
  const rows = [root, dev, { cells: ["/dev/shm", "c"], parent: dev }, { cells: ["/mnt", "long"], parent: root }];
  const text = renderTable(
    [
      { name: "TARGET", tree: true },
      { name: "S", right: true },
    ],
    rows,
    {
      headings: true,
      style: "table",
      listName: "x",
    },
  );
  expect(text.split("\n")).toEqual([
    "TARGET          S",
    "/               a",
    "|-/dev          b",
    "| `-/dev/shm    c",
    "`-/mnt       long",
    "",
  ]);
});

test("unshare --fork ends with the status of its child, also where a signal ended it", () => {
  expect(run("unshare -pf sh -c 'exit 9'").status).toBe(9);
  expect(run("unshare -f sh -c 'kill -TERM $$'; echo $?").out).toBe("143\n");
  expect(run("unshare -f sh -c 'kill -KILL $$'; echo $?").out).toBe("137\n");
});

test("without --fork only the first child is in the new pid namespace", () => {
  expect(run("unshare -p sh -c 'sh -c \"echo \\$\\$\"'").out).toBe("1\n");
});

test("unshare --mount-proc shows the processes of the new namespace alone", () => {
  expect(run("unshare -p -f --mount-proc ps -o pid=,ppid=,comm=").out.trim().split(/\s+/)).toEqual(["1", "0", "ps"]);
});

test("unshare --kill-child: the child does not outlive it", () => {
  const text =
    "sleep 50 & unshare --kill-child sleep 60 & U=$!; sleep .1; kill -KILL $U; sleep .1; pgrep -r S -a sleep";
  expect(run(text).out).toMatch(/^\d+ sleep 50\n$/);
});

test("a namespace stays while its file is mounted", () => {
  const text = "touch u; unshare --uts=u hostname kept; nsenter --uts=u hostname; umount u; nsenter --uts=u true";
  const ran = run(`cd /tmp; ${text}`);
  expect(ran.out).toBe("kept\n");
  expect(ran.err).toBe("nsenter: reassociate to namespace 'ns/uts' failed: Invalid argument\n");
});

test("nsenter says where the target cannot be joined", () => {
  expect(run("nsenter -t 9999 -m true").err).toBe(
    "nsenter: cannot open /proc/9999/ns/mnt: No such file or directory\n",
  );
  expect(run("nsenter -t 1 -U true").err).toBe("nsenter: reassociate to namespaces failed: Invalid argument\n");
  expect(run("setpriv --reuid 1000 --clear-groups nsenter -t 1 -u true").err).toBe(
    "nsenter: reassociate to namespaces failed: Operation not permitted\n",
  );
});

test("nsenter -p forks, so that the command is inside", () => {
  const text = "unshare -p -f sleep 50 & sleep .1; nsenter -t $(pgrep sleep) -p sh -c 'echo $$'; kill %1";
  expect(run(text).out).toBe("2\n");
});

test.each([
  ["mount -t tmpfs none /nope", "mount: /nope: mount point does not exist."],
  ["mount -t foo none /mnt", "mount: /mnt: unknown filesystem type 'foo'."],
  ["mount --bind /nope /mnt", "mount: /mnt: special device /nope does not exist."],
  ["mount --make-shared /usr", "mount: /usr: not mount point or bad option."],
  ["mount -t tmpfs -o foo none /mnt", "mount: /mnt: fsconfig() failed: tmpfs: Unknown parameter 'foo'."],
  ["setpriv --reuid 1000 --clear-groups mount -t tmpfs t /mnt", "mount: /mnt: must be superuser to use mount."],
  ["unshare -Ur mount -t tmpfs t /mnt", "mount: /mnt: permission denied."],
])("%s fails as on Linux", (command, message) => {
  const ran = run(command);
  const hint = "       dmesg(1) may have more information after failed mount system call.\n";
  expect([ran.err, ran.status]).toEqual([`${message}\n${hint}`, 32]);
});

test("umount tells what is not mounted, busy, and not there", () => {
  expect(run("umount /usr").err).toBe("umount: /usr: not mounted.\n");
  expect(run("umount /nope").err).toBe("umount: /nope: no mount point specified.\n");
  expect(run("mount -t tmpfs t /mnt; cd /mnt; umount /mnt").err).toBe("umount: /mnt: target is busy.\n");
});

test("a read-only bind leaves the source writable", () => {
  const text = "cd /tmp; mkdir a b; mount -o bind,ro a b; touch b/x; touch a/x && ls b";
  expect(run(text).out).toBe("x\n");
});

test("findmnt shows the part that is bound, and status 1 for what is no mount", () => {
  const text = "mount -t tmpfs x /mnt; mkdir /mnt/s; mkdir /tmp/f; mount --bind /mnt/s /tmp/f; findmnt /tmp/f";
  expect(run(text).out).toBe("TARGET SOURCE FSTYPE OPTIONS\n/tmp/f x[/s]  tmpfs  rw,relatime,inode64\n");
  expect(run("findmnt /usr").status).toBe(1);
});

test("mountpoint answers by its status, 32 for a directory that is none", () => {
  expect(run("mountpoint /proc; mountpoint /usr; echo $?").out).toBe(
    "/proc is a mountpoint\n/usr is not a mountpoint\n32\n",
  );
});

test("setpriv gives up the user but may still change the groups", () => {
  expect(run("setpriv --reuid 1000 --regid 1000 --groups 5,6 sh -c 'id -u; id -G'").out).toBe("1000\n1000 5 6\n");
  expect(run("setpriv --regid 5 true").err).toBe(
    "setpriv: --[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups\n",
  );
});

test("an ambient capability outlives the execve of an ordinary user", () => {
  const text = "setpriv --reuid 1000 --clear-groups --inh-caps +net_raw --ambient-caps +net_raw cat /proc/self/status";
  expect(run(text).out).toMatch(/CapEff:\t0000000000002000\n/);
});

test("setsid makes a session", () => {
  expect(run("setsid sh -c 'ps -o pid=,sid= -p $$'").out).toMatch(/^ *(\d+) +\1\n$/);
});

test("lsns counts who is in a namespace", () => {
  const text = "unshare -u sleep 50 & sleep .1; lsns -n -t uts -o NPROCS,COMMAND -p $(pgrep sleep); kill %1";
  expect(run(text).out).toBe("1 sleep 50\n");
});

test("lsns --tree hangs namespaces under their owner", () => {
  const text =
    "unshare -Ur unshare -u sleep 50 & sleep .1; lsns --tree -n -o NS,TYPE,COMMAND | sed 's/[0-9]//g'; kill %1";
  expect(run(text).out).toMatch(/\n[|`]- +user +sleep \n[| ] {1,2}`- uts +sleep \n/);
});

test("what is not modelled says so", () => {
  const ran = run("findmnt --real");
  expect([ran.err, ran.status]).toEqual(["findmnt: option '--real' is not modelled in Cutaway\n", 95]);
});

test("unshare --map-auto maps the subordinate ids around the caller's own", () => {
  const text = "su student -c 'unshare --map-auto --map-root-user cat /proc/self/uid_map'";
  expect(run(text).out.trim().split(/\s+/).map(Number)).toEqual([0, 1001, 1, 1, 100000, 65535]);
});

test("newuidmap refuses ids that /etc/subuid does not give", () => {
  const text = "su student -c 'unshare -U sleep 50 & sleep .1; newuidmap $! 0 0 1; kill $!'";
  expect(run(text).err).toBe("newuidmap: uid range [0-1) -> [0-1) not allowed\n");
});

test("su and runuser run a command as another user, with that user's groups", () => {
  expect(run("su student -c 'id -un; id -gn; echo $HOME'").out).toBe("student\nstudent\n/home/student\n");
  expect(run("runuser -u student -- id -u").out).toBe("1001\n");
  expect(run("su nosuch").err).toBe(
    "su: user nosuch does not exist or the user entry does not contain all the required fields\n",
  );
});

test("hexdump -C shows bytes and what they spell, equal lines once", () => {
  expect(run("printf 'abc\\n' | hexdump -C").out).toBe(
    "00000000  61 62 63 0a                                       |abc.|\n00000004\n",
  );
  expect(run("printf %052d 0 | hexdump -C").out.split("\n").slice(1, 4)).toEqual([
    "*",
    "00000030  30 30 30 30                                       |0000|",
    "00000034",
  ]);
});

test("getopt sorts the words of a script's command line", () => {
  expect(run("getopt ab:c -a rest -b x").out).toBe(" -a -b x -- rest\n");
  expect(run("getopt -o a -l arg: -- -a --arg=foo 'b c'").out).toBe(" -a --arg 'foo' -- 'b c'\n");
  expect(run("getopt -o a -- -z").err).toBe("getopt: invalid option -- 'z'\n");
});

test("flock holds its lock while the command runs, and lets it go with it", () => {
  expect(run("flock f -c 'echo locked; flock -n f echo no; echo $?'; flock -n f echo free").out).toBe(
    "locked\n1\nfree\n",
  );
  expect(run("flock -E 7 -w 0.1 f sleep 5 & sleep .05; flock -E 7 -w 0.1 f true; echo $?; kill %1").out).toBe("7\n");
  expect(run("exec 9> f; flock 9; flock -n f true || echo held; flock -u 9; flock -n f echo free").out).toBe(
    "held\nfree\n",
  );
});

test("renice tells the old and the new priority", () => {
  const text = "sleep 5 & renice -n 3 $! | sed s/^[0-9]*/N/; renice --relative 2 -p $! | sed s/^[0-9]*/N/; kill $!";
  expect(run(text).out).toBe(
    "N (process ID) old priority 0, new priority 3\nN (process ID) old priority 3, new priority 5\n",
  );
});
