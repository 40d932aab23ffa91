/** What pages load besides themselves: under names that change with the content, so that it is kept for good. */
import { createHash } from 'node:crypto';
import { ICON } from './icon.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

interface Asset {
  path: string;
  type: string;
  text: string;
}

const ASSETS = {
  style: asset('css', 'text/css', STYLE),
  script: asset('js', 'text/javascript', SCRIPT),
  icon: asset('svg', 'image/svg+xml', ICON),
};

export function assetPath(name: keyof typeof ASSETS): string {
  return ASSETS[name].path;
}

/** null where there is none at that path: it belongs to another version. */
export function assetAt(path: string): Response | null {
  const found = Object.values(ASSETS).find((one) => one.path === path);
  if (found === undefined) return null;
  const headers = {
    'content-type': `${found.type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
  };
  return new Response(found.text, { headers });
}

function asset(ending: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/assets/console-${hash}.${ending}`, type, text };
}
