import { pick } from '../random.ts';

/**
 * The automatic messages that the made-up shops have of their own: with line breaks, quotes, emoji (one of several
 * code points), backslashes, tabs, accents. All are trimmed and composed, so that Partoo's treatment of texts leaves
 * them as they are and a restore can be exact to the byte.
 */
const MESSAGES: Record<string, { welcome: readonly string[]; offline: readonly string[] }> = {
  fr: {
    welcome: [
      'Bonjour 👋\nMerci de votre message, nous vous répondons dans l’heure.',
      'Bienvenue chez « Maison Corvel » !\n\nUne question ? Écrivez-nous ici.',
      'Bonjour, comment pouvons-nous vous aider ?',
    ],
    offline: [
      'La boutique est fermée à cette heure. Nous vous répondrons dès l’ouverture 🙏',
      'Nous sommes fermés.\n\t• Urgences : voir "Nous contacter"\n\t• Commandes : rubrique « Mon compte »',
      'Merci pour votre message ! Notre équipe 👩‍🔧 revient vers vous demain matin.',
    ],
  },
  es: {
    welcome: ['¡Hola! ¿En qué podemos ayudarle?', 'Bienvenido a Maison Corvel ☀️\nLe respondemos enseguida.'],
    offline: [
      'Ahora mismo la tienda está cerrada. Le contestaremos mañana por la mañana.',
      'Gracias por escribirnos.\nHorario de atención: lunes a sábado, 10:00-20:30 ⏰',
    ],
  },
  ca: {
    welcome: ['Bon dia! En què us podem ajudar?', 'Hola 👋\nGràcies per escriure a Maison Corvel.'],
    offline: ['Ara la botiga és tancada. Us respondrem demà al matí.', 'Som fora 🌙\nTornem a les 10:00.'],
  },
  nl: {
    welcome: ['Goeiedag! Waarmee kunnen we u helpen?', 'Welkom bij "Maison Corvel" 🧵'],
    offline: ['De winkel is nu gesloten. We antwoorden morgenvroeg.', 'Even weg ☕\nTot straks!'],
  },
  de: {
    welcome: [
      'Grüß Gott! Womit können wir helfen?',
      'Willkommen bei „Maison Corvel“ 🇩🇪\nWir antworten gleich.',
    ],
    offline: [
      'Der Laden ist gerade geschlossen. Wir melden uns morgen früh.',
      'Außerhalb der Öffnungszeiten.\nGrößen & Maße: siehe \\Beratung\\ auf unserer Seite.',
    ],
  },
  en: {
    welcome: [
      "Hello! How can we help? We're usually back to you within the hour.",
      'Welcome to Maison Corvel 🧣',
    ],
    offline: [
      "We're closed right now — we'll answer as soon as we open.",
      'Out of hours. Prices & sizes: <our site> → "FAQ" {not here}.\n\nThank you!',
    ],
  },
  pt: {
    welcome: ['Olá! Em que podemos ajudar?', 'Bem-vindo à Maison Corvel 😊\nRespondemos já a seguir.'],
    offline: ['A loja está fechada. Respondemos amanhã de manhã.', 'Estamos ausentes.\nAté já! 🐟'],
  },
  pl: {
    welcome: ['Dzień dobry! W czym możemy pomóc?', 'Witamy w Maison Corvel 🧤'],
    offline: [
      'Sklep jest teraz zamknięty. Odpowiemy jutro rano.',
      'Jesteśmy poza sklepem.\nŻyczymy miłego dnia! ❄️',
    ],
  },
  it: {
    welcome: ['Buongiorno! Come possiamo aiutarla?', 'Benvenuti da Maison Corvel 🧶'],
    offline: [
      'Il negozio è chiuso. Rispondiamo domattina.',
      'Siamo fuori orario.\nA presto, è una promessa! ✨',
    ],
  },
};

/** One of the language's texts; English for a language of which there is none. */
export function ownMessage(kind: 'welcome' | 'offline', language: string, seed: number, n: number): string {
  return pick((MESSAGES[language] ?? MESSAGES.en!)[kind], seed, kind, n);
}
