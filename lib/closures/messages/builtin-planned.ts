/**
 * The built-in message `planned`, for closures that are staged: it is read before they begin as well, so it names both
 * ends. In two variants: with the time of reopening, and until further notice. Dates stand after a colon wherever a
 * language would have to inflect them after a preposition.
 */
const from = (closed: string, reopens: string, openEnded: string): Planned => ({
  until: `${closed} {{closed_from}}. ${reopens} {{reopens}}.`,
  openEnded: `${closed} {{closed_from}}. ${openEnded}.`,
});

interface Planned {
  until: string;
  openEnded: string;
}

/** English is first: it is what a business gets whose language, and whose organization's, is not among these. @internal */
export const BUILTIN_PLANNED: Readonly<Record<string, Planned>> = {
  en: from('We are closed from', 'We reopen:', 'The date on which we reopen is not known yet'),
  fr: from(
    'Nous serons fermés à partir du',
    'Réouverture :',
    "La date de réouverture n'est pas encore connue",
  ),
  es: from('Cerramos desde', 'Reapertura:', 'Aún no se conoce la fecha de reapertura'),
  ca: from('Tanquem a partir del', 'Reobertura:', 'Encara no es coneix la data de reobertura'),
  eu: from(
    'Itxita egongo gara data honetatik:',
    'Berriz irekiko dugu:',
    'Berriz noiz irekiko dugun ez dakigu oraindik',
  ),
  gl: from('Pechamos a partir do', 'Reapertura:', 'Aínda non se coñece a data de reapertura'),
  pt: from('Estamos encerrados a partir de', 'Reabertura:', 'A data de reabertura ainda não é conhecida'),
  'pt-BR': from(
    'Estaremos fechados a partir de',
    'Reabertura:',
    'A data de reabertura ainda não é conhecida',
  ),
  de: from(
    'Wir haben geschlossen ab',
    'Wieder geöffnet ab:',
    'Wann wir wieder öffnen, steht noch nicht fest',
  ),
  nl: from('We zijn gesloten vanaf', 'Weer open:', 'Wanneer we weer opengaan is nog niet bekend'),
  it: from('Siamo chiusi a partire da', 'Riapertura:', 'La data di riapertura non è ancora nota'),
  pl: from('Nieczynne od:', 'Ponowne otwarcie:', 'Termin ponownego otwarcia nie jest jeszcze znany'),
  cs: from('Máme zavřeno od:', 'Znovu otevíráme:', 'Kdy znovu otevřeme, zatím nevíme'),
  sk: from('Máme zatvorené od:', 'Znovu otvárame:', 'Kedy znovu otvoríme, zatiaľ nevieme'),
  hu: from('Zárva leszünk ettől:', 'Újranyitás:', 'Az újranyitás időpontja még nem ismert'),
  ro: from('Suntem închiși începând cu:', 'Redeschidere:', 'Data redeschiderii nu este încă cunoscută'),
  bg: from('Затворени сме от:', 'Отваряме отново:', 'Датата на отваряне още не е известна'),
  el: from('Είμαστε κλειστά από:', 'Ανοίγουμε ξανά:', 'Η ημερομηνία επαναλειτουργίας δεν είναι ακόμη γνωστή'),
  lv: from('Būsim slēgti no:', 'Atkal atvērsim:', 'Atvēršanas datums vēl nav zināms'),
  lt: from('Nedirbame nuo:', 'Vėl atsidarome:', 'Atsidarymo data dar nežinoma'),
  et: from('Oleme suletud alates:', 'Avame taas:', 'Avamise aeg ei ole veel teada'),
  sv: from('Vi har stängt från:', 'Vi öppnar igen:', 'När vi öppnar igen är inte bestämt än'),
  da: from('Vi har lukket fra:', 'Vi åbner igen:', 'Hvornår vi åbner igen, vides endnu ikke'),
  nb: from('Vi har stengt fra:', 'Vi åpner igjen:', 'Når vi åpner igjen, er ikke kjent ennå'),
  nn: from('Vi har stengt frå:', 'Vi opnar att:', 'Når vi opnar att, er ikkje kjent enno'),
  fi: from('Olemme suljettuna alkaen:', 'Avaamme jälleen:', 'Avaamisen ajankohta ei ole vielä tiedossa'),
  is: from('Lokað er frá:', 'Opnum aftur:', 'Ekki er enn vitað hvenær við opnum aftur'),
  hr: from('Ne radimo od:', 'Ponovno otvaranje:', 'Datum ponovnog otvaranja još nije poznat'),
  sl: from('Zaprto imamo od:', 'Ponovno odprtje:', 'Datum ponovnega odprtja še ni znan'),
  sr: from('Не радимо од:', 'Поново отварамо:', 'Датум поновног отварања још није познат'),
  uk: from('Ми зачинені від:', 'Відчиняємося знову:', 'Дата відкриття ще невідома'),
  ru: from('Мы закрыты с:', 'Открываемся снова:', 'Дата открытия пока неизвестна'),
  tr: from('Kapalı olduğumuz ilk zaman:', 'Yeniden açılış:', 'Yeniden açılış tarihi henüz belli değil'),
  ar: from('نحن مغلقون ابتداءً من:', 'موعد إعادة الفتح:', 'لم يُحدَّد موعد إعادة الفتح بعد'),
  he: from('אנחנו סגורים החל מ:', 'נפתח שוב:', 'מועד הפתיחה מחדש עדיין לא ידוע'),
  ja: {
    until: '休業開始:{{closed_from}}。営業再開:{{reopens}}。',
    openEnded: '休業開始:{{closed_from}}。営業再開の日程は未定です。',
  },
  ko: from('휴무 시작:', '영업 재개:', '영업 재개일은 아직 정해지지 않았습니다'),
  zh: {
    until: '暂停营业时间:{{closed_from}}起。恢复营业时间:{{reopens}}。',
    openEnded: '暂停营业时间:{{closed_from}}起。恢复营业时间另行通知。',
  },
};

/** The built-in texts by language, in the variant that fits. */
export function builtinPlanned(hasEnd: boolean): Record<string, string> {
  return hasEnd ? UNTIL : OPEN_ENDED;
}

const UNTIL = pick('until');
const OPEN_ENDED = pick('openEnded');

function pick(variant: keyof Planned): Record<string, string> {
  return Object.fromEntries(Object.entries(BUILTIN_PLANNED).map(([tag, text]) => [tag, text[variant]]));
}
