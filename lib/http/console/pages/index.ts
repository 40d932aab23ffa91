import type { ConsolePage } from '../visit.ts';
import { monthPage, occurrencePage, yearPage } from './calendar.ts';
import { closeAction, closePage, previewPage } from './close.ts';
import { closurePage, endAction, extendAction } from './closure.ts';
import { historyFile, historyPage } from './history.ts';
import { nowPage } from './now.ts';
import { rulesPage } from './rules.ts';
import { shopPage } from './shop.ts';
import { shopsPage } from './shops.ts';
import { approveAction, declineAction, waitingPage } from './waiting.ts';

/** Every page and every button. */
export const PAGES: readonly ConsolePage[] = [
  nowPage,
  ...[yearPage, occurrencePage, monthPage],
  ...[shopsPage, shopPage],
  ...[closePage, previewPage, closeAction],
  ...[closurePage, endAction, extendAction],
  ...[waitingPage, approveAction, declineAction],
  rulesPage,
  ...[historyPage, historyFile],
];
