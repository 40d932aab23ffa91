import type { Clock, Instant } from '../../clock.ts';
import type { Organization, SecretRef } from '../../config/model.ts';
import type { PartooClient } from '../../partoo/index.ts';
import type { Store } from '../../store/store.ts';
import type { Remembered } from '../situation/remembered.ts';
import type { Warning } from '../situation/warning.ts';
import type { Crowding } from './crowding.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { AppliedConfig } from './session.ts';

/** One organization's access to Partoo: a client whose requests keep the organization's pace. */
export interface Account {
  client: PartooClient;
  baseUrl: string;
  /** From when on a read and its write can follow each other at once; the slots for it are kept. */
  pairFrom(): Promise<Instant>;
  /** What the slowest of the last minute's answers took, ms; 0: there were none. */
  slowestAnswer(): number;
  /** What Partoo has refused with a 429 since the account was opened. */
  crowding(): Crowding;
  /** Resolves when fewer than so many requests wait for their slots. */
  fewerWaiting(than: number): Promise<void>;
  /** Reads the key anew from where it is kept; true where it is another one than before. */
  rereadKey(): Promise<boolean>;
}

/** What use cases need that ask Partoo nothing. */
export interface KeepingDeps {
  store: Store;
  clock: Clock;
  /** Who asks, as history names them: `command:NAME`, `token:NAME`, …. Default: nobody is named. */
  actor?: string;
  /** Whether somebody takes facts out of the outbox, so that what happens goes there. Default: nobody does. */
  announces?: boolean;
}

/** What every use case is handed. */
export interface Deps extends KeepingDeps {
  /** Where an account is. Asks Partoo nothing; throws where the key cannot be had (its variable is missing, say). */
  findAccount(organization: Organization): Promise<{ baseUrl: string }>;
  /** Throws where {@link findAccount} does. */
  openAccount(organization: Organization): Promise<Account>;
  /** What a reference to a secret stands for; throws where there is none. */
  resolveSecret(ref: SecretRef): Promise<string>;
  freshen: Freshen;
  announces: boolean;
  /** Told of what happens, for logs and progress; never a key or a text. */
  tell(happening: Happening): void;
}

export type Happening =
  | { kind: 'refreshing'; organization: string; businesses: number }
  | { kind: 'waiting'; organization: string; until: number; why: string }
  | {
      kind: 'health';
      organization: string;
      failing: number;
      longestFailureMilliseconds: number;
      /** Closures that this pass found late. */
      late: number;
    }
  | { kind: 'wave'; organization: string; done: number; left: number }
  | { kind: 'alert'; organization: string; business: string | null; code: string; message: string };

export interface FreshenRequest {
  deps: Deps;
  applied: AppliedConfig;
  organization: Organization;
  account: Account;
  /** null: without the lease, which is then taken for a moment where a business is gone. */
  keeper: LeaseKeeper | null;
  /** Stores nothing. */
  dryRun: boolean;
  /** Reads everything anew, however fresh it is. */
  force: boolean;
  /**
   * Asked for by hand: reads the businesses anew where their last listing was incomplete, however recent that is, and tells
   * of feeds what is wrong with them. Default false.
   */
  eager?: boolean;
  /** Told of what was read and expanded anew, before it is stored. */
  whenRead?: (remembered: Remembered) => Promise<void>;
}

export interface Freshened {
  remembered: Remembered;
  warnings: Warning[];
  /** When a pass has to see to it again, if none comes sooner for another reason. */
  againAt: Instant;
}

/**
 * How a pass comes by a directory and calendars that fit the applied configuration: it makes them itself, or has it
 * done elsewhere, where the holiday data is.
 */
export type Freshen = (request: FreshenRequest) => Promise<Freshened>;
