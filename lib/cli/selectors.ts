import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Scope, Selectors } from '../closures/model.ts';
import { SELECTOR_KINDS, SELECTORS, type SelectorKind } from '../closures/selectors.ts';

type Kind = Exclude<SelectorKind, 'organizations'>;
/** A command has `--organization` instead. */
const KINDS = SELECTOR_KINDS.filter((kind): kind is Kind => kind !== 'organizations');

/** Which businesses a command is about; kinds are ANDed, values within a kind ORed. */
export interface SelectorOptions extends Pick<Selectors, Kind> {
  all?: boolean;
}

/** Kinds whose values have a form that can be told apart from a slip. */
const FORMS: { [K in Kind]?: (value: string) => string } = {
  countries: upper(/^[A-Z]{2}$/, 'FR'),
  regions: upper(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'FR-67'),
};

/** One option for each kind of selector, and `--all`. */
export function withSelectors(command: Command, allHelp: string): Command {
  for (const kind of KINDS) {
    const { values, description } = SELECTORS[kind];
    const read = values === 'number' ? numberOf : (FORMS[kind] ?? ((value: string) => value));
    command.addOption(list(`--${kind} <${kind}...>`, description, read));
  }
  return command.addOption(new Option('--all', allHelp).conflicts(KINDS));
}

/** The scope that the options name; empty where they name none. */
export function scopeOf(options: SelectorOptions): Scope {
  return Object.fromEntries(
    KINDS.flatMap((kind) => (options[kind] === undefined ? [] : [[kind, options[kind]]])),
  );
}

/** A list may be given by several words, by commas, or by naming the option again. */
function list(flags: string, help: string, read: (value: string) => string | number): Option {
  return new Option(flags, help).argParser((value, before?: (string | number)[]) => [
    ...(before ?? []),
    ...split(value).map(read),
  ]);
}

function split(value: string): string[] {
  const parts = value.split(',').map((part) => part.trim());
  if (parts.includes('')) throw new InvalidArgumentError('An entry of the list is empty.');
  return parts;
}

function numberOf(value: string): number {
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
