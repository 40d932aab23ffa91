import type { Organization } from '../organization.ts';
import { hexId } from '../random.ts';

/** Gives a business another id, by default one that nobody has yet, and returns it. */
export function renewId(organization: Organization, idOrCode: string, wanted?: string): string {
  const { business } = organization.require(idOrCode);
  const id = wanted ?? hexId(0, 'renewed', business.id);
  organization.renew(idOrCode, id);
  return id;
}

/** Gives a business a further settings object, and returns its id. */
export function addSettings(organization: Organization, idOrCode: string): number {
  const { settingId, others } = organization.require(idOrCode);
  const id = 10 * settingId + others.length + 1;
  organization.addSettings(idOrCode, id);
  return id;
}
