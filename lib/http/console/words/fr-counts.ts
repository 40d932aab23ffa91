export const number = (value: number) => value.toLocaleString('fr-FR');
export const shops = (count: number) => `${number(count)} ${count < 2 ? 'magasin' : 'magasins'}`;
