import { expect, test } from "vitest";
import { HOST } from "../kernel/apply.ts";
import { get } from "../kernel/table.ts";
import { Session } from "./session.ts";

const screen = (s: Session, id: string = HOST): string => {
  const kernel = s.at(s.length).machines[id]?.kernel;
  return (kernel && get(kernel.ttys, kernel.console ?? (1 as never))?.screen) ?? "";
};

/** Types each text when all before it has been done. What then stands on the host's terminal. */
function typed(world: string, ...texts: readonly string[]): string {
  const s = Session.boot(world);
  for (const text of texts) {
    s.type(text);
    s.run(1e6);
  }
  return screen(s);
}

const OVERLAY = "qemu-img create -q -f qcow2 -b /var/lib/libvirt/images/web.qcow2 -F qcow2 /tmp/o.qcow2\n";
const QEMU = "qemu-system-x86_64 -enable-kvm -m 256 -nographic -drive file=/tmp/o.qcow2,if=virtio,format=qcow2\n";

test("QEMU in the foreground is the guest's terminal, until the guest powers off", () => {
  const shown = typed("kvm", OVERLAY, QEMU, "hostname; sleep 7; echo slept\n", "poweroff\n", "hostname\n");
  expect(shown).toMatch(/SeaBIOS [\s\S]*root@web:~# hostname; sleep 7; echo slept\nweb\nslept\nroot@web:~# poweroff\n/);
  expect(shown).toMatch(/reboot: Power down\nroot@host:~# hostname\nhost\nroot@host:~# $/);
});

test("^C goes to the guest; Ctrl-A x ends QEMU", () => {
  const shown = typed("kvm", OVERLAY, QEMU, "cat\n", "\u0003", "echo $?\n", "\u0001x", "echo back $?\n");
  expect(shown).toMatch(/root@web:~# cat\n\^C\n?root@web:~# echo \$\?\n130\n/);
  expect(shown).toMatch(/QEMU: Terminated\nroot@host:~# echo back \$\?\nback 0\n/);
});

test("a guest without KVM is translated by QEMU itself, and says the same", () => {
  const shown = typed("kvm", OVERLAY, QEMU.replace("-enable-kvm", "-accel tcg"), "uname -n; systemd-detect-virt\n");
  expect(shown).toMatch(/Booting paravirtualized kernel on bare hardware[\s\S]*\nweb\nqemu\nroot@web:~# $/);
});

test("virsh console leads to the guest, and ^] back", () => {
  const shown = typed("kvm", "virsh console debian\n", "systemd-detect-virt\n", "\u001d", "hostname\n");
  expect(shown).toContain("Connected to domain 'debian'\nEscape character is ^] (Ctrl + ])\n");
  expect(shown).toMatch(/systemd-detect-virt\nkvm\nroot@debian:~# \nroot@host:~# hostname\nhost\n/);
});

test("xl console leads to the domain, and ^] back", () => {
  const shown = typed(
    "xen",
    "xl console debian\n",
    "\n",
    "systemd-detect-virt; sleep 3\n",
    "\u001d",
    "xl shutdown debian\n",
    "xl list\n",
  );
  expect(shown).toMatch(/Hypervisor detected: Xen PV\n[\s\S]*systemd-detect-virt; sleep 3\nxen\n/);
  expect(shown).toMatch(/Shutting down domain 1\n/);
  expect(shown).not.toMatch(/debian +1 +512 +1 +[r-][b-]/);
});

test("virsh start and shutdown are seen in its list", () => {
  const shown = typed(
    "kvm",
    "virsh start web; virsh list\n",
    "virsh shutdown web\n",
    "virsh list --all\n",
    "virsh dominfo web\n",
  );
  expect(shown).toContain(
    "Domain 'web' started\n\n Id   Name     State\n------------------------\n 1    debian   running\n 2    web      running\n\n",
  );
  expect(shown).toContain("Domain 'web' is being shutdown\n");
  expect(shown).toContain(" 1    debian   running\n -    web      shut off\n");
  expect(shown).toContain("Max memory:     524288 KiB\n");
});

test("libvirtd is not on the path of a guest: killed, it leaves the guests running; started again, it finds them", () => {
  const shown = typed(
    "kvm",
    "pkill -9 libvirtd\n",
    "virsh list\n",
    "ps -C qemu-system-x86_64 -o comm=\n",
    "libvirtd > /dev/null 2>&1 &\n",
    "virsh list --all\n",
  );
  expect(shown).toContain("error: Failed to connect socket to '/var/run/libvirt/libvirt-sock': Connection refused\n");
  expect(shown).toContain("\nqemu-system-x86\n");
  expect(shown).toContain(" 1    debian   running\n -    web      shut off\n");
});

test("vmrun lists, stops and starts the translated guest", () => {
  const vmx = "/var/lib/vmware/debian/debian.vmx";
  const shown = typed(
    "vmware-2003",
    "vmrun list\n",
    `vmrun stop ${vmx} soft\n`,
    "vmrun list\n",
    `vmrun start ${vmx} nogui\n`,
    "vmrun list\n",
  );
  expect(shown).toMatch(
    /Total running VMs: 1\n\/var\/lib\/vmware\/debian\/debian.vmx\n[\s\S]*Total running VMs: 0\n[\s\S]*Total running VMs: 1\n/,
  );
});
