export const number = (value: number) => value.toLocaleString('en-GB');
export const shops = (count: number) => `${number(count)} ${count === 1 ? 'shop' : 'shops'}`;
