import type { ExpandedCalendars } from '../../calendars/model.ts';
import type { Directory } from '../../store/store.ts';

/** What an organization's situation is made of, as the store holds it. */
export interface Remembered {
  directory: Directory;
  calendars: ExpandedCalendars;
}
