// The routines of the kernel that system calls and faults are made of: how long each runs on the machine of 2003.
//
// `cycles` are ordinary instructions on a 2.4 GHz Pentium 4 with warm caches, besides the privileged operations, which
// are priced apart; `calls` how many call/return pairs are among them (a monitor that translates pays for each), and
// `locks` how many critical sections with interrupts off (irqsave). Nobody published such a table. It was made so that
// the bare machine's rows of the paper come out, and says nothing about any technique: those follow from the counts.

export interface Routine {
  readonly cycles: number;
  readonly calls: number;
  readonly locks?: number;
}

const r = (cycles: number, calls: number, locks = 0): Routine => ({ cycles, calls, ...(locks > 0 ? { locks } : {}) });

export const ROUTINES = {
  // arch/i386/kernel/entry.S and small calls
  system_call: r(40, 0),
  sys_small: r(30, 1),
  copy_small: r(60, 1),
  // fs/: names, descriptors, reading and writing
  fget: r(40, 1),
  vfs_rw: r(40, 2),
  device_rw: r(25, 1),
  pipe_rw: r(420, 5, 1),
  page_cache: r(500, 8),
  getname: r(320, 3),
  link_path_walk: r(260, 3),
  cp_new_stat: r(420, 4),
  get_unused_fd: r(130, 2),
  filp_open: r(330, 6),
  filp_close: r(300, 5),
  dentry_alloc: r(900, 8),
  // fs/ext2, fs/ext3: making and removing
  new_inode: r(9_000, 60, 1),
  add_entry: r(2_500, 20),
  scan_entry: r(108, 0),
  unlink_entry: r(3_000, 40),
  delete_inode: r(6_500, 80, 2),
  get_block: r(20_000, 210, 2),
  truncate_page: r(4_400, 90, 1),
  journal: r(2_200, 25, 1),
  // net/, fs/select.c
  poll_descriptor: r(112, 3),
  select: r(700, 8),
  // kernel/signal.c, arch/i386/kernel/signal.c
  do_sigaction: r(420, 5, 1),
  sys_kill: r(480, 8, 2),
  send_signal: r(420, 6, 2),
  setup_frame: r(1_250, 12, 3),
  sys_sigreturn: r(850, 8, 1),
  // arch/i386/mm/fault.c, mm/memory.c
  do_page_fault: r(330, 4),
  bad_area: r(2_600, 8, 2),
  file_page: r(1_650, 12),
  fault_around: r(60, 1),
  anonymous_page: r(700, 9),
  cow_page: r(800, 10),
  // mm/: mappings, page tables
  do_mmap: r(2_000, 22),
  do_munmap: r(1_600, 18),
  vma_copy: r(480, 5),
  copy_pte: r(45, 0),
  zap_pte: r(85, 1),
  table_alloc: r(700, 6, 1),
  // kernel/fork.c, kernel/exit.c, fs/exec.c
  copy_process: r(32_000, 220, 6),
  copy_file: r(60, 1),
  exit_task: r(26_000, 190, 8),
  release_task: r(9_000, 60, 4),
  wait_task: r(1_800, 20, 3),
  do_execve: r(70_000, 520, 6),
  load_segment: r(5_000, 40),
  // kernel/sched.c
  schedule: r(430, 5, 1),
  switch_to: r(250, 2),
  try_to_wake_up: r(200, 4, 1),
  do_timer: r(1_400, 14, 2),
  // drivers/
  block_request: r(6_000, 60, 4),
  network_packet: r(9_000, 80, 6),
} satisfies Readonly<Record<string, Routine>>;

export type RoutineName = keyof typeof ROUTINES;
