import { Option } from 'commander';
import { type Instant, isoSecondOf } from '../clock.ts';
import type { Bound } from '../closures/model.ts';
import type { ExitCode } from '../operations/documents/failure.ts';
import type { ClosureAnswer, ClosureRequest } from '../operations/index.ts';
import { actorOf } from './actor.ts';
import type { Context } from './context.ts';
import { boundInWords } from './local-times.ts';
import { laterBound, parseBound, parseFor } from './moments.ts';
import { confirmReach } from './reach.ts';
import { type SelectorOptions, scopeOf } from './selectors.ts';

/** What `close` and `hold` have in common. */
export interface RequestOptions extends SelectorOptions {
  from?: Bound;
  until?: Bound;
  for?: number;
  reason?: string;
  yes?: boolean;
}

const LOCAL = "a date or a time without offset is each shop's own local one";

export const fromOption = () =>
  new Option('--from <moment>', `start, default now; ${LOCAL}`).argParser(parseBound);
export const untilOption = () =>
  new Option('--until <moment>', `end, default until further notice; ${LOCAL}`).argParser(parseBound);
export const forOption = () =>
  new Option('--for <duration>', 'how long instead of --until, such as 90m, 4h, 3d')
    .argParser(parseFor)
    .conflicts('until');
export const reasonOption = () =>
  new Option('--reason <text>', 'why, for history and for texts that name the closure');

type Rest = Pick<ClosureRequest, 'message' | 'text' | 'language' | 'urgent' | 'hold'>;

/** Asks for a closure or a hold, and says what came of it. */
export async function request(context: Context, options: RequestOptions, rest: Rest): Promise<ExitCode> {
  const { out, clock, env, withDeps, organization } = context;
  const from = options.from ?? null;
  const until =
    options.for === undefined
      ? (options.until ?? null)
      : laterBound(from ?? isoSecondOf(clock.now()), options.for);
  let zone: string | null = null;
  const answer = await withDeps(async (deps) => {
    const { requestClosure } = await import('../operations/index.ts');
    const wanted: ClosureRequest = {
      ...rest,
      id: null,
      organization,
      scope: scopeOf(options),
      all: options.all === true,
      from,
      until,
      reason: options.reason ?? null,
      actor: actorOf(env),
    };
    const does = rest.hold ? 'Keeps open' : 'Closes';
    const confirm = confirmReach(context, does, options.yes === true);
    return requestClosure(deps, wanted, async (reach) => {
      zone = reach.timezone;
      await confirm(reach);
    });
  });
  if (out.json) await out.document(answer);
  else say(context, answer, { from, until, zone });
  return 0;
}

function say(
  { out, clock }: Context,
  { id }: ClosureAnswer,
  { from, until, zone }: { from: Bound | null; until: Bound | null; zone: string | null },
): void {
  out.line(out.paint('bold', id));
  out.line(`From ${spanInWords(from, until, zone, clock.now())}.`);
  out.line(
    out.paint(
      'dim',
      `\`watch\` brings it about, or \`run\` at once. End it with: partoo-closures reopen ${id}`,
    ),
  );
}

function spanInWords(from: Bound | null, until: Bound | null, zone: string | null, now: Instant): string {
  const start = from === null ? 'now' : boundInWords(from, zone, now);
  const isLocal = [from, until].some((bound) => bound !== null && !/T.*(Z|[+-]\d\d:\d\d)$/.test(bound));
  return `${start} until ${boundInWords(until, zone, now)}${isLocal ? ", in each shop's own time" : ''}`;
}
