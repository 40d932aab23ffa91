import { AE } from './ae.ts';
import { AG } from './ag.ts';
import { AL } from './al.ts';
import { AM } from './am.ts';
import { AO } from './ao.ts';
import { AR } from './ar.ts';
import { AU } from './au.ts';
import { AX } from './ax.ts';
import { AZ } from './az.ts';
import { BA } from './ba.ts';
import { BD } from './bd.ts';
import { BF } from './bf.ts';
import { BG } from './bg.ts';
import { BI } from './bi.ts';
import { BM } from './bm.ts';
import { BN } from './bn.ts';
import { BQ } from './bq.ts';
import { BR } from './br.ts';
import { BS } from './bs.ts';
import { BW } from './bw.ts';
import { BY } from './by.ts';
import { CA } from './ca.ts';
import { CD } from './cd.ts';
import { CH } from './ch.ts';
import { CL } from './cl.ts';
import { CN } from './cn.ts';
import { CO } from './co.ts';
import type { Correction } from './correction.ts';
import { CR } from './cr.ts';
import { CV } from './cv.ts';
import { CY } from './cy.ts';
import { DM } from './dm.ts';
import { DZ } from './dz.ts';
import { EC } from './ec.ts';
import { EG } from './eg.ts';
import { ER } from './er.ts';
import { ES } from './es.ts';
import { ET } from './et.ts';
import { FI } from './fi.ts';
import { FJ } from './fj.ts';
import { FR } from './fr.ts';
import { GA } from './ga.ts';
import { GB } from './gb.ts';
import { GD } from './gd.ts';
import { GE } from './ge.ts';
import { GG } from './gg.ts';
import { GI } from './gi.ts';
import { GM } from './gm.ts';
import { GQ } from './gq.ts';
import { GR } from './gr.ts';
import { GT } from './gt.ts';
import { GU } from './gu.ts';
import { GY } from './gy.ts';
import { HN } from './hn.ts';
import { HU } from './hu.ts';
import { IM } from './im.ts';
import { IN } from './in.ts';
import { IR } from './ir.ts';
import { IT } from './it.ts';
import { KE } from './ke.ts';
import { KR } from './kr.ts';
import { KY } from './ky.ts';
import { LC } from './lc.ts';
import { LI } from './li.ts';
import { LK } from './lk.ts';
import { LT } from './lt.ts';
import { LV } from './lv.ts';
import { MA } from './ma.ts';
import { MC } from './mc.ts';
import { MD } from './md.ts';
import { ME } from './me.ts';
import { MK } from './mk.ts';
import { MU } from './mu.ts';
import { MW } from './mw.ts';
import { MY } from './my.ts';
import { NA } from './na.ts';
import { NG } from './ng.ts';
import { NI } from './ni.ts';
import { PE } from './pe.ts';
import { PH } from './ph.ts';
import { PR } from './pr.ts';
import { PT } from './pt.ts';
import { RS } from './rs.ts';
import { RU } from './ru.ts';
import { RW } from './rw.ts';
import { SA } from './sa.ts';
import { SC } from './sc.ts';
import { SG } from './sg.ts';
import { SH } from './sh.ts';
import { SK } from './sk.ts';
import { SL } from './sl.ts';
import { SR } from './sr.ts';
import { SS } from './ss.ts';
import { ST } from './st.ts';
import { SV } from './sv.ts';
import { SZ } from './sz.ts';
import { TC } from './tc.ts';
import { TH } from './th.ts';
import { TN } from './tn.ts';
import { TT } from './tt.ts';
import { TW } from './tw.ts';
import { TZ } from './tz.ts';
import { UG } from './ug.ts';
import { US } from './us.ts';
import { UY } from './uy.ts';
import { VE } from './ve.ts';
import { VG } from './vg.ts';
import { VN } from './vn.ts';
import { VU } from './vu.ts';
import { XK } from './xk.ts';
import { ZM } from './zm.ts';
import { ZW } from './zw.ts';

/** All that we know better, by country. */
export const CORRECTIONS: Readonly<Record<string, readonly Correction[]>> = {
  BM,
  ER,
  GM,
  SZ,
  MW,
  ZM,
  GQ,
  GY,
  IR,
  SH,
  SS,
  ST,
  SR,
  SC,
  VU,
  BF,
  AO,
  TC,
  GI,
  NA,
  ZW,
  BN,
  LK,
  MU,
  FJ,
  NG,
  BD,
  IN,
  AZ,
  RW,
  XK,
  BW,
  GU,
  VG,
  AE,
  AG,
  AL,
  AM,
  AR,
  AU,
  AX,
  BA,
  BG,
  BQ,
  BR,
  BS,
  BY,
  CA,
  CH,
  CL,
  CN,
  CO,
  CR,
  CV,
  CY,
  DM,
  DZ,
  EC,
  ES,
  ET,
  FI,
  FR,
  GB,
  GD,
  GE,
  GG,
  GR,
  GT,
  HN,
  HU,
  IM,
  IT,
  KE,
  KR,
  KY,
  LC,
  LI,
  LT,
  LV,
  MA,
  MC,
  MD,
  ME,
  MK,
  MY,
  NI,
  PR,
  PT,
  RS,
  SA,
  SG,
  SK,
  SV,
  TH,
  TN,
  TT,
  TW,
  TZ,
  UG,
  US,
  UY,
  VN,
  SL,
  GA,
  CD,
  BI,
  VE,
  RU,
  PH,
  PE,
  EG,
};
