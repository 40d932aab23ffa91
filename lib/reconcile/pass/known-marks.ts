import type { BusinessMark } from '../../store/records.ts';

/** What is remembered of the businesses while a pass goes on, by business; it counts how often that was changed. */
export class KnownMarks extends Map<string, BusinessMark> {
  changes = 0;

  override set(business: string, mark: BusinessMark): this {
    this.changes += 1;
    return super.set(business, mark);
  }

  override delete(business: string): boolean {
    this.changes += 1;
    return super.delete(business);
  }
}
