/** What Partoo does to a text on its way in, and what it puts where it is given none. */

/** `exact` keeps texts as sent; `trim-and-normalize` trims, composes (NFC) and turns CRLF and CR into LF. */
export type TextTreatment = 'exact' | 'trim-and-normalize';

export function treatText(text: string, treatment: TextTreatment): string {
  if (treatment === 'exact') return text;
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/**
 * Partoo's default text, in the language of the business (English where there is none of it). The real ones are not
 * published; these say what they are, so that one which turns up where it should not is recognised at a glance.
 */
export function partooDefaultText(kind: 'welcome' | 'offline', language: string | null): string {
  const texts = DEFAULTS[language?.split('-')[0] ?? 'en'] ?? DEFAULTS.en!;
  return texts[kind];
}

const DEFAULTS: Record<string, { welcome: string; offline: string }> = {
  en: {
    welcome: 'Partoo default: thank you for your message, we will answer shortly.',
    offline: 'Partoo default: we are away and will answer as soon as possible.',
  },
  fr: {
    welcome: 'Partoo par défaut : merci de votre message, nous vous répondons bientôt.',
    offline: 'Partoo par défaut : nous sommes absents et répondrons dès que possible.',
  },
  es: {
    welcome: 'Partoo por defecto: gracias por su mensaje, le responderemos en breve.',
    offline: 'Partoo por defecto: no estamos disponibles, responderemos lo antes posible.',
  },
  ca: {
    welcome: 'Partoo per defecte: gràcies pel missatge, us respondrem aviat.',
    offline: 'Partoo per defecte: no hi som, us respondrem tan aviat com puguem.',
  },
  nl: {
    welcome: 'Partoo standaard: bedankt voor uw bericht, we antwoorden spoedig.',
    offline: 'Partoo standaard: we zijn afwezig en antwoorden zo snel mogelijk.',
  },
  de: {
    welcome: 'Partoo-Standard: Danke für Ihre Nachricht, wir antworten in Kürze.',
    offline: 'Partoo-Standard: Wir sind nicht da und antworten so bald wie möglich.',
  },
  pt: {
    welcome: 'Partoo por omissão: obrigado pela sua mensagem, responderemos em breve.',
    offline: 'Partoo por omissão: estamos ausentes e responderemos assim que possível.',
  },
  pl: {
    welcome: 'Partoo domyślnie: dziękujemy za wiadomość, wkrótce odpowiemy.',
    offline: 'Partoo domyślnie: nie ma nas teraz, odpowiemy jak najszybciej.',
  },
};
