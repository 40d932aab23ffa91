/** What a project does that has installed the package: lists shops with the client, asks the core what is wanted. */
import { wantedSettings, wantedState } from 'partoo-closures/closures';
import { createPartooClient, PartooApiError, realClock } from 'partoo-closures/partoo';

const baseUrl = process.env.PARTOO_BASE_URL ?? '';
const partoo = createPartooClient({ baseUrl, apiKey: 'sandbox-key', clock: realClock });

const codes: (string | null)[] = [];
for await (const business of partoo.businesses.search()) codes.push(business.code ?? null);

const wanted = wantedState({
  business: { zone: 'Europe/Paris', language: 'fr' },
  rules: [
    { key: 'christmas', occurrences: [{ start: '2026-12-25', end: '2026-12-26', names: { fr: 'Noël' } }] },
  ],
  at: Date.parse('2026-12-25T12:00:00+01:00'),
});
const baseline = {
  welcome_message: 'Bonjour',
  offline_message: null,
  uses_business_hours: true,
  custom_chat_hours: null,
  is_launched: true,
};

const refused = createPartooClient({ baseUrl, apiKey: 'another-key', clock: realClock });
const refusal = await refused.users.me().catch((error: unknown) => error);

console.log(
  JSON.stringify({
    codes,
    requests: partoo.requests,
    refusal: refusal instanceof PartooApiError ? refusal.code : String(refusal),
    state: wanted.state,
    winner: wanted.fields.is_launched.winner,
    settings: wantedSettings(baseline, wanted.overlay),
  }),
);
