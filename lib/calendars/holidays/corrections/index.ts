import { AE } from './ae.ts';
import { AR } from './ar.ts';
import { AU } from './au.ts';
import { BG } from './bg.ts';
import { BR } from './br.ts';
import { CA } from './ca.ts';
import { CH } from './ch.ts';
import { CL } from './cl.ts';
import { CO } from './co.ts';
import type { Correction } from './correction.ts';
import { CY } from './cy.ts';
import { DZ } from './dz.ts';
import { EC } from './ec.ts';
import { ES } from './es.ts';
import { FI } from './fi.ts';
import { FR } from './fr.ts';
import { GB } from './gb.ts';
import { GR } from './gr.ts';
import { HU } from './hu.ts';
import { KE } from './ke.ts';
import { KR } from './kr.ts';
import { LT } from './lt.ts';
import { LV } from './lv.ts';
import { MA } from './ma.ts';
import { MK } from './mk.ts';
import { PT } from './pt.ts';
import { SA } from './sa.ts';
import { SG } from './sg.ts';
import { SK } from './sk.ts';
import { TN } from './tn.ts';
import { TW } from './tw.ts';
import { US } from './us.ts';
import { UY } from './uy.ts';

/** All that we know better, by country. */
export const CORRECTIONS: Readonly<Record<string, readonly Correction[]>> = {
  AE,
  AR,
  AU,
  BG,
  BR,
  CA,
  CH,
  CL,
  CO,
  CY,
  DZ,
  EC,
  ES,
  FI,
  FR,
  GB,
  GR,
  HU,
  KE,
  KR,
  LT,
  LV,
  MA,
  MK,
  PT,
  SA,
  SG,
  SK,
  TN,
  TW,
  US,
  UY,
};
