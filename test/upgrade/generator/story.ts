import type { Settings } from '../model.ts';
import { CLOSURES_YML } from './rules.ts';
import { castOf, codeOf, type OrganizationId } from './shops.ts';
import type { Doom, Stage, Story } from './stage.ts';

/** The instant at which the store is taken, while half of Europe is closed. */
const MOMENT = '2026-12-25T10:00:00+01:00';

export const runOf = (organization: OrganizationId) => ({
  organization,
  at: null,
  dryRun: false,
  writeAt: false,
  waitMilliseconds: 0,
});

/** Until {@link MOMENT}, when the store holds something of everything. */
export const SWITCHED: Story = {
  organizations: ['acme', 'bolt', 'cove', 'dune'],
  start: '2026-12-22T08:00:00+01:00',
  play,
};

async function play(stage: Stage): Promise<Map<string, Partial<Settings>>> {
  const byPerson = new Map<string, Partial<Settings>>();
  await configure(stage, CLOSURES_YML);
  await days(stage, byPerson);
  await christmasMorning(stage, byPerson);
  await crash(stage);
  await until(stage, '25T09:58');
  await stage.release.run(stage.deps(), runOf('dune'));
  await until(stage, '25T09:59');
  edit(stage, byPerson, 14, { offline_message: 'Wij zijn er even niet. \n' });
  stage.sandboxes.acme.person.edit(codeOf(15), { is_launched: true });
  edit(stage, byPerson, 29, { welcome_message: 'Joyeux Noël à tous !\r\n' });
  await stage.clock.sleepUntil(Date.parse(MOMENT));
  return byPerson;
}

export async function configure(stage: Stage, text: string, allowNow = 0): Promise<void> {
  const { release } = stage;
  const loaded = release.parseConfig(text, 'closures.yml');
  const options = { organization: null, allowNow, confirm: async () => true };
  const report = await release.applyConfig(stage.deps(), loaded, options);
  const failed = report.organizations.find((one: { error?: { message: string } }) => one.error);
  if (failed) throw new Error(failed.error.message);
}

async function days(stage: Stage, byPerson: Map<string, Partial<Settings>>): Promise<void> {
  const { release, sandboxes } = stage;
  await until(stage, '22T09:00');
  await askForSome(stage);
  await passes(stage, '22T09:01', '22T10:00');
  edit(stage, byPerson, 6, { offline_message: 'Estamos em obras.\r\n' });
  await passes(stage, '22T11:00', '22T12:00', '22T20:00');
  sandboxes.acme.removeBusiness(codeOf(20));
  for (const day of [23, 24, 25]) {
    await refresh(stage, `${day}T02:30`);
    if (day === 25) break;
    await passes(stage, `${day}T02:31`, `${day}T08:00`);
    await passes(stage, `${day}T18:00`, `${day}T18:01`, `${day}T20:00`, `${day}T21:00`);
    if (day === 23) for (const id of stage.organizations) await release.publishOutbox(busOf(stage), id);
    await passes(stage, `${day + 1}T00:00`, `${day + 1}T01:00`);
  }
}

async function christmasMorning(stage: Stage, byPerson: Map<string, Partial<Settings>>): Promise<void> {
  const { release, sandboxes } = stage;
  await passes(stage, '25T02:31');
  await ask(stage, 'market', { codes: [codeOf(10)], hold: true, until: '2026-12-27' });
  await passes(stage, '25T07:00');
  sandboxes.acme.person.edit(codeOf(5), { is_launched: true });
  edit(stage, byPerson, 7, { offline_message: 'Zamknięte z powodu awarii.'.normalize('NFD') });
  const { custom_chat_hours: emptied } = sandboxes.acme.settingsRow(codeOf(11));
  const { custom_chat_hours: week } = stage.originals.get(codeOf(11)) as Settings;
  const thursday = ['14:00-16:00'];
  edit(
    stage,
    byPerson,
    11,
    { custom_chat_hours: { ...emptied, thursday } },
    { custom_chat_hours: { ...week, thursday } },
  );
  edit(stage, byPerson, 13, { welcome_message: 'Bonne fêtes\u00a0!  ' });
  edit(stage, byPerson, 32, { offline_message: 'Fermé pour travaux.' });
  await passes(stage, '25T08:00', '25T08:45');
  await release.release(stage.deps(), { scope: { codes: [codeOf(8)] }, all: false, organization: 'acme' });
  const strike = {
    codes: [codeOf(17)],
    urgent: true,
    text: 'Streik! \r\nWir melden uns.',
    until: '2026-12-26T06:00',
  };
  await ask(stage, 'strike', strike);
  await passes(stage, '25T09:25');
  await release.pause(stage.deps(), 'cove');
}

