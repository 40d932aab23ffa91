import type { Settings } from '../model.ts';
import { STAGED_YML } from './rules.ts';
import { codeOf } from './shops.ts';
import type { Doom, Stage, Story } from './stage.ts';
import { ask, configure, edit, passes, runOf, until } from './story.ts';

/** Until noon of 23 December, with Christmas in the weekly hours, and closures that were switched over them. */
export const STAGED: Story = { organizations: ['eden'], start: '2026-12-18T12:00:00+01:00', play };

async function play(stage: Stage): Promise<Map<string, Partial<Settings>>> {
  const byPerson = new Map<string, Partial<Settings>>();
  await configure(stage, STAGED_YML, 22);
  changeDay(stage, byPerson, 47, 'monday', ['08:00-11:00']);
  await passes(stage, '18T12:05', '18T20:00', '19T20:00', '21T00:05', '21T10:00');
  const scope = { codes: [codeOf(52)] };
  await stage.release.release(stage.deps(), { scope, all: false, organization: 'eden' });
  await ask(stage, 'market', {
    codes: [codeOf(53)],
    hold: true,
    from: '2026-12-24T15:00:00+01:00',
    until: '2026-12-24T17:00:00+01:00',
  });
  await passes(stage, '21T11:00');
  changeDay(stage, byPerson, 48, 'wednesday', ['07:00-18:00']);
  changeDay(stage, byPerson, 49, 'friday', ['11:00-13:00']);
  edit(stage, byPerson, 50, { offline_message: 'Joyeux Noël à tous !\r\n' });
  await passes(stage, '21T20:00', '22T20:00', '23T09:00', '23T10:00');
  stage.sandboxes.eden.person.edit(codeOf(46), { is_launched: true });
  await passes(stage, '23T11:25');
  await crash(stage);
  await until(stage, '23T11:59');
  changeDay(stage, byPerson, 51, 'tuesday', ['08:30-18:00']);
  await until(stage, '23T12:00');
  return byPerson;
}

/** A process dies while it switches some shops, and writes the weekly hours of others. */
async function crash(stage: Stage): Promise<void> {
  const { eden } = stage.sandboxes;
  const settingOf = (n: number) => eden.settingsRow(codeOf(n)).id as number;
  const doom: Doom = {};
  for (const n of [57, 60]) doom[settingOf(n)] = 'lost';
  for (const n of [58, 61]) doom[settingOf(n)] = 'unanswered';
  await until(stage, '23T11:55');
  await stage.release.run(stage.deps(doom), runOf('eden')).catch(() => {});
}

/** One weekday of the hours that Partoo shows becomes theirs. */
function changeDay(
  stage: Stage,
  byPerson: Map<string, Partial<Settings>>,
  n: number,
  day: string,
  windows: string[],
): void {
  const { custom_chat_hours: shown } = stage.sandboxes.eden.settingsRow(codeOf(n));
  const { custom_chat_hours: own } = stage.originals.get(codeOf(n)) as Settings;
  edit(
    stage,
    byPerson,
    n,
    { custom_chat_hours: { ...shown, [day]: windows } },
    { custom_chat_hours: { ...own, [day]: windows } },
  );
}
