// The programs of GNU coreutils that the model has, by the name of their file.

import type { Main } from "../program.ts";
import { base64Main } from "./base64.ts";
import { catMain } from "./cat.ts";
import { chmodMain } from "./chmod.ts";
import { chgrpMain, chownMain } from "./chown.ts";
import { chrootMain } from "./chroot.ts";
import { cpMain } from "./cp.ts";
import { cutMain } from "./cut.ts";
import { dateMain } from "./date.ts";
import { ddMain } from "./dd.ts";
import { dfMain } from "./df.ts";
import { duMain } from "./du.ts";
import { echoMain } from "./echo.ts";
import { envMain, printenvMain } from "./env.ts";
import { exprMain } from "./expr.ts";
import { factorMain } from "./factor.ts";
import { headMain } from "./head.ts";
import { groupsMain, idMain, lognameMain, whoamiMain } from "./id.ts";
import { installMain } from "./install.ts";
import { joinMain } from "./join.ts";
import { commMain, expandMain, foldMain, pasteMain, tacMain } from "./lines.ts";
import { lnMain } from "./ln.ts";
import { lsMain } from "./ls.ts";
import { mkdirMain } from "./mkdir.ts";
import { mkfifoMain, mknodMain } from "./mknod.ts";
import { mvMain } from "./mv.ts";
import { nlMain } from "./nl.ts";
import { odMain } from "./od.ts";
import { printfMain } from "./printf.ts";
import { pwdMain } from "./pwd.ts";
import { readlinkMain, realpathMain } from "./readlink.ts";
import { rmMain } from "./rm.ts";
import { rmdirMain } from "./rmdir.ts";
import { niceMain, nohupMain, timeoutMain } from "./run-with.ts";
import { seqMain } from "./seq.ts";
import { sleepMain } from "./sleep.ts";
import {
  basenameMain,
  dirnameMain,
  linkMain,
  mktempMain,
  nprocMain,
  syncMain,
  teeMain,
  truncateMain,
  ttyMain,
  unlinkMain,
} from "./small.ts";
import { sortMain } from "./sort.ts";
import { statMain } from "./stat.ts";
import { sttyMain } from "./stty.ts";
import { md5sumMain, sha256sumMain } from "./sums.ts";
import { tailMain } from "./tail.ts";
import { bracketMain, testMain } from "./test.ts";
import { touchMain } from "./touch.ts";
import { trMain } from "./tr.ts";
import { falseMain, trueMain } from "./true.ts";
import { archMain, unameMain } from "./uname.ts";
import { uniqMain } from "./uniq.ts";
import { wcMain } from "./wc.ts";
import { usersMain, whoMain } from "./who.ts";
import { yesMain } from "./yes.ts";

export const COREUTILS: Readonly<Record<string, Main>> = {
  "[": bracketMain,
  arch: archMain,
  base64: base64Main,
  basename: basenameMain,
  cat: catMain,
  chgrp: chgrpMain,
  chmod: chmodMain,
  chown: chownMain,
  chroot: chrootMain,
  comm: commMain,
  cp: cpMain,
  cut: cutMain,
  date: dateMain,
  dd: ddMain,
  df: dfMain,
  dirname: dirnameMain,
  du: duMain,
  echo: echoMain,
  env: envMain,
  expand: expandMain,
  expr: exprMain,
  factor: factorMain,
  false: falseMain,
  fold: foldMain,
  groups: groupsMain,
  head: headMain,
  id: idMain,
  install: installMain,
  join: joinMain,
  link: linkMain,
  ln: lnMain,
  logname: lognameMain,
  ls: lsMain,
  md5sum: md5sumMain,
  mkdir: mkdirMain,
  mkfifo: mkfifoMain,
  mknod: mknodMain,
  mktemp: mktempMain,
  mv: mvMain,
  nice: niceMain,
  nl: nlMain,
  nohup: nohupMain,
  nproc: nprocMain,
  od: odMain,
  paste: pasteMain,
  printenv: printenvMain,
  printf: printfMain,
  pwd: pwdMain,
  readlink: readlinkMain,
  realpath: realpathMain,
  rm: rmMain,
  rmdir: rmdirMain,
  seq: seqMain,
  sha256sum: sha256sumMain,
  sleep: sleepMain,
  sort: sortMain,
  stat: statMain,
  stty: sttyMain,
  sync: syncMain,
  tac: tacMain,
  tail: tailMain,
  tee: teeMain,
  test: testMain,
  timeout: timeoutMain,
  touch: touchMain,
  tr: trMain,
  true: trueMain,
  truncate: truncateMain,
  tty: ttyMain,
  uname: unameMain,
  uniq: uniqMain,
  unlink: unlinkMain,
  users: usersMain,
  wc: wcMain,
  who: whoMain,
  whoami: whoamiMain,
  yes: yesMain,
};
