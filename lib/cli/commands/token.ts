import { Command, InvalidArgumentError, Option } from 'commander';
import { isoSecondOf } from '../../clock.ts';
import { TOKEN_SCOPES, type TokenScope } from '../../operations/token-scopes.ts';
import { count } from '../../operations/words.ts';
import { act } from '../context.ts';
import { parseFor } from '../moments.ts';
import { printTable } from '../table.ts';

export function tokenCommand(): Command {
  return new Command('token')
    .summary('who may use the HTTP interface; `token create`, `list`, `revoke`')
    .description('Gives access to the HTTP interface (`watch --http`), and takes it away.')
    .addCommand(tokenCreateCommand())
    .addCommand(tokenListCommand())
    .addCommand(tokenRevokeCommand());
}

interface CreateOptions {
  scopes: TokenScope[];
  /** Milliseconds. */
  expires?: number;
}

function tokenCreateCommand(): Command {
  const command = new Command('create')
    .summary('make a token; it is shown once')
    .description(
      'Makes a token and shows it, this once: what is stored is its hash. With --organization, others do not exist for it.',
    )
    .argument('<name>', 'who it is for; history names it')
    .addOption(
      new Option(
        '--scopes <list>',
        `what it may do, by commas: ${TOKEN_SCOPES.join(', ')} (operate includes read)`,
      )
        .argParser(parseScopes)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--expires <duration>', 'how long it counts, such as 90d').argParser(parseFor));
  return act<CreateOptions>(command, async (context, { scopes, expires }, [name]) => {
    const { out, clock, organization, withDeps } = context;
    const expiresAt = expires === undefined ? null : clock.now() + expires;
    const { token, made } = await withDeps(async (deps) => {
      const { createToken } = await import('../../operations/tokens.ts');
      return createToken(deps, { name: name!, scopes, organization, expiresAt });
    });
    const end = expiresAt === null ? null : isoSecondOf(expiresAt);
    if (out.json) await out.document({ token, name, scopes: made.scopes, organization, expires: end });
    out.line(token);
    out.line(
      out.paint('dim', `Shown this once. It may ${made.scopes.join(', ')}${end ? ` until ${end}` : ''}.`),
    );
    return 0;
  });
}

function parseScopes(text: string): TokenScope[] {
  const words = text.split(',').map((word) => word.trim());
  const scopes = TOKEN_SCOPES.filter((scope) => words.includes(scope));
  if (scopes.length === new Set(words).size) return scopes;
  throw new InvalidArgumentError(`Write one or more of ${TOKEN_SCOPES.join(', ')}, with commas between.`);
}

function tokenListCommand(): Command {
  const command = new Command('list')
    .summary('the tokens that there are')
    .description('Lists tokens by name: what each may do, for whom, until when. None is ever shown again.');
  return act(command, async ({ out, clock, withStore }) => {
    const { listTokens } = await import('../../operations/tokens.ts');
    const tokens = await withStore(listTokens);
    const shown = tokens.map(({ name, scopes, organization, createdAt, createdBy, expiresAt }) => ({
      name,
      scopes,
      organization,
      created: isoSecondOf(createdAt),
      createdBy,
      expires: expiresAt === null ? null : isoSecondOf(expiresAt),
      expired: expiresAt !== null && expiresAt <= clock.now(),
    }));
    if (out.json) await out.document({ tokens: shown });
    else if (shown.length === 0) out.line('There is no token. Make one with `token create`.');
    else {
      printTable(
        out,
        [{ header: 'name' }, { header: 'scopes' }, { header: 'organization' }, { header: 'expires' }],
        shown.map((one) => [
          one.name,
          one.scopes.join(', '),
          one.organization ?? 'all',
          one.expired ? 'expired' : (one.expires ?? 'never'),
        ]),
      );
      out.line(out.paint('dim', `${count(shown.length, 'token')}.`));
    }
    return 0;
  });
}

function tokenRevokeCommand(): Command {
  const command = new Command('revoke')
    .summary('take a token away')
    .description('Takes a token away: from the next request on it opens nothing.')
    .argument('<name>', 'as `token list` shows it');
  return act(command, async ({ out, withStore }, _options, [name]) => {
    const { revokeToken } = await import('../../operations/tokens.ts');
    await withStore((store) => revokeToken(store, name!));
    if (out.json) await out.document({ revoked: name });
    out.line(`${name} opens nothing any more.`);
    return 0;
  });
}
