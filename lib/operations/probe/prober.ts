import type { Instant } from '../../clock.ts';
import { type Business, SETTINGS_FIELDS, type Settings } from '../../closures/model.ts';
import { pickSettings } from '../../closures/overlay.ts';
import { type BusinessRecord, nothingOver, type Write } from '../../closures/record.ts';
import { identicalField, sameField } from '../../closures/same.ts';
import { isRewritten } from '../../closures/standing.ts';
import { PartooApiError, type PartooClient } from '../../partoo/index.ts';
import type { Deps } from '../../reconcile/pass/deps.ts';
import { UsageError } from '../../reconcile/pass/errors.ts';
import type { Finding } from '../../reconcile/pass/findings.ts';
import { errorOf } from '../../reconcile/pass/report.ts';
import { type SeenSettings, seenSettings } from '../../reconcile/pass/seen-settings.ts';
import { recordOf, storedOf } from '../../reconcile/situation/marks.ts';
import { type Lease, LeaseLostError } from '../../store/store.ts';
import { findingOf, type Variant, variantsOf } from './variants.ts';

interface ProberInput {
  deps: Deps;
  client: PartooClient;
  lease: Lease;
  business: Business;
  /** No variant is begun after it. */
  until: Instant;
  /** Notes durably that this business is being probed; called before anything else is. */
  mark(): Promise<void>;
}

/** Half of it outlives all attempts of one call and their time-out. */
const PROBE_LEASE_MILLISECONDS = 160_000;

/** What one variant takes at most, with both its requests repeated, ms. */
const VARIANT_MILLISECONDS = 60_000;
/** When a change that Partoo does not show yet is looked at again, ms. */
const LOOKS = [0, 1000, 2000, 4000];

/** Tries variants on one business under a lease. Before each write, what is needed to undo it is durable. */
export class Prober {
  readonly findings: Finding[] = [];
  /** What ended it early. */
  error: { code: string; message: string } | null = null;
  readonly #input: ProberInput;
  #lease: Lease;
  #own!: Settings;
  #settingId: number | string = 0;
  #record!: BusinessRecord;

  constructor(input: ProberInput) {
    this.#input = input;
    this.#lease = input.lease;
  }

