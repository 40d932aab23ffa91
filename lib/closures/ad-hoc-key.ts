const AD_HOC = 'ad-hoc:';

/** What an ad-hoc closure or a hold is called in decisions, plans and history. */
export function adHocKey(id: string): string {
  return `${AD_HOC}${id}`;
}

/** The id in such a name; what is none is an id by itself. */
export function adHocIdIn(name: string): string {
  return name.startsWith(AD_HOC) ? name.slice(AD_HOC.length) : name;
}
