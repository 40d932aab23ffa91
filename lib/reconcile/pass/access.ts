import { type Environment, resolveBaseUrl, resolveSecretRef, sendableKey } from '../../config/environment.ts';
import type { Organization, SecretRef } from '../../config/model.ts';

export interface AccessInput {
  /** Where `env:NAME` of closures.yml is looked up. */
  env: Environment;
  /** What a reference to a secret stands for, now; `fresh`: not from a cache. Default: `env:NAME` alone. */
  resolveSecret?: (ref: SecretRef, fresh: boolean) => string | Promise<string>;
}

/** What it takes to speak to an organization's Partoo. */
export interface Access {
  baseUrl: string;
  key: string;
}

/** Finds where an organization's account is, and its key; asks Partoo nothing. Throws where one of them is missing. */
export function accessOf({
  env,
  resolveSecret = (ref) => resolveSecretRef(ref, env),
}: AccessInput): (organization: Organization, fresh?: boolean) => Promise<Access> {
  return async (organization, fresh = false) => ({
    baseUrl: resolveBaseUrl(organization.baseUrl, env),
    key: sendableKey(await resolveSecret(organization.apiKey, fresh), organization.apiKey),
  });
}