  /** Makes the business' own settings durable. @throws UsageError where they could not be put back to the byte */
  async begin(): Promise<void> {
    const { deps, business, lease } = this.#input;
    const label = business.code ?? business.id;
    const stored = await deps.store.readBusinesses(lease.organization, [business.id]);
    const record = recordOf(stored.get(business.id), business.id, business.code);
    if (record.inPlace !== null || record.intent !== null || record.restoring.length > 0)
      throw new UsageError(
        'not-settled',
        `${label} is not back from an earlier closure yet.`,
        'Look at `status`; `run` goes on with it. Nothing was written.',
      );
    const seen = await this.#read();
    if (!seen)
      throw new UsageError(
        'no-settings',
        `Partoo holds no messaging settings for ${label}.`,
        'Probe another shop.',
      );
    if (!seen.settings.welcome_message?.trim() || !seen.settings.offline_message?.trim())
      throw new UsageError(
        'no-texts',
        `${label} has no text of its own, and nobody knows whether Partoo takes a null back.`,
        'Probe a shop that has both texts. Nothing was written.',
      );
    this.#own = pickSettings(seen.settings);
    this.#settingId = seen.id;
    const now = deps.clock.now();
    const restoring = SETTINGS_FIELDS.map((field) => ({
      field,
      baseline: this.#own[field],
      theirs: this.#own[field],
      at: now,
    }));
    this.#record = {
      ...record,
      settingId: seen.id,
      inPlace: nothingOver(seen.text),
      last: null,
      restoring,
    };
    await this.#input.mark();
    await deps.store.saveBusinesses(
      this.#lease,
      [storedOf(this.#record, now)],
      [
        {
          at: now,
          organization: lease.organization,
          business: business.id,
          code: business.code,
          action: 'change',
          reason: 'probe of what Partoo does with settings; put back right after',
          actor: 'doctor',
          before: this.#own,
          after: this.#own,
        },
      ],
    );
  }

  /** Tries one variant after the other until done, out of quiet time, or something fails. Never rejects but for a bug. */
  async tryAll(): Promise<void> {
    try {
      for (const variant of variantsOf(this.#own)) {
        if (this.#input.deps.clock.now() + VARIANT_MILLISECONDS > this.#input.until) {
          this.error = {
            code: 'closure-near',
            message: 'A closure comes near; the rest is left for another time.',
          };
          return;
        }
        const finding = await this.#try(variant);
        this.findings.push(finding);
        // What cannot be written unchanged could not be put back either.
        if (variant.topic === 'unchanged' && finding.verdict !== 'as-sent') return;
      }
    } catch (error) {
      this.error = errorOf(error);
    }
  }

  async #try(variant: Variant): Promise<Finding> {
    await this.#intend(variant);
    const answer = await this.#post(variant.body);
    if ('refused' in answer) {
      const isWhole = await this.#putBack();
      // A null of the business' own that is refused tells of the null, not of the rest.
      const fields = Object.keys(answer.refused).join(', ');
      const detail = `refused${fields === '' ? '' : `: ${fields}`}${isWhole ? '' : ', and yet changed'}`;
      return { topic: variant.topic, verdict: 'refused', detail };
    }
    const observed = await this.#shown(variant);
    const finding = observed ? findingOf(variant, observed) : unclear(variant);
    await this.#putBack();
    return finding;
  }

  /** The intent that whoever finds this record after a crash has to undo. */
  async #intend({ topic, intended }: Variant): Promise<void> {
    const { deps } = this.#input;
    await this.#keepLease();
    const now = deps.clock.now();
    const write: Write = {
      settings: intended,
      before: this.#own,
      shown: this.#own,
      at: now,
      decidedAt: now,
      token: this.#lease.token,
      action: 'change',
      reason: `probe: ${topic}`,
      actor: 'doctor',
      overlay: {},
      overlayKey: '',
      closures: [],
      rewrites: 0,
    };
    const isChange = SETTINGS_FIELDS.some((field) => !identicalField(field, intended, this.#own));
    await this.#save({ ...this.#record, intent: isChange ? write : null });
  }

  /** What Partoo shows once it shows the change; null where it does not in time. */
  async #shown({ intended, topic }: Variant): Promise<Settings | null> {
    const { clock } = this.#input.deps;
    let last: Settings | null = null;
    for (const wait of LOOKS) {
      if (wait > 0) await clock.sleep(wait);
      last = (await this.#read())?.settings ?? null;
      const isLikeBefore =
        last !== null && SETTINGS_FIELDS.every((field) => identicalField(field, last as Settings, this.#own));
      // That nothing changes may be the answer; only for what cannot be told apart is it waited longer.
      if (last !== null && (!isLikeBefore || topic === 'unchanged' || sameSettings(intended, this.#own)))
        return last;
    }
    return last;
  }

  /** Writes the own settings until a read shows them, to the byte where Partoo allows. */
  async #putBack(): Promise<boolean> {
    const { clock } = this.#input.deps;
    const now = (await this.#read())?.settings;
    let isWhole = true;
    if (!now || SETTINGS_FIELDS.some((field) => !identicalField(field, now, this.#own))) {
      isWhole = false;
      await this.#keepLease();
      await this.#post(this.#own);
      for (const wait of LOOKS) {
        if (wait > 0) await clock.sleep(wait);
        const shown = (await this.#read())?.settings;
        if (shown && isPutBack(shown, this.#own)) break;
        if (wait === LOOKS.at(-1))
          throw new Error(
            'Partoo does not show the settings that were put back; the pass that follows goes on with it.',
          );
      }
    }
    await this.#save({ ...this.#record, intent: null });
    return isWhole;
  }

  async #post(
    body: Partial<Settings>,
  ): Promise<{ refused: Readonly<Record<string, unknown>> } | { taken: true }> {
    try {
      await this.#input.client.settings.update(this.#settingId, body);
      return { taken: true };
    } catch (error) {
      if (error instanceof PartooApiError && error.code === 'bad-request') return { refused: error.fields };
      throw error;
    }
  }

  async #read(): Promise<SeenSettings | null> {
    const { client, business } = this.#input;
    for await (const item of client.settings.list({ businessIds: [business.id] })) {
      const seen = seenSettings(item);
      if (seen && item.value.business_id === business.id) return seen;
    }
    return null;
  }

  async #save(record: BusinessRecord): Promise<void> {
    this.#record = record;
    await this.#input.deps.store.saveBusinesses(this.#lease, [
      storedOf(record, this.#input.deps.clock.now()),
    ]);
  }

  async #keepLease(): Promise<void> {
    const { store, clock } = this.#input.deps;
    if (this.#lease.expiresAt - clock.now() > PROBE_LEASE_MILLISECONDS / 2) return;
    const renewed = await store.renewLease(this.#lease, clock.now(), PROBE_LEASE_MILLISECONDS);
    if (!renewed) throw new LeaseLostError(this.#lease.organization);
    this.#lease = renewed;
  }
}

/** Whether settings are those that were written, as they are or as Partoo makes them. */
function isPutBack(shown: Settings, own: Settings): boolean {
  return SETTINGS_FIELDS.every((field) => sameField(field, shown, own) || isRewritten(field, shown, own));
}

function sameSettings(a: Settings, b: Settings): boolean {
  return SETTINGS_FIELDS.every((field) => sameField(field, a, b));
}

function unclear({ topic }: Variant): Finding {
  return { topic, verdict: 'unclear', detail: 'Partoo showed nothing in time' };
}
