/** Where the shops of the made-up company lie. Zones are left out on purpose: Partoo has none. */
export interface Place {
  country: string;
  /** As Partoo's `region`: a name, not a code, and often absent. */
  region: string | null;
  city: string;
  zipcode: string;
  lat: number;
  long: number;
  language: string;
  streets: readonly string[];
  /** International prefix and the digits before the last six. */
  phone: string;
}

const STREETS = {
  fr: ['Rue des Tilleuls', 'Place du Marché', 'Avenue de la Gare', 'Rue de l’Église', 'Quai des Orfèvres'],
  es: ['Calle Mayor', 'Plaza de la Constitución', 'Calle del Sol', 'Avenida de la Estación'],
  ca: ['Carrer Major', 'Plaça de la Vila', 'Passeig de Mar', 'Carrer de l’Hospital'],
  nl: ['Kerkstraat', 'Stationsplein', 'Lange Nieuwstraat', 'Groenplaats'],
  de: ['Hauptstraße', 'Marktplatz', 'Bahnhofstraße', 'Königsallee'],
  en: ['High Street', 'Station Road', 'Market Place', 'Queen’s Road'],
  pt: ['Rua Direita', 'Praça da República', 'Avenida da Liberdade', 'Rua de São João'],
  pl: ['ulica Długa', 'Rynek Główny', 'ulica Kościuszki', 'aleja Niepodległości'],
  it: ['Via Roma', 'Piazza del Duomo', 'Corso Garibaldi', 'Via della Libertà'],
} as const;

type Language = keyof typeof STREETS;
type Row = [
  country: string,
  region: string | null,
  city: string,
  zipcode: string,
  lat: number,
  long: number,
  language: Language,
  phone: string,
];

/** Ordered so that the first twelve already span eight countries, and the first forty every peculiarity. */
const ROWS: Row[] = [
  ['FR', 'Île-de-France', 'Paris', '75002', 48.8686, 2.3415, 'fr', '+33199'],
  ['ES', 'Cataluña', 'Barcelona', '08002', 41.3825, 2.1769, 'ca', '+3493'],
  ['BE', null, 'Bruxelles', '1000', 50.8467, 4.3525, 'fr', '+322'],
  ['DE', 'Bayern', 'München', '80331', 48.1372, 11.5755, 'de', '+4989'],
  ['GB', 'Scotland', 'Edinburgh', 'EH1 1RF', 55.9497, -3.1903, 'en', '+441315'],
  ['PT', 'Lisboa', 'Lisboa', '1100-148', 38.7107, -9.1366, 'pt', '+35121'],
  ['PL', 'Mazowieckie', 'Warszawa', '00-238', 52.2487, 21.0122, 'pl', '+4822'],
  ['FR', 'Grand Est', 'Strasbourg', '67000', 48.5819, 7.751, 'fr', '+33399'],
  ['ES', 'Comunidad de Madrid', 'Madrid', '28013', 40.4193, -3.7057, 'es', '+3491'],
  ['FR', 'Auvergne-Rhône-Alpes', 'Lyon', '69002', 45.7606, 4.8357, 'fr', '+33499'],
  ['IT', 'Lombardia', 'Milano', '20121', 45.4686, 9.1906, 'it', '+3902'],
  ['ES', 'Canarias', 'Las Palmas de Gran Canaria', '35001', 28.1009, -15.415, 'es', '+34928'],
  ['FR', 'La Réunion', 'Saint-Denis', '97400', -20.8789, 55.4481, 'fr', '+262262'],
  ['BE', null, 'Antwerpen', '2000', 51.2199, 4.4003, 'nl', '+323'],
  ['FR', 'Grand Est', 'Metz', '57000', 49.1193, 6.1757, 'fr', '+33387'],
  ['GB', 'England', 'London', 'W1B 5TD', 51.5118, -0.1406, 'en', '+442079'],
  ['DE', 'Berlin', 'Berlin', '10117', 52.5163, 13.3889, 'de', '+4930'],
  ['FR', 'Grand Est', 'Colmar', '68000', 48.0778, 7.3579, 'fr', '+33389'],
  ['PT', 'Madeira', 'Funchal', '9000-051', 32.6493, -16.9093, 'pt', '+351291'],
  ['FR', "Provence-Alpes-Côte d'Azur", 'Marseille', '13001', 43.2965, 5.3762, 'fr', '+33491'],
  ['RE', null, 'Saint-Pierre', '97410', -21.3421, 55.4776, 'fr', '+262262'],
  ['ES', 'Comunitat Valenciana', 'València', '46002', 39.4702, -0.3768, 'es', '+3496'],
  ['PL', 'Małopolskie', 'Kraków', '31-042', 50.0614, 19.9372, 'pl', '+4812'],
  ['FR', 'Martinique', 'Fort-de-France', '97200', 14.6037, -61.0731, 'fr', '+596596'],
  ['BE', null, 'Liège', '4000', 50.6412, 5.5718, 'fr', '+324'],
  ['FR', 'Bretagne', 'Rennes', '35000', 48.1113, -1.68, 'fr', '+33299'],
  ['DE', 'Nordrhein-Westfalen', 'Köln', '50667', 50.9384, 6.9584, 'de', '+49221'],
  ['GB', 'Wales', 'Cardiff', 'CF10 1AE', 51.4801, -3.1771, 'en', '+442920'],
  ['ES', 'Cataluña', 'Girona', '17004', 41.9845, 2.8237, 'ca', '+34972'],
  ['PT', 'Porto', 'Porto', '4050-513', 41.1473, -8.6117, 'pt', '+35122'],
  ['FR', 'Grand Est', 'Mulhouse', '68100', 47.7467, 7.3389, 'fr', '+33389'],
  ['IT', 'Lazio', 'Roma', '00186', 41.8992, 12.4769, 'it', '+3906'],
  ['FR', 'Hauts-de-France', 'Lille', '59800', 50.6366, 3.0635, 'fr', '+33320'],
  ['ES', 'Illes Balears', 'Palma', '07001', 39.5696, 2.6502, 'ca', '+34971'],
  ['GB', 'Northern Ireland', 'Belfast', 'BT1 5GS', 54.5973, -5.9301, 'en', '+442890'],
  ['FR', 'Guadeloupe', 'Pointe-à-Pitre', '97110', 16.2376, -61.5335, 'fr', '+590590'],
  ['PT', 'Açores', 'Ponta Delgada', '9500-150', 37.7394, -25.6687, 'pt', '+351296'],
  ['BE', null, 'Gent', '9000', 51.0543, 3.7254, 'nl', '+329'],
  ['ES', 'País Vasco', 'Bilbao', '48005', 43.2569, -2.9234, 'es', '+3494'],
  ['FR', 'Nouvelle-Aquitaine', 'Bordeaux', '33000', 44.8412, -0.5736, 'fr', '+33556'],
];

export const PLACES: readonly Place[] = ROWS.map(
  ([country, region, city, zipcode, lat, long, language, phone]) => ({
    country,
    region,
    city,
    zipcode,
    lat,
    long,
    language,
    phone,
    streets: STREETS[language],
  }),
);
