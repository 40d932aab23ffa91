import * as z from 'zod';
import type { SettingsField } from '../../closures/model.ts';
import { instant, jsonNote, readNote, saveNote } from '../../store/notes.ts';
import type { NoteStore } from '../../store/store.ts';

/** What a probe tries, in this order: what is most likely to lose something comes last. */
const TOPICS = [
  'unchanged',
  'spaces',
  'unicode',
  'line-ends',
  'white-space',
  'entities',
  'emoji',
  'braces',
  'long-text',
  'null-welcome',
  'null-offline',
  'empty-days',
  'some-empty-days',
  'trimmed-windows',
  'several-windows',
  'end-at-midnight',
  'past-midnight',
  'unlisted-days',
  'null-hours',
  'omitted',
] as const;
export type Topic = (typeof TOPICS)[number];

/** `as-sent`: taken and shown as it was written; `unclear`: not tried, or Partoo showed nothing in time. */
const VERDICTS = ['as-sent', 'changed', 'refused', 'unclear'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Finding {
  topic: Topic;
  verdict: Verdict;
  /** In words, without any text of the business. */
  detail: string;
}

const findings = z.object({
  /** When it was probed, ms since 1970. */
  at: instant,
  /** The store code, or id, of the business that was probed. */
  business: z.string(),
  findings: z.array(z.object({ topic: z.enum(TOPICS), verdict: z.enum(VERDICTS), detail: z.string() })),
});
export type Findings = z.infer<typeof findings>;

const FINDINGS = jsonNote('probe', findings);

/** What the last probe of an organization taught; null where there was none, or another version's. */
export async function readFindings(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
): Promise<Findings | null> {
  return readNote(store, organization, FINDINGS);
}

/** Topics that could not be tried keep what an earlier probe found. */
export async function saveFindings(store: NoteStore, organization: string, found: Findings): Promise<void> {
  const before = await readFindings(store, organization);
  const newly = found.findings.filter(({ verdict }) => verdict !== 'unclear');
  const kept = (before?.findings ?? []).filter(({ topic }) => !newly.some((one) => one.topic === topic));
  const all = [...newly, ...kept].sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic));
  await saveNote(store, organization, FINDINGS, { ...found, findings: all });
}

/** What Partoo is known to refuse for every business of an organization, and is not asked again. */
export interface Refusals {
  emptyDays: boolean;
  /** Weekly hours of which closures were taken. */
  staged: boolean;
  nulls: SettingsField[];
}

/** Without these no weekly hours can stand for a closure; all else can be said otherwise. */
const STAGED_TOPICS: readonly Topic[] = ['some-empty-days', 'trimmed-windows', 'several-windows'];

export function refusesStaged({ emptyDays, staged }: Refusals): boolean {
  return emptyDays || staged;
}

const NULL_FIELDS: Partial<Record<Topic, SettingsField>> = {
  'null-welcome': 'welcome_message',
  'null-offline': 'offline_message',
  'null-hours': 'custom_chat_hours',
};

export async function knownRefusals(
  store: Pick<NoteStore, 'readNote'>,
  organization: string,
): Promise<Refusals> {
  const known = await readFindings(store, organization);
  const refused = (known?.findings ?? []).flatMap(({ topic, verdict }) =>
    verdict === 'refused' ? topic : [],
  );
  return {
    emptyDays: refused.includes('empty-days'),
    staged: STAGED_TOPICS.some((topic) => refused.includes(topic)),
    nulls: refused.flatMap((topic) => NULL_FIELDS[topic] ?? []),
  };
}
