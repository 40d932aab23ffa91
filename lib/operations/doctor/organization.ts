import type { Instant } from '../../clock.ts';
import { actorInWords } from '../../closures/actors.ts';
import type { Organization } from '../../config/model.ts';
import type { User } from '../../partoo/index.ts';
import type { Account, Deps } from '../../reconcile/pass/deps.ts';
import { readPause } from '../../reconcile/pass/paused.ts';
import { isNear, keyEndInWords, keyEndOf } from '../../reconcile/refresh/key-end.ts';
import { moment } from '../../short-times.ts';
import { LAST_SUCCESS, readNote } from '../../store/notes.ts';
import { count, duration } from '../words.ts';
import { type Answer, attempt, type Check, failed, ok, warning } from './check.ts';

/** Everything about one organization: its key, what that may do and see, and whether writing goes on. */
export async function* checkOrganization(deps: Deps, organization: Organization): AsyncGenerator<Check> {
  const { id } = organization;
  const check = (name: Check['check'], answer: Answer): Check => ({
    organization: id,
    check: name,
    ...answer,
  });
  let account: Account;
  let user: User;
  try {
    account = await deps.openAccount(organization);
    user = await account.client.users.me();
  } catch (error) {
    yield check('key', failed(error));
    return;
  }
  yield check('key', await keyOf(account, deps.clock.now()));
  yield check('rights', rightsOf(user));
  yield check('businesses', await attempt(() => businessesOf(deps, account, id)));
  yield check('settings', await attempt(() => settingsOf(account)));
  yield check('writing', await attempt(() => writingOf(deps, id)));
}

/** Accepted; but perhaps not for long. */
async function keyOf({ baseUrl, client }: Account, now: Instant): Promise<Answer> {
  const accepted = `The key is accepted at ${baseUrl}`;
  const end = await keyEndOf(client, now);
  if (!end) return ok(accepted);
  if (!isNear(end)) return ok(`${accepted}, until ${end.on}`);
  return warning(
    `${accepted}. ${keyEndInWords(end)}`,
    'Make another key at Partoo, and put it in its place.',
  );
}

/** Partoo does not say which role may write messaging settings, so what is doubtful is only a warning. */
function rightsOf({ role, disabled }: User): Answer {
  if (disabled)
    return {
      result: 'failed',
      message: "The key's user is disabled",
      remedy: 'Enable the user in Partoo, or use another key.',
      code: 'user-disabled',
    };
  if (role === 'ORG_ADMIN' || role === 'PROVIDER') return ok(`Its user is ${role}`);
  return warning(
    `Its user is ${role ?? 'of unknown role'}, which may not reach every shop or not write settings`,
    'Use a key of an ORG_ADMIN, or compare the numbers below with what you expect.',
  );
}

async function businessesOf({ store }: Deps, { client }: Account, organization: string): Promise<Answer> {
  const { visible, gap } = await seenOf(client);
  if (gap !== null) return { result: 'failed', code: 'directory-incomplete', ...gap };
  if (visible === 0) return warning('The key sees no shop', "Give the key's user access to shops in Partoo.");
  const directory = await store.readDirectory(organization);
  const without = directory?.businesses.filter(({ zone }) => zone === null).length ?? 0;
  const seen = `The key sees ${count(visible, 'shop')}`;
  if (without === 0) return ok(seen);
  return warning(
    `${seen}; the zone of ${count(without, 'shop')} cannot be told, so nothing is done there`,
    'Set it under `businesses` or `corrections`; `status` lists them.',
  );
}

async function settingsOf({ client }: Account): Promise<Answer> {
  const visible = await countOf(client.settings.pages({ perPage: 1 }));
  if (visible > 0) return ok(`The key sees messaging settings of ${count(visible, 'shop')}`);
  return warning(
    'The key sees no messaging settings',
    'Switch Messages on for shops in Partoo, and give the key the right to them.',
  );
}

async function writingOf({ store, clock }: Deps, organization: string): Promise<Answer> {
  const pause = await readPause(store, organization);
  if (pause) {
    const since = pause.since === null ? '' : ` since ${moment(pause.since)}`;
    const by = pause.by === null ? '' : ` by ${actorInWords(pause.by)}`;
    return warning(`Writing is paused${since}${by}`, 'Start it again with `partoo-closures resume`.');
  }
  const last = await readNote(store, organization, LAST_SUCCESS);
  if (last === null) return ok('No pass has found or brought all as it should be yet');
  return ok(`All was last as it should be ${duration(clock.now() - last)} ago`);
}

/** Of more businesses than these a count has to do: to list them all takes minutes. */
const MOST_LISTED = 5000;

/** How many businesses the key sees, and what their list lacks. */
async function seenOf({
  businesses,
}: Account['client']): Promise<{ visible: number; gap: { message: string; remedy: string } | null }> {
  let visible = 0;
  const unreadable: string[] = [];
  for await (const { count, items, invalid, incomplete } of businesses.pages()) {
    if ((count ?? 0) > MOST_LISTED) return { visible: count ?? 0, gap: null };
    visible += items.length;
    for (const { code, id, issue } of invalid) unreadable.push(`${code ?? id ?? 'no id'}: ${issue}`);
    if (incomplete === null) continue;
    const { found } = incomplete;
    const message = `Partoo lists ${found} of ${incomplete.count ?? 'more'} shops, read twice`;
    return {
      visible,
      gap: { message, remedy: 'Nobody else is closed meanwhile. If it stays so, ask Partoo.' },
    };
  }
  if (unreadable.length === 0) return { visible, gap: null };
  const message = `${count(unreadable.length, 'shop')} cannot be read (${unreadable.slice(0, 3).join('; ')})`;
  return { visible, gap: { message, remedy: 'Correct them in Partoo; nothing is done there until then.' } };
}

/** The total that a list announces, or as many items as it has where it announces none. */
async function countOf(pages: AsyncIterable<{ count: number | null; items: unknown[] }>): Promise<number> {
  let seen = 0;
  for await (const page of pages) {
    if (page.count !== null) return page.count;
    seen += page.items.length;
  }
  return seen;
}
