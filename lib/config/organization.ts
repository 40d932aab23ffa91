import { createPublicKey } from 'node:crypto';
import * as z from 'zod';
import { ENVIRONMENT_NAME } from '../reading/environment-name.ts';
import { language } from '../reading/language.ts';
import { region, timezone } from '../reading/places.ts';
import {
  list,
  mapping,
  number,
  type Report,
  reader,
  readWith,
  record,
  text,
  textOf,
  whenRead,
} from '../reading/readers.ts';
import { baseUrlFault, DEFAULT_BASE_URL, withoutSlash } from './base-url.ts';
import { guard } from './guard.ts';
import type { Correction, Organization, WebhookSender } from './model.ts';
import { scope } from './scope.ts';
import { isSecretRef, secretRef } from './secret-ref.ts';

const KEY_REMEDY =
  'write env:PARTOO_API_KEY, ssm:/path or secretsmanager:name, and keep the key itself there';

const SENDER_REMEDY = 'write { name: till, secret: env:TILL_WEBHOOK_SECRET }';

const apiKey = secretRef('a key', KEY_REMEDY);

const baseUrl = textOf(`write ${DEFAULT_BASE_URL}`, (value, report): string => {
  if (value.startsWith('env:')) {
    if (!ENVIRONMENT_NAME.test(value.slice(4)))
      report(
        'is not readable after env:',
        'write env:NAME with a name in capitals, such as env:PARTOO_BASE_URL',
      );
    return value;
  }
  const fault = baseUrlFault(value);
  if (fault !== null) report(fault.message, fault.remedy);
  return withoutSlash(value);
});

const PUBLIC_KEY_REMEDY = 'write env:NAME, a public key as PEM, or the base64 body of one';

/** PEM, or its base64 body; it must be the public half of an Ed25519 pair. */
const webhookPublicKey = textOf(PUBLIC_KEY_REMEDY, (value, report): string => {
  if (isSecretRef(value)) return value;
  const body = value.replaceAll(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, '');
  if (!isEd25519PublicKey(body)) report('is no Ed25519 public key', PUBLIC_KEY_REMEDY);
  return value;
});

function isEd25519PublicKey(body: string): boolean {
  if (!/^[A-Za-z0-9+/]+=*$/.test(body)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(body, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const corrected = {
  timezone: timezone.optional(),
  region: region.optional(),
  language: language.optional(),
};
const CORRECTION_REMEDY = 'write { timezone: Indian/Reunion, region: FR-974, language: fr }';

function correctsSomething(raw: Record<string, unknown>, report: Report): void {
  if (Object.keys(raw).every((key) => key === 'scope')) report('corrects nothing', CORRECTION_REMEDY);
}

const businesses = record(
  text('write a store code'),
  () => mapping(corrected, CORRECTION_REMEDY, correctsSomething) as z.ZodType<Correction>,
  `write ST-00012: ${CORRECTION_REMEDY.slice(6)}`,
);

const webhookSender = mapping(
  {
    name: textOf(SENDER_REMEDY, (value, report): string => {
      if (!/^[\w.-]{1,64}$/.test(value))
        report('is no name of a sender', 'write up to 64 letters, digits, dots, dashes and underscores');
      return value;
    }),
    secret: secretRef('a secret'),
  },
  SENDER_REMEDY,
);

/** Names are what history shows: each stands for one sender. */
const webhooks = reader((value, report): WebhookSender[] => {
  const senders = readWith(list(webhookSender, SENDER_REMEDY), value, report) ?? [];
  senders.forEach(({ name }, index) => {
    if (senders.findIndex((other) => other.name === name) < index)
      report('stands twice', 'give each sender a name of its own', [index, 'name']);
  });
  return senders;
});

/** One entry under `organizations`; `names` are all of them, for the scopes inside. */
export function organization(id: string, names: readonly string[]): z.ZodType<Organization> {
  const correction = whenRead(() =>
    mapping(
      { scope: scope(names, 'refused'), ...corrected },
      'write { scope: { zipcodes: ["67*"] }, region: FR-67 }',
      correctsSomething,
    ),
  );
  const shape = mapping(
    {
      apiKey,
      baseUrl: baseUrl.optional(),
      requestsPerMinute: number(
        (value) => Number.isInteger(value) && value >= 1 && value <= 100_000,
        'write a whole number from 1 to 100000',
      ).optional(),
      budgetShare: number((value) => value > 0 && value <= 1, 'write a share above 0, at most 1').optional(),
      timezone: timezone.optional(),
      language: language.optional(),
      webhookPublicKey: webhookPublicKey.optional(),
      webhooks: webhooks.optional(),
      adHoc: guard.optional(),
      businesses: businesses.optional(),
      corrections: list(correction, 'name at least one').optional(),
    },
    'write { apiKey: env:PARTOO_API_KEY }',
  );
  return reader((value, report): Organization => {
    const read = readWith(shape, value, report);
    if (read === undefined) return z.NEVER;
    const { requestsPerMinute = 300, budgetShare = 0.8 } = read;
    if (requestsPerMinute * budgetShare < 1)
      report('leaves less than one request a minute', 'write a larger share', ['budgetShare']);
    return {
      id,
      apiKey: read.apiKey,
      baseUrl: read.baseUrl ?? DEFAULT_BASE_URL,
      requestsPerMinute,
      budgetShare,
      timezone: read.timezone ?? null,
      language: read.language ?? null,
      webhookPublicKey: read.webhookPublicKey ?? null,
      ...(read.webhooks === undefined ? {} : { webhooks: read.webhooks }),
      ...(read.adHoc === undefined ? {} : { adHoc: read.adHoc }),
      businesses: read.businesses ?? {},
      corrections: (read.corrections ?? []) as Organization['corrections'],
    };
  });
}
