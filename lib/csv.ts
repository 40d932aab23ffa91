/**
 * Where a spreadsheet may see a formula begin: at the start of a cell, and behind what it takes for the end of one. In half
 * of Europe that is a semicolon, and quotes within such a cell mean nothing to it.
 */
const FORMULA = /(^|[;\t\r\n])([\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/**
 * A line of CSV (RFC 4180, without its line end). What a spreadsheet would take for a formula gets an apostrophe before it:
 * names and reasons come from other people (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvLine(cells: readonly string[]): string {
  return cells.map(cellOf).join(',');
}

function cellOf(text: string): string {
  const safe = text.replace(FORMULA, "$1$2'");
  return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
