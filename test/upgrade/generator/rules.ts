/** The configuration that the stores of the fixtures hold. */
export const CLOSURES_YML = `version: 1
organizations:
  acme: { apiKey: "env:PARTOO_KEY", baseUrl: "https://acme.partoo.test/v2", timezone: Europe/Paris, language: fr }
  bolt: { apiKey: "env:PARTOO_KEY", baseUrl: "https://bolt.partoo.test/v2", timezone: Europe/Paris, language: fr }
  cove: { apiKey: "env:PARTOO_KEY", baseUrl: "https://cove.partoo.test/v2", timezone: Europe/Paris, language: fr }
  dune: { apiKey: "env:PARTOO_KEY", baseUrl: "https://dune.partoo.test/v2", timezone: Europe/Paris, language: fr }
messages:
  holiday:
    fr: "Nous sommes fermés ({{closure_name}}) et rouvrons {{reopens}}."
    es: "Estamos cerrados ({{closure_name}}) y volvemos a abrir {{reopens}}."
    de: "Wir haben geschlossen ({{closure_name}}) und öffnen wieder {{reopens}}."
    default: "We are closed ({{closure_name}}) and reopen {{reopens}}."
rules:
  public-holidays:
    scope: { organizations: [acme, cove], exclude: { codes: [ST-00006] } }
    holidays: { types: [public] }
    message: holiday
  nights:
    scope: { organizations: [acme], countries: [DE] }
    cron: { close: "0 20 * * *", open: "0 8 * * *" }
    effect: { reachable: false, offlineMessage: keep, chatHours: keep }
  stock-taking:
    scope: { organizations: [acme], codes: [ST-00006, ST-00018] }
    dates: [{ from: 2026-12-29T18:00, to: 2026-12-29T22:00 }]
  early:
    scope: { codes: [ST-00021, ST-00022, ST-00023, ST-00028] }
    dates: [{ from: 2026-12-24T18:00, to: 2026-12-25T09:55 }]
  late:
    scope: { codes: [ST-00024, ST-00025, ST-00026, ST-00027, ST-00029, ST-00030] }
    dates: [{ from: 2026-12-25T09:55, to: 2026-12-26T12:00 }]
  slow-close:
    scope: { codes: [ST-00034] }
    dates: [{ from: 2026-12-25T09:58, to: 2026-12-26T12:00 }]
  slow-open:
    scope: { codes: [ST-00035] }
    dates: [{ from: 2026-12-24T18:00, to: 2026-12-25T09:58 }]
`;

/** Of the story with staged closures. */
export const STAGED_YML = `version: 1
organizations:
  eden: { apiKey: "env:PARTOO_KEY", baseUrl: "https://eden.partoo.test/v2", timezone: Europe/Paris, language: fr }
messages:
  soon: { fr: "Bientôt fermé ({{closure_name}}), de {{closed_from}} à {{reopens}}." }
rules:
  christmas:
    scope: { organizations: [eden], exclude: { codes: [ST-00044, ST-00054, ST-00056, ST-00060, ST-00061] } }
    dates: [{ from: 2026-12-24T14:00, to: 2026-12-26, name: Noël }]
    staged: true
  announced:
    scope: { codes: [ST-00044] }
    dates: [{ from: 2026-12-24T14:00, to: 2026-12-26, name: Inventaire }]
    staged: true
    announce: { before: 3d, offlineMessage: soon }
    effect: { offlineMessage: keep }
  works:
    scope: { codes: [ST-00045, ST-00046] }
    dates: [{ from: 2026-12-23T10:00, to: 2026-12-23T16:00, name: Travaux }]
  nights:
    scope: { codes: [ST-00054] }
    cron: { close: "0 17 * * MON-FRI", open: "0 10 * * TUE-SAT" }
    staged: true
    onManualChange: enforce
    effect: { offlineMessage: keep }
  listing:
    scope: { codes: [ST-00056] }
    specificHours: true
    staged: true
  breakdown:
    scope: { codes: [ST-00057, ST-00058, ST-00059] }
    dates: [{ from: 2026-12-23T11:55, to: 2026-12-23T17:00, name: Panne }]
  wednesday:
    scope: { codes: [ST-00060, ST-00061] }
    dates: [{ from: 2026-12-30, name: Inventaire }]
    staged: true
`;
