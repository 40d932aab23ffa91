/** Finding by the id of a business. */
import type { Business } from '../../closures/model.ts';
import type { Cohort } from './cohorts.ts';

/** What belongs to a business. */
export interface ById<T> {
  get(id: string): T | undefined;
}

/** An index of 100,000 businesses is dear, and what has no business in question never asks: it is made when somebody does. */
function byId<T>(make: () => ReadonlyMap<string, T>): ById<T> {
  let index: ReadonlyMap<string, T> | undefined;
  return {
    get(id) {
      index ??= make();
      return index.get(id);
    },
  };
}

export function businessById(businesses: readonly Business[]): ById<Business> {
  return byId(() => {
    const found = new Map<string, Business>();
    for (const business of businesses) found.set(business.id, business);
    return found;
  });
}

/** The cohort that a business is of; none where its zone is not known. */
export function cohortById(cohorts: readonly Cohort[]): ById<Cohort> {
  return byId(() => {
    const found = new Map<string, Cohort>();
    for (const cohort of cohorts) for (const { id } of cohort.businesses) found.set(id, cohort);
    return found;
  });
}
