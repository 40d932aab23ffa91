const NUMERIC = /\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))\b/g;

/** The first date with a year that a text writes out and that lies before `today`, as it stands there; else null. */
export function pastDateIn(text: string, language: string, today: string): string | null {
  for (const { written, date } of [...numericDates(text), ...wordedDates(text, language)])
    if (date < today) return written;
  return null;
}

interface Written {
  written: string;
  /** `YYYY-MM-DD`. */
  date: string;
}

/** `2026-12-24`, `24/12/2026`, `24.12.2026`; where both could be the month, the later reading counts. */
function numericDates(text: string): Written[] {
  return [...text.matchAll(NUMERIC)].flatMap(([written, year, month, day, first, second, last]) => {
    const readings =
      year === undefined
        ? [dateOf(last!, second!, first!), dateOf(last!, first!, second!)]
        : [dateOf(year, month!, day!)];
    const date = readings
      .filter((one) => one !== null)
      .toSorted()
      .at(-1);
    return date === undefined ? [] : [{ written, date }];
  });
}

/** `24 décembre 2026`, `24. Dezember 2026`, `December 24, 2026`, `24 de diciembre de 2026`. */
function wordedDates(text: string, language: string): Written[] {
  // Without a year there is none, and the months of a language take a while to be told.
  if (!/\d{4}/.test(text)) return [];
  const months = monthsOf(language);
  const names = months.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const dayFirst = new RegExp(
    `(\\d{1,2})(?:\\.|º|er|st|nd|rd|th)?\\s+(?:de\\s+|of\\s+)?(${names}),?\\s+(?:de\\s+)?(\\d{4})`,
    'giu',
  );
  const monthFirst = new RegExp(`(${names})\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})`, 'giu');
  const month = (name: string) => String(months.indexOf(name.toLowerCase()) + 1);
  const found = [
    ...[...text.matchAll(dayFirst)].map(([written, day, name, year]) => ({
      written,
      date: dateOf(year!, month(name!), day!),
    })),
    ...[...text.matchAll(monthFirst)].map(([written, name, day, year]) => ({
      written,
      date: dateOf(year!, month(name!), day!),
    })),
  ];
  return found.flatMap(({ written, date }) => (date === null ? [] : [{ written, date }]));
}

/** The months as they stand in dates of a language, in lower case. */
function monthsOf(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2026, month, 1));
    return (parts.find(({ type }) => type === 'month')?.value ?? '').toLowerCase();
  });
}

function dateOf(year: string, month: string, day: string): string | null {
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
