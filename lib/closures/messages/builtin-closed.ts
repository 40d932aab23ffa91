/**
 * The built-in message `closed`, in two variants: with the time of reopening, and until further notice. The date
 * stands after a colon everywhere, so that no language has to inflect it.
 */
interface BuiltinText {
  /** Holds `{{reopens}}`. */
  until: string;
  /** For a closure without an end. */
  openEnded: string;
}

function both(until: string, openEnded: string): BuiltinText {
  return { until, openEnded };
}

/** English is first: it is what a business gets whose language, and whose organization's, is not among these. @internal */
export const BUILTIN_CLOSED: Readonly<Record<string, BuiltinText>> = {
  en: both('We are closed at the moment. We reopen: {{reopens}}.', 'We are closed until further notice.'),
  fr: both(
    'Nous sommes actuellement fermés. Réouverture : {{reopens}}.',
    "Nous sommes fermés jusqu'à nouvel ordre.",
  ),
  es: both(
    'En este momento estamos cerrados. Reapertura: {{reopens}}.',
    'Estamos cerrados hasta nuevo aviso.',
  ),
  ca: both('En aquest moment estem tancats. Reobertura: {{reopens}}.', 'Estem tancats fins a nou avís.'),
  eu: both(
    'Une honetan itxita gaude. Berriz irekiko dugu: {{reopens}}.',
    'Itxita gaude hurrengo abisura arte.',
  ),
  gl: both('Neste momento estamos pechados. Reapertura: {{reopens}}.', 'Estamos pechados ata novo aviso.'),
  pt: both('De momento estamos encerrados. Reabertura: {{reopens}}.', 'Estamos encerrados até novo aviso.'),
  'pt-BR': both('No momento estamos fechados. Reabertura: {{reopens}}.', 'Estamos fechados até novo aviso.'),
  de: both(
    'Wir haben derzeit geschlossen. Wieder geöffnet ab: {{reopens}}.',
    'Wir haben bis auf Weiteres geschlossen.',
  ),
  nl: both('We zijn momenteel gesloten. Weer open: {{reopens}}.', 'We zijn tot nader order gesloten.'),
  it: both('Al momento siamo chiusi. Riapertura: {{reopens}}.', 'Siamo chiusi fino a nuovo avviso.'),
  pl: both('Jesteśmy obecnie nieczynni. Ponowne otwarcie: {{reopens}}.', 'Jesteśmy nieczynni do odwołania.'),
  cs: both('Momentálně máme zavřeno. Znovu otevíráme: {{reopens}}.', 'Až do odvolání máme zavřeno.'),
  sk: both('Momentálne máme zatvorené. Znovu otvárame: {{reopens}}.', 'Až do odvolania máme zatvorené.'),
  hu: both('Jelenleg zárva vagyunk. Újranyitás: {{reopens}}.', 'További értesítésig zárva vagyunk.'),
  ro: both('Momentan suntem închiși. Redeschidere: {{reopens}}.', 'Suntem închiși până la un nou anunț.'),
  bg: both('В момента сме затворени. Отваряме отново: {{reopens}}.', 'Затворени сме до следващо съобщение.'),
  el: both(
    'Αυτή τη στιγμή είμαστε κλειστά. Ανοίγουμε ξανά: {{reopens}}.',
    'Παραμένουμε κλειστά μέχρι νεωτέρας.',
  ),
  lv: both('Pašlaik esam slēgti. Atkal atvērsim: {{reopens}}.', 'Esam slēgti līdz turpmākam paziņojumam.'),
  lt: both('Šiuo metu nedirbame. Vėl atsidarome: {{reopens}}.', 'Nedirbame iki atskiro pranešimo.'),
  et: both('Oleme praegu suletud. Avame taas: {{reopens}}.', 'Oleme suletud kuni edasise teateni.'),
  sv: both('Vi har stängt just nu. Vi öppnar igen: {{reopens}}.', 'Vi har stängt tills vidare.'),
  da: both('Vi har lukket i øjeblikket. Vi åbner igen: {{reopens}}.', 'Vi har lukket indtil videre.'),
  nb: both('Vi har stengt for øyeblikket. Vi åpner igjen: {{reopens}}.', 'Vi har stengt inntil videre.'),
  nn: both('Vi har stengt akkurat no. Vi opnar att: {{reopens}}.', 'Vi har stengt inntil vidare.'),
  fi: both(
    'Olemme tällä hetkellä suljettuna. Avaamme jälleen: {{reopens}}.',
    'Olemme toistaiseksi suljettuna.',
  ),
  is: both(
    'Við erum með lokað eins og er. Opnum aftur: {{reopens}}.',
    'Við erum með lokað þar til annað verður tilkynnt.',
  ),
  hr: both('Trenutačno ne radimo. Ponovno otvaranje: {{reopens}}.', 'Ne radimo do daljnjega.'),
  sl: both('Trenutno imamo zaprto. Ponovno odprtje: {{reopens}}.', 'Do nadaljnjega imamo zaprto.'),
  sr: both('Тренутно не радимо. Поново отварамо: {{reopens}}.', 'Не радимо до даљњег.'),
  uk: both('Наразі ми зачинені. Відчиняємося знову: {{reopens}}.', 'Ми зачинені до подальшого повідомлення.'),
  ru: both('Сейчас мы закрыты. Открываемся снова: {{reopens}}.', 'Мы закрыты до дальнейшего уведомления.'),
  tr: both('Şu anda kapalıyız. Yeniden açılış: {{reopens}}.', 'İkinci bir duyuruya kadar kapalıyız.'),
  ar: both('نحن مغلقون حاليًا. موعد إعادة الفتح: {{reopens}}.', 'نحن مغلقون حتى إشعار آخر.'),
  he: both('אנחנו סגורים כרגע. נפתח שוב: {{reopens}}.', 'אנחנו סגורים עד להודעה חדשה.'),
  ja: both('ただいま休業しております。営業再開:{{reopens}}。', '当面の間、休業いたします。'),
  ko: both('현재 휴무 중입니다. 영업 재개: {{reopens}}.', '별도 안내가 있을 때까지 휴무입니다.'),
  zh: both('我们目前暂停营业。恢复营业时间:{{reopens}}。', '我们暂停营业,恢复时间另行通知。'),
};

/** The built-in texts by language, in the variant that fits. */
export function builtinClosed(hasEnd: boolean): Record<string, string> {
  return hasEnd ? UNTIL : OPEN_ENDED;
}

const UNTIL = pick('until');
const OPEN_ENDED = pick('openEnded');

function pick(variant: keyof BuiltinText): Record<string, string> {
  return Object.fromEntries(Object.entries(BUILTIN_CLOSED).map(([tag, text]) => [tag, text[variant]]));
}
