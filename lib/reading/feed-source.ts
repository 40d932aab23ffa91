import { ENVIRONMENT_NAME } from './environment-name.ts';
import { type Report, textOf } from './readers.ts';

const SECRET = /^(env|ssm|secretsmanager):(.*)$/s;

/**
 * Where a feed is: a URL, a reference to a secret that is one, or the path of a file, relative to closures.yml.
 * @param example the name of such a file
 */
export function feedSource(example: string) {
  const remedy = `write https://…, env:NAME, or the name of a file, such as ${example}`;
  return textOf(remedy, (written, report): string => {
    const value = written.trim().replace(/^webcals?:\/\//i, 'https://');
    const [, kind, name = ''] = SECRET.exec(value) ?? [];
    if (kind !== undefined) checkSecret(kind, name, report);
    else if (/^[a-z][\w+.-]+:/i.test(value) && !/^[a-z]:\\/i.test(value)) checkUrl(value, report);
    return value;
  });
}

function checkSecret(kind: string, name: string, report: Report): void {
  if (kind === 'env' && !ENVIRONMENT_NAME.test(name))
    report('does not name a variable', 'write env:NAME, such as env:CALENDAR_URL');
  else if (name.trim() === '') report('names no secret', `write ${kind}: and a name`);
}

function checkUrl(value: string, report: Report): void {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) report('is no address of the web', 'write https://…');
  else if (url.username !== '' || url.password !== '')
    report('holds a password', 'put the whole address into a variable and write env:NAME');
}

/** What {@link feedSource} took for which: a file is read where `apply` runs, and goes into the store. */
export function sourceKind(from: string): 'url' | 'secret' | 'file' {
  if (SECRET.test(from)) return 'secret';
  return /^https?:\/\//i.test(from) ? 'url' : 'file';
}
