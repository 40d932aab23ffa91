/** Where shops lie: what Partoo says of the place, and the zone that it is in. */
export interface Place {
  /** null: nobody can tell, so that nothing is done to a shop there (design rule 6). */
  zone: string | null;
  country: string;
  city: string;
  zipcode: string | null;
  lat: number | null;
  long: number | null;
}

const place = (
  zone: string,
  country: string,
  city: string,
  zipcode: string,
  lat: number,
  long: number,
): Place => ({ zone, country, city, zipcode, lat, long });

export const PLACES: Record<string, Place> = {
  paris: place('Europe/Paris', 'FR', 'Paris', '75002', 48.8686, 2.3415),
  lyon: place('Europe/Paris', 'FR', 'Lyon', '69002', 45.7578, 4.832),
  reunion: place('Indian/Reunion', 'FR', 'Saint-Denis', '97400', -20.8789, 55.4481),
  london: place('Europe/London', 'GB', 'London', 'W1B 5AH', 51.5136, -0.1365),
  lisbon: place('Europe/Lisbon', 'PT', 'Lisboa', '1200-109', 38.7107, -9.1365),
  cairo: place('Africa/Cairo', 'EG', 'Cairo', '11511', 30.0444, 31.2357),
  kolkata: place('Asia/Kolkata', 'IN', 'Kolkata', '700001', 22.5726, 88.3639),
  kathmandu: place('Asia/Kathmandu', 'NP', 'Kathmandu', '44600', 27.7172, 85.324),
  tokyo: place('Asia/Tokyo', 'JP', 'Tokyo', '100-0001', 35.6812, 139.7671),
  adelaide: place('Australia/Adelaide', 'AU', 'Adelaide', '5000', -34.9285, 138.6007),
  sydney: place('Australia/Sydney', 'AU', 'Sydney', '2000', -33.8688, 151.2093),
  auckland: place('Pacific/Auckland', 'NZ', 'Auckland', '1010', -36.8485, 174.7633),
  newYork: place('America/New_York', 'US', 'New York', '10001', 40.7506, -73.9971),
  losAngeles: place('America/Los_Angeles', 'US', 'Los Angeles', '90012', 34.0536, -118.2427),
  stJohns: place('America/St_Johns', 'CA', "St. John's", 'A1C 1A1', 47.5615, -52.7126),
  santiago: place('America/Santiago', 'CL', 'Santiago', '8320000', -33.4489, -70.6693),
  saoPaulo: place('America/Sao_Paulo', 'BR', 'São Paulo', '01001-000', -23.5505, -46.6333),
};

/** Where what Partoo says is of no use, or only some of it. */
export const ODD_PLACES: Record<string, Place> = {
  somewhere: {
    ...{ zone: null, country: 'US', city: 'Springfield' },
    ...{ zipcode: null, lat: null, long: null },
  },
  exchanged: { ...place('Europe/Paris', 'FR', 'Lyon', '69002', 4.832, 45.7578) },
  postcode: { ...place('Europe/Paris', 'FR', 'Lyon', '69002', 0, 0), lat: null, long: null },
};

export const placeOf = (name: string): Place => (PLACES[name] ?? ODD_PLACES[name])!;

/** Days on which clocks change, and whose; on the others nobody's do. */
export const DAYS: Readonly<Record<string, readonly string[]>> = {
  '2026-10-04': ['sydney', 'adelaide'],
  '2026-10-25': ['paris', 'london', 'lisbon'],
  '2026-11-01': ['newYork', 'losAngeles', 'stJohns'],
  '2026-12-25': [],
  '2027-02-28': [],
  '2027-03-14': ['newYork', 'losAngeles', 'stJohns'],
  '2027-03-28': ['paris', 'london', 'lisbon'],
  '2027-04-04': ['sydney', 'adelaide', 'auckland'],
  '2027-04-30': ['cairo'],
  '2027-07-14': [],
  '2027-09-05': ['santiago'],
  '2027-10-29': ['cairo'],
};

/** A zone that only a configuration names: its clocks change by half an hour. */
export const LORD_HOWE = 'Australia/Lord_Howe';
