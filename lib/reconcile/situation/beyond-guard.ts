/** What one may change at once without being asked: up to ten businesses, or a twentieth of them. */
const FREE_BUSINESSES = 10;
const FREE_SHARE = 0.05;

/** Whether somebody has to agree first (design rule 22). */
export function isBeyondGuard({ businesses, of }: { businesses: number; of: number }): boolean {
  return businesses > FREE_BUSINESSES && businesses > of * FREE_SHARE;
}