/** A process that dies in the middle of a wave, while two shops are refused. */
async function crash(stage: Stage): Promise<void> {
  const { release, sandboxes } = stage;
  const settingOf = (n: number) =>
    sandboxes.bolt.settings().find(({ business_id }) => business_id === idOf(stage, n))?.id as number;
  const refused = [27, 28].map((n) => ({
    match: { method: 'POST', path: `/${settingOf(n)}$` },
    fault: 'forbidden',
  }));
  sandboxes.bolt.setFaults({ script: refused });
  const doom: Doom = {};
  for (const n of [21, 24]) doom[settingOf(n)] = 'lost';
  for (const n of [22, 25, 29, 30]) doom[settingOf(n)] = 'unanswered';
  await until(stage, '25T09:55');
  await release.run(stage.deps(doom), runOf('bolt')).catch(() => {});
  sandboxes.bolt.setFaults({});
}

async function askForSome(stage: Stage): Promise<void> {
  const { release, store, clock } = stage;
  const said = { at: clock.now(), source: 'erp' };
  const event = (kind: string, detail: object) =>
    release.takeClosureEvent({ store, clock }, { kind, detail }, said);
  await event('requested', {
    id: 'flood',
    codes: [codeOf(2)],
    reason: 'Flood',
    text: 'Inundació.\r\nTornem aviat. ',
  });
  await event('changed', { id: 'flood', reason: 'Flood of the Besòs' });
  await event('cancelled', { id: 'overtaken' });
  await ask(stage, 'works', { codes: [codeOf(6)], until: '2026-12-22T12:00', reason: 'Works' });
  await ask(stage, 'moving', { codes: [codeOf(20)], text: 'Nous déménageons.' });
  await ask(stage, 'inventory', { codes: [codeOf(3)], from: '2026-12-28', until: '2026-12-29' });
}

export async function ask(
  stage: Stage,
  id: string,
  { codes, ...asked }: { codes: string[]; [member: string]: unknown },
): Promise<void> {
  await stage.release.requestClosure(stage.deps(), {
    ...{
      id,
      organization: stage.organizations[0],
      scope: { codes },
      all: false,
      from: null,
      until: null,
      message: null,
    },
    ...{ text: null, reason: null, urgent: false, hold: false, actor: 'command:anna', ...asked },
  });
}

export async function passes(stage: Stage, ...times: string[]): Promise<void> {
  for (const time of times) {
    await until(stage, time);
    for (const id of stage.organizations) {
      const report = await stage.release.run(stage.deps(), runOf(id));
      const { error } = report.organizations[0];
      if (error) throw new Error(`${id} at ${time}: ${error.code} ${error.message}`);
    }
  }
}

async function refresh(stage: Stage, time: string): Promise<void> {
  await until(stage, time);
  const deps = stage.deps();
  const applied = await stage.release.appliedConfig(stage.store);
  for (const one of applied.config.organizations) await stage.release.refreshOrganization(deps, applied, one);
}

/** Whatever is put on it is taken. */
const busOf = ({ store, clock }: Stage) => ({ store, clock, bus: { put: async () => [] } });

/** `theirs`: what is to be theirs in the end, where that is not what they wrote. */
export function edit(
  stage: Stage,
  byPerson: Map<string, Partial<Settings>>,
  n: number,
  change: Partial<Settings>,
  theirs = change,
): void {
  const id = stage.organizations.find((one) => castOf(one).some((cast) => cast.n === n)) as OrganizationId;
  stage.sandboxes[id].person.edit(codeOf(n), change);
  byPerson.set(codeOf(n), theirs);
}

function idOf({ sandboxes }: Stage, n: number): string {
  return sandboxes.bolt.settingsRow(codeOf(n)).business_id;
}

/** @param time day of December and time in Paris, `25T09:58` */
export function until({ clock }: Stage, time: string): Promise<void> {
  return clock.sleepUntil(Date.parse(`2026-12-${time}:00+01:00`));
}
