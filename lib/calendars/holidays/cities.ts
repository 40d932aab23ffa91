import { plainName } from '../../closures/plain-name.ts';

/**
 * The cities whose own feasts we know, by country, with their other names: Milano, which others call Mailand. Known
 * without loading any holiday, because the key of a place has to be told on the minute path too. A test compares it with
 * the tables of feasts.
 */
const CITIES: Record<string, string> = {
  CL: 'Chillán=Chillán Viejo',
  ES: 'Albacete|Alicante=Alacant|Ávila|Badajoz|Barcelona|Bilbao=Bilbo|Burgos|Cádiz|Ceuta|Córdoba|A Coruña=La Coruña|Cuenca|Girona=Gerona|Granada|Guadalajara|Huelva|Huesca|Jaén|León|Lleida=Lérida|Logroño|Lugo|Madrid|Málaga|Melilla|Murcia|Ourense=Orense|Oviedo=Uviéu|Palencia|Palma=Palma de Mallorca|Las Palmas de Gran Canaria=Las Palmas|Pamplona=Iruña|Salamanca|San Sebastián=Donostia=Donostia-San Sebastián|Santa Cruz de Tenerife|Santander|Santiago de Compostela|Segovia|Sevilla=Seville|Soria|Tarragona|Teruel|Toledo|Valencia=València|Valladolid|Vitoria=Gasteiz=Vitoria-Gasteiz|Zamora|Zaragoza=Saragossa',
  IT: 'Agrigento|Alessandria|Ancona|Aosta=Aoste|Arezzo|Ascoli Piceno|Asti|Avellino|Bari|Barletta|Belluno|Benevento|Bergamo|Biella|Bologna|Bolzano=Bozen|Brescia|Brindisi|Cagliari|Caltanissetta|Campobasso|Caserta|Catania|Catanzaro|Cesena|Chieti|Como|Cosenza|Cremona|Crotone|Cuneo|Enna|Fermo|Ferrara|Firenze=Florence=Florenz|Foggia|Forlì|Frosinone|Genova=Genoa=Gênes=Genua|Gorizia|Grosseto|Imperia|Isernia|L’Aquila|La Spezia|Latina|Lecce|Lecco|Livorno=Leghorn|Lodi|Lucca|Macerata|Mantova=Mantua|Massa|Matera|Messina|Milano=Milan=Mailand|Modena|Monza|Napoli=Naples=Neapel|Novara|Nuoro|Oristano|Padova=Padua|Palermo|Parma|Pavia|Perugia|Pesaro|Pescara|Piacenza|Pisa|Pistoia|Pordenone|Potenza|Prato|Ragusa|Ravenna|Reggio Calabria=Reggio di Calabria|Reggio Emilia=Reggio nell’Emilia|Rieti|Rimini|Roma=Rome=Rom|Rovigo|Salerno|Sassari|Savona|Siena|Siracusa=Syracuse|Sondrio|Taranto|Teramo|Terni|Torino=Turin|Trani|Trapani|Trento=Trient|Treviso|Trieste=Triest|Udine|Urbino|Varese|Venezia=Venice=Venise=Venedig|Verbania|Vercelli|Verona|Vibo Valentia|Vicenza|Viterbo',
  PT: 'Angra do Heroísmo|Aveiro|Beja|Braga|Bragança|Castelo Branco|Coimbra|Évora|Faro|Funchal|Guarda|Horta|Leiria|Lisboa=Lisbon=Lisbonne=Lissabon|Ponta Delgada|Portalegre|Porto=Oporto|Santarém|Setúbal|Viana do Castelo|Vila Real|Viseu',
};

/** Of which countries there are any. */
export const COUNTRIES = Object.keys(CITIES);

/** The one name of a city of the table, however it is written; null for every other. */
export function knownCity(country: string | null, city: string | null | undefined): string | null {
  if (country === null || !city) return null;
  return citiesOf(country).get(plainName(city)) ?? null;
}

/** By plain name. */
export function citiesOf(country: string): ReadonlyMap<string, string> {
  let cities = byCountry.get(country);
  if (cities === undefined) {
    const entries = (CITIES[country] ?? '').split('|').filter(Boolean);
    cities = new Map(
      entries.flatMap((entry) => {
        const names = entry.split('=');
        return names.map((name): [string, string] => [plainName(name), names[0] as string]);
      }),
    );
    byCountry.set(country, cities);
  }
  return cities;
}

const byCountry = new Map<string, ReadonlyMap<string, string>>();
