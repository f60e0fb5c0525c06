import { expect, test } from "vitest";
import { run } from "../sh/testbench.ts";

// What QEMU 7.2 said, recorded in an empty directory with an image t.img of zeros.
const PREPARE = "cd /tmp; qemu-img create -q t.img 10M\n";
const Q = "qemu-system-x86_64";

test.each([
  [
    "-drive file=no.img,if=virtio",
    `${Q}: -drive file=no.img,if=virtio: Could not open 'no.img': No such file or directory\n`,
  ],
  ["-hda no.img", `${Q}: -hda no.img: Could not open 'no.img': No such file or directory\n`],
  ["no.img", `${Q}: no.img: Could not open 'no.img': No such file or directory\n`],
  ["-display none -m 99999999G", `${Q}: cannot set up guest memory 'pc.ram': Cannot allocate memory\n`],
  ["-m 128", "gtk initialization failed\n"],
  ["-drive file=t.img,if=foo,format=raw", `${Q}: -drive file=t.img,if=foo,format=raw: unsupported bus type 'foo'\n`],
  ["-bogus", `${Q}: -bogus: invalid option\n`],
  ["-accel foo", `${Q}: -accel foo: invalid accelerator foo\n`],
  ["-nic model=foo", `${Q}: Unsupported NIC model: foo\n`],
  ["-cpu foo", `${Q}: unable to find CPU model 'foo'\n`],
  ["-kernel nok", "qemu: could not open kernel file 'nok': No such file or directory\n"],
  ["-machine foo", `${Q}: unsupported machine type\nUse -machine help to list supported machines\n`],
  [
    "-drive file=/etc/passwd,format=qcow2",
    `${Q}: -drive file=/etc/passwd,format=qcow2: Image is not in qcow2 format\n`,
  ],
  ["-name", `${Q}: -name: requires an argument\n`],
  ["-nographic -daemonize", `${Q}: -nographic cannot be used with -daemonize\n`],
])("%s is refused as by the real one", (options, message) => {
  expect(run(`${PREPARE}${Q} ${options}`)).toMatchObject({ err: message, out: "", status: 1 });
});

test("without /dev/kvm there is no KVM, and QEMU says so", () => {
  const { err, status } = run(`${Q} -enable-kvm -display none`);
  expect(err).toBe(
    `Could not access KVM kernel module: No such file or directory\n${Q}: failed to initialize kvm: No such file or directory\n`,
  );
  expect(status).toBe(1);
});

test("an option that is not modelled says so", () => {
  expect(run(`${Q} -vnc :0`)).toMatchObject({ err: `${Q}: option '-vnc' is not modelled in Cutaway\n`, status: 95 });
});

test("a disk without a system does not boot", () => {
  const { out, status } = run(
    `${PREPARE}timeout 5 ${Q} -nographic -drive file=t.img,format=raw < /dev/null; echo "= $?"`,
  );
  expect(out).toContain("Booting from Hard Disk...\nBoot failed: not a bootable disk\n\nNo bootable device.\n");
  expect(out).toMatch(/= (0|124)\n$/);
  expect(status).toBe(0);
});

test("qemu-img tells of what it made", () => {
  const script = "cd /tmp; qemu-img create -f qcow2 b 1G; qemu-img create -q -f qcow2 -b b -F qcow2 o; qemu-img info o";
  expect(
    run(script).out,
  ).toBe(`Formatting 'b', fmt=qcow2 cluster_size=65536 extended_l2=off compression_type=zlib size=1073741824 lazy_refcounts=off refcount_bits=16
image: o
file format: qcow2
virtual size: 1 GiB (1073741824 bytes)
disk size: 196 KiB
cluster_size: 65536
backing file: b
backing file format: qcow2
Format specific information:
    compat: 1.1
    compression type: zlib
    lazy refcounts: false
    refcount bits: 16
    corrupt: false
    extended l2: false
`);
});
