import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Scope } from '../closures/model.ts';

/** Which businesses a command is about; kinds are ANDed, values within a kind ORed. */
export interface SelectorOptions {
  codes?: string[];
  businesses?: string[];
  groups?: number[];
  countries?: string[];
  regions?: string[];
  zipcodes?: string[];
  cities?: string[];
  all?: boolean;
}

export function withSelectors(command: Command, allHelp: string): Command {
  return command
    .addOption(list('--codes <codes...>', 'store codes, such as ST-00001 ST-00002'))
    .addOption(list('--businesses <ids...>', "Partoo's ids of businesses"))
    .addOption(
      new Option('--groups <ids...>', "Partoo's numbers of groups").argParser((value, before?: number[]) => [
        ...(before ?? []),
        ...split(value).map(groupOf),
      ]),
    )
    .addOption(list('--countries <codes...>', 'countries, such as FR ES', upper(/^[A-Z]{2}$/, 'FR')))
    .addOption(
      list(
        '--regions <codes...>',
        'regions (ISO 3166-2), such as FR-67 ES-CT',
        upper(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'FR-67'),
      ),
    )
    .addOption(list('--zipcodes <codes...>', 'postcodes; 75* means all that begin so'))
    .addOption(list('--cities <names...>', 'cities'))
    .addOption(new Option('--all', allHelp).conflicts(KINDS));
}

const KINDS = ['codes', 'businesses', 'groups', 'countries', 'regions', 'zipcodes', 'cities'];

/** The scope that the options name; empty where they name none. */
export function scopeOf(options: SelectorOptions): Scope {
  const { all: _all, ...selectors } = options;
  const { codes, businesses, groups, countries, regions, zipcodes, cities } = selectors;
  return JSON.parse(JSON.stringify({ codes, businesses, groups, countries, regions, zipcodes, cities }));
}

/** A list may be given by several words, by commas, or by naming the option again. */
function list(flags: string, help: string, read: (value: string) => string = (value) => value): Option {
  return new Option(flags, help).argParser((value, before?: string[]) => [
    ...(before ?? []),
    ...split(value).map(read),
  ]);
}

function split(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('An entry of the list is empty.');
  return parts;
}

function groupOf(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError("Groups are Partoo's numbers, such as 21.");
  return Number(value);
}

function upper(form: RegExp, example: string): (value: string) => string {
  return (value) => {
    const code = value.toUpperCase();
    if (!form.test(code)) throw new InvalidArgumentError(`Write codes such as ${example}.`);
    return code;
  };
}
