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
import { ES } from './es.ts';
import { FI } from './fi.ts';
import { FR } from './fr.ts';
import { GB } from './gb.ts';
import { GR } from './gr.ts';
import { HU } from './hu.ts';
import { LT } from './lt.ts';
import { LV } from './lv.ts';
import { MA } from './ma.ts';
import { PT } from './pt.ts';
import { SK } from './sk.ts';
import { TN } from './tn.ts';
import { US } from './us.ts';

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
  ES,
  FI,
  FR,
  GB,
  GR,
  HU,
  LT,
  LV,
  MA,
  PT,
  SK,
  TN,
  US,
};
