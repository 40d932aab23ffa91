/** The members of an effect that are texts: what is done to one is done to the other. */
export const TEXT_MEMBERS = ['offlineMessage', 'welcomeMessage'] as const;
export type TextMember = (typeof TEXT_MEMBERS)[number];

/** What Partoo calls them. */
export const FIELD_OF_TEXT = {
  offlineMessage: 'offline_message',
  welcomeMessage: 'welcome_message',
} as const satisfies Record<TextMember, string>;

/** The same for each text. */
export function eachText<T>(make: (member: TextMember) => T): Record<TextMember, T> {
  return { offlineMessage: make('offlineMessage'), welcomeMessage: make('welcomeMessage') };
}

type Texts = { [M in TextMember]?: unknown };

/** The texts of something, each made into something else; one that is left out stays so. */
export function mapTexts<T extends Texts, U>(
  texts: T,
  make: (text: NonNullable<T[TextMember]>, member: TextMember) => U,
): { [M in keyof Pick<T, Extract<keyof T, TextMember>>]: U } {
  const entries = TEXT_MEMBERS.flatMap((member) => {
    const text = texts[member];
    return text === undefined ? [] : [[member, make(text as NonNullable<T[TextMember]>, member)]];
  });
  return Object.fromEntries(entries);
}
