/** A closing wave on a virtual clock at Partoo's documented limit, beside the plain way: a loop that sends everything. */
import type { FaultPlan, Sandbox } from '../lib/sandbox/index.ts';
import type { VirtualClock } from '../lib/simulation/virtual-clock.ts';
import { grouped, minutes, type Section } from './support/section.ts';
import { CLOSING, letWatch, REQUESTS_PER_MINUTE, SHARE, startPartoo } from './support/stage.ts';

const HOUR = 3600_000;

/** What the server saw of one wave. */
export interface Wave {
  name: string;
  businesses: number;
  writes: number;
  reads: number;
  refused: number;
  /** From the first request to the last write. */
  milliseconds: number;
  /** Businesses over the quota that this way may use. */
  floorMilliseconds: number;
  /** The same for every request up to the last write: reading a business before and after its write takes quota too. */
  requestFloorMilliseconds: number;
  lateMinutes: number;
  earlyMinutes: number;
  /** When each business was closed, against the closing instant; ascending. */
  closedAfter: number[];
}

export async function measureWave(businesses: number, maxLead: string): Promise<Wave[]> {
  return [await ours(businesses, maxLead), await plain(businesses)];
}

/** The same where Partoo takes so long over each request. */
export async function measureSlowWave(
  businesses: number,
  maxLead: string,
  slowMilliseconds: number,
): Promise<Wave> {
  const wave = await ours(businesses, maxLead, { slow: 1, slowMilliseconds });
  return { ...wave, name: `${wave.name}, answers after ${slowMilliseconds / 1000} s` };
}

async function ours(businesses: number, maxLead: string, faults: FaultPlan = {}): Promise<Wave> {
  const partoo = await startPartoo(businesses, CLOSING - 2 * HOUR, faults);
  try {
    await letWatch(partoo, maxLead, CLOSING + HOUR / 2);
    return waveOf('partoo-closures', partoo.sandbox, REQUESTS_PER_MINUTE * SHARE);
  } finally {
    await partoo.sandbox.close();
  }
}

/** What a cron job at the closing minute does: writes to every shop in turn, and waits where it is told to. */
async function plain(businesses: number): Promise<Wave> {
  const partoo = await startPartoo(businesses, CLOSING);
  try {
    const ids = partoo.sandbox.settings().map(({ id }) => id);
    await partoo.clock.run(async () => {
      for (const id of ids) await closePlainly(partoo, id);
    }, 120_000);
    return waveOf('a loop over all shops', partoo.sandbox, REQUESTS_PER_MINUTE);
  } finally {
    await partoo.sandbox.close();
  }
}

async function closePlainly(partoo: { clock: VirtualClock; sandbox: Sandbox }, id: number): Promise<void> {
  const { clock, sandbox } = partoo;
  for (;;) {
    const response = await clock.fetch(`${sandbox.url}/messaging/settings/${id}`, {
      method: 'POST',
      headers: { 'x-apikey': 'sandbox-key', 'content-type': 'application/json' },
      body: JSON.stringify({ is_launched: false, offline_message: 'Nous sommes fermés.' }),
    });
    await response.text();
    if (response.ok) return;
    if (response.status !== 429) throw new Error(`The loop got ${response.status}.`);
    await clock.sleep(Number(response.headers.get('retry-after')) * 1000);
  }
}

function waveOf(name: string, sandbox: Sandbox, perMinute: number): Wave {
  const { requests, businesses } = sandbox;
  const posts = requests.filter(({ method }) => method === 'POST');
  const accepted = posts.filter(({ status }) => status < 300);
  const end = accepted.at(-1)?.at ?? 0;
  const until = requests.filter(({ at, status }) => at <= end && status !== 429).length;
  const closedAfter = businesses
    .map(({ business }) => (sandbox.writesOf(business.id)[0]?.at ?? Number.NaN) - CLOSING)
    .sort((a, b) => a - b);
  const sum = (of: (after: number) => number) =>
    closedAfter.reduce((total, after) => total + Math.max(0, of(after)), 0) / 60_000;
  return {
    name,
    businesses: businesses.length,
    writes: accepted.length,
    reads: requests.length - posts.length,
    refused: requests.filter(({ status }) => status === 429).length,
    milliseconds: end - (requests[0]?.at ?? 0),
    floorMilliseconds: (businesses.length / perMinute) * 60_000,
    requestFloorMilliseconds: (until / perMinute) * 60_000,
    lateMinutes: sum((after) => after),
    earlyMinutes: sum((after) => -after),
    closedAfter,
  };
}

/** How much longer than its floor a wave took, in percent. */
function over(milliseconds: number, floorMilliseconds: number): string {
  const percent = ((milliseconds / floorMilliseconds - 1) * 100).toFixed(1);
  return `${percent === '-0.0' ? '0.0' : percent} %`;
}

export function waveSection(waves: readonly Wave[]): Section {
  return {
    title: 'A closing wave',
    about:
      `Every business closes at one instant, at ${REQUESTS_PER_MINUTE} requests a minute. partoo-closures may use ` +
      `${SHARE * 100} % of that and begins early (\`maxLead\` 10 minutes for 1,000 businesses, 60 for 10,000). The plain ` +
      'way starts at the closing instant, writes to one shop after the other without reading or pacing, with all of the ' +
      'quota, and waits as long as a 429 says. Virtual clock, local Partoo; answers take no time but where it says so.',
    head: [
      '',
      'businesses',
      'writes',
      'reads',
      '429s',
      'time',
      'floor of its writes',
      'over it',
      'floor of its requests',
      'over it',
      'late',
      'early',
    ],
    rows: waves.map((wave) => [
      wave.name,
      grouped(wave.businesses),
      grouped(wave.writes),
      grouped(wave.reads),
      grouped(wave.refused),
      minutes(wave.milliseconds),
      minutes(wave.floorMilliseconds),
      over(wave.milliseconds, wave.floorMilliseconds),
      minutes(wave.requestFloorMilliseconds),
      over(wave.milliseconds, wave.requestFloorMilliseconds),
      grouped(wave.lateMinutes),
      grouped(wave.earlyMinutes),
    ]),
    notes: [
      'Late and early: business-minutes open after, or closed before, the closing instant. A floor: what the quota that ' +
        'the way uses allows at best, for one write a business, and for all requests up to the last write.',
      'Aims: as many writes as businesses, reads at most 3 % of them and 20, within 1 % of the floor of its writes, ' +
        'nothing late where `maxLead` allows it, no 429; within 2 % where each answer takes up to two seconds.',
      'Of the quota, 1 % goes to reading each business right before it is written, so that nobody else’s change is lost. ' +
        'One page is read back at once, to see whether this Partoo keeps what it takes, the others behind the wave.',
      'The loop uses the whole quota, and in bursts: it is done before its floor because the first minute’s requests go ' +
        'out at once. It knows nothing of what was there before, so it can put nothing back.',
    ],
  };
}
