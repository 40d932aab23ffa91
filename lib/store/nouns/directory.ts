import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Instant } from '../../clock.ts';
import type { Business } from '../../closures/model.ts';

/** What was last learned of an organization's businesses. */
export interface Directory {
  readAt: Instant;
  businesses: Business[];
  /** Business id → how many complete listings in a row it was missing from. */
  missing: Record<string, number>;
  /** Ids that were not there before, kept as long as one is missing; left out: none. */
  arrived?: string[];
  /** When the chat hours of all businesses were last read; left out: never. */
  chatHoursReadAt?: Instant;
  /** Texts of the Partoo message templates that the configuration refers to, by title. */
  templates: Record<string, string>;
  /** Left out where the listing was complete and every business in it could be read. */
  incomplete?: IncompleteListing;
}

/** What the last listing of businesses lacks. What was known before of the others stays in the directory. */
export interface IncompleteListing {
  /** How many different businesses Partoo listed, and how many it says that there are; null: it does not say. */
  found: number;
  count: number | null;
  /** False where all came that Partoo counts, and some of them could not be read. */
  isShort: boolean;
  /** Businesses that could not be read, and why, in words: the first 20 of them, and how many there are. */
  unreadable: string[];
  unreadableCount: number;
  /** How many listings in a row lacked something. */
  attempts: number;
  /** When the businesses are to be listed again. */
  againAt: Instant;
}

/** The businesses of organizations, and what their calendars say. */
export interface DirectoryStore {
  readDirectory(organization: string): Promise<Directory | null>;
  saveDirectory(organization: string, directory: Directory): Promise<void>;
  readCalendars(organization: string): Promise<ExpandedCalendars | null>;
  saveCalendars(organization: string, calendars: ExpandedCalendars): Promise<void>;
}
