/** What people read of closures, and what those who operate call them. */
import { Tree } from '../tree.ts';
import type { Chain, Link } from './chains.ts';
import { closureName, namesake, type Opening, offlineText, type TextResult } from './messages/index.ts';
import type { Business, MessageRef, MessageTexts } from './model.ts';

/** What plain `default` texts are written in where nothing else is said. */
export const DEFAULT_LANGUAGE = 'en';

/** What texts are made of, beside the closure and the business. */
export interface Wording {
  /** By name, without the built-in ones. */
  messages: Readonly<Record<string, MessageTexts>>;
  organization: { language: string | null };
  /** What plain `default` texts are written in. Default `en`. */
  defaultLanguage?: string;
  /** What has to be left of an interval for staged hours, ms. Default 0. */
  stagedRoomMilliseconds?: number;
}

/** Of one closure: a wave asks for each some times over, and shops have hundreds of different hours. */
const MOST_TEXTS = 2000;

/** Texts of one message about one closure, by the kind of business and the opening that they promise. */
interface Rendered {
  byKind: Tree<Map<Opening, string | null>>;
  size: number;
}

/** Renders texts of one organization; remembers those that do not name the business. */
export class Texts {
  protected readonly wording: Wording;
  readonly #texts = new Map<Chain, Map<MessageRef, Rendered>>();
  readonly #personal = new WeakMap<MessageRef, boolean>();
  /** Business id → what its message could not be filled with. */
  readonly missing = new Map<string, { message: string; variables: string[] }>();

  constructor(wording: Wording) {
    this.wording = wording;
  }

  /**
   * The text that a business shows during a chain; nothing is left unresolved in it. Null where an announcement cannot be
   * filled: the built-in text would say that it is closed already.
   * @param reopens the opening that it promises
   */
  text(business: Business, chain: Chain, ref: MessageRef, reopens: Opening): string | null {
    const cache = this.#cacheOf(chain, ref);
    const known = ofKind(cache, business).value?.get(reopens);
    if (known !== undefined) return known;
    const result = this.#render(business, chain, ref, reopens);
    if (result.usedFallback) {
      const message = 'message' in ref ? ref.message : 'text';
      this.missing.set(business.id, { message, variables: result.missing });
    }
    const text = result.usedFallback && chain.announces ? null : result.text;
    if (this.isPersonal(ref)) return text;
    remember(cache, business, reopens, text);
    return text;
  }

  /** What the same text is written in, which is not what the business speaks where there is none in that. */
  languageOf(business: Business, chain: Chain, ref: MessageRef, reopens: Opening): string {
    return this.#render(business, chain, ref, reopens).language;
  }

  #render(business: Business, chain: Chain, ref: MessageRef, reopens: Opening): TextResult {
    return offlineText({
      ref,
      messages: this.wording.messages,
      business,
      organizationLanguage: this.wording.organization.language,
      defaultLanguage: this.#defaultLanguage,
      closure: {
        names: namesake(chain.links)?.names ?? {},
        ruleName: chain.source.name,
        start: chain.announces ? chain.end : chain.start,
        end: reopens,
      },
      isAhead: chain.source.staged === true,
    });
  }

  /** What whoever operates reads: the name in the language of the business, else the key. */
  nameOf(business: Business, { source }: Chain, link: Link | undefined): string {
    const organizationLanguage = this.wording.organization.language;
    const language = business.language ?? organizationLanguage ?? this.#defaultLanguage;
    const named = { names: link?.names ?? {}, ruleName: source.name };
    return closureName(named, { language, organizationLanguage }) ?? source.key;
  }

  /** Lets go of the texts that were rendered so far. */
  forget(): void {
    this.#texts.clear();
  }

  get #defaultLanguage(): string {
    return this.wording.defaultLanguage ?? DEFAULT_LANGUAGE;
  }

  // A plan asks for a text for every row, millions of times: what is looked up by is made once for each business.
  #cacheOf(chain: Chain, ref: MessageRef): Rendered {
    let byRef = this.#texts.get(chain);
    if (!byRef) {
      byRef = new Map();
      this.#texts.set(chain, byRef);
    }
    let cache = byRef.get(ref);
    if (!cache) {
      cache = { byKind: new Tree(), size: 0 };
      byRef.set(ref, cache);
    }
    return cache;
  }

  /** Whether a text names the business, so that each has its own. */
  isPersonal(ref: MessageRef): boolean {
    let personal = this.#personal.get(ref);
    if (personal === undefined) {
      const texts = 'text' in ref ? [ref.text] : Object.values(this.wording.messages[ref.message] ?? {});
      personal = texts.some((text) => /\{\{\s*(business_name|address|website_url|phone_number)\b/.test(text));
      this.#personal.set(ref, personal);
    }
    return personal;
  }
}

/** The same for businesses that share every text which does not name them. */
function ofKind({ byKind }: Rendered, { language, country, zone }: Business): Rendered['byKind'] {
  return byKind.under(language).under(country).under(zone);
}

function remember(cache: Rendered, business: Business, reopens: Opening, text: string | null): void {
  if (cache.size >= MOST_TEXTS) {
    cache.byKind = new Tree();
    cache.size = 0;
  }
  const place = ofKind(cache, business);
  place.value ??= new Map();
  place.value.set(reopens, text);
  cache.size += 1;
}
