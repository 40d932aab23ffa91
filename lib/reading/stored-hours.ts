import * as z from 'zod';

const windows = z.array(z.string()).exactOptional();

/** `WeekHours` as they are stored. Apart from what reads them, because the minute path reads the store and no file. */
export const storedWeekHours = z.strictObject({
  monday: windows,
  tuesday: windows,
  wednesday: windows,
  thursday: windows,
  friday: windows,
  saturday: windows,
  sunday: windows,
});
