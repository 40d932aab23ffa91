import type { OrganizationMoment, Settings } from '../model.ts';
import type { Foreign, OldClock, OldSandbox, Release } from './release.ts';
import { codeOf, type OrganizationId, shopsOf } from './shops.ts';

export const MANNERS = {
  acme: { textTreatment: 'exact', refusesEmptyHours: [codeOf(9)], launchDelayMilliseconds: 0 },
  bolt: { textTreatment: 'exact', refusesEmptyHours: [], launchDelayMilliseconds: 0 },
  cove: { textTreatment: 'trim-and-normalize', refusesEmptyHours: [], launchDelayMilliseconds: 0 },
  dune: { textTreatment: 'exact', refusesEmptyHours: [], launchDelayMilliseconds: 180_000 },
  eden: { textTreatment: 'exact', refusesEmptyHours: [codeOf(62)], launchDelayMilliseconds: 0 },
} satisfies Record<OrganizationId, OrganizationMoment['manners']>;

/** What becomes of the POSTs of a process that is to die: lost on the way, or carried out and never answered. */
export type Doom = Record<number, 'lost' | 'unanswered'>;

/** What is played, of which organizations; it begins at `start`. */
export interface Story {
  organizations: OrganizationId[];
  start: string;
  /** What persons changed, by code. */
  play(stage: Stage): Promise<Map<string, Partial<Settings>>>;
}

/** One organization a sandbox, a store, and the old release between them, on one virtual clock. */
export class Stage {
  readonly release: Release;
  readonly clock: OldClock;
  readonly store: Foreign;
  readonly organizations: readonly OrganizationId[];
  readonly sandboxes: Record<OrganizationId, OldSandbox>;
  /** By code. */
  readonly originals: ReadonlyMap<string, Settings>;

  private constructor(release: Release, clock: OldClock, store: Foreign, sandboxes: Stage['sandboxes']) {
    this.release = release;
    this.clock = clock;
    this.store = store;
    this.sandboxes = sandboxes;
    this.organizations = Object.keys(sandboxes) as OrganizationId[];
    this.originals = new Map(
      this.organizations.flatMap((id) =>
        shopsOf(release, id).map(({ business: { code } }) => [
          code,
          settingsIn(sandboxes[id].settingsRow(code)),
        ]),
      ),
    );
  }

  static async open(release: Release, store: Foreign, { organizations, start }: Story): Promise<Stage> {
    const clock = new release.VirtualClock(Date.parse(start));
    const opened = organizations.map(async (id) => {
      const sandbox = await release.startSandbox({
        businesses: shopsOf(release, id),
        clock: clock.forServer,
        ...MANNERS[id],
      });
      return [id, sandbox] as const;
    });
    const sandboxes = Object.fromEntries(await Promise.all(opened)) as Stage['sandboxes'];
    // A database over the network answers in real time, in which this clock has to stand still.
    const held = new Proxy(store, {
      get: (target, name) =>
        typeof target[name] === 'function'
          ? (...args: unknown[]) => clock.hold(async () => target[name](...args))
          : target[name],
    });
    return new Stage(release, clock, held, sandboxes);
  }

  /** A process of the old release. `doom`: it dies 5 s after its first POST. */
  deps(doom: Doom = {}) {
    const { clock, release } = this;
    let isDead = false;
    const killed = () => new Error('killed');
    const dying: ((error: Error) => void)[] = [];
    const hang = () => new Promise<never>((_, reject) => dying.push(reject));
    const dieSoon = async () => {
      await clock.sleep(5000);
      isDead = true;
      for (const die of dying) die(killed());
    };
    let isDoomed = Object.keys(doom).length > 0;
    const whileAlive = (store: Foreign) =>
      new Proxy(store, {
        get:
          (target, name) =>
          async (...args: unknown[]) => {
            if (isDead) throw killed();
            return target[name](...args);
          },
      });
    const send: typeof fetch = async (input, init) => {
      if (isDead) throw killed();
      const request = new Request(input, init);
      const setting = Number(/\/messaging\/settings\/(\d+)$/.exec(new URL(request.url).pathname)?.[1]);
      if (request.method === 'POST' && isDoomed) {
        isDoomed = false;
        void dieSoon();
      }
      if (request.method === 'POST' && doom[setting] === 'lost') return hang();
      const answer = await clock.fetch(this.#routed(request));
      if (request.method !== 'POST' || doom[setting] !== 'unanswered') return answer;
      await answer.text();
      return hang();
    };
    return release.createDeps({
      store: release.withOutbox({ ...methodsOf(whileAlive(this.store)) }),
      clock,
      env: { PARTOO_KEY: 'sandbox-key' },
      fetch: send,
      random: () => 0.5,
      announces: true,
    });
  }

  #routed(request: Request): Request {
    const { hostname, pathname, search } = new URL(request.url);
    const sandbox = this.sandboxes[hostname.split('.')[0] as OrganizationId];
    return new Request(new URL(pathname + search, sandbox.url), request);
  }

  async close(): Promise<void> {
    for (const sandbox of Object.values(this.sandboxes)) await sandbox.close();
  }
}

/** As an object of its own, since the release copies the store's members. */
function methodsOf(store: Foreign): object {
  const own = Object.keys(store).filter((name) => typeof store[name] === 'function');
  const names =
    own.length > 0
      ? own
      : [
          ...[
            'readApplied',
            'saveApplied',
            'readDirectory',
            'saveDirectory',
            'readCalendars',
            'saveCalendars',
          ],
          ...['listAdHoc', 'putAdHoc', 'deleteAdHoc', 'listMarks', 'readBusinesses', 'saveBusinesses'],
          ...['deleteBusinesses', 'appendHistory', 'listHistory', 'appendOutbox', 'takeOutbox', 'ackOutbox'],
          ...['takeLease', 'renewLease', 'releaseLease', 'reserveSlots', 'delaySlots', 'readDue', 'setDue'],
          ...['listDue', 'readFact', 'saveFact', 'swapFact', 'close'],
        ];
  return Object.fromEntries(names.map((name) => [name, store[name]]));
}

export function settingsIn(row: Settings): Settings {
  const { welcome_message, offline_message, uses_business_hours, custom_chat_hours, is_launched } = row;
  return { welcome_message, offline_message, uses_business_hours, custom_chat_hours, is_launched };
}
