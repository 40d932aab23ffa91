import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * Texts of a kilobyte or two, as small as they get: writing to DynamoDB is paid by the kilobyte. What every record, mark
 * and line of history says anyway stands in a dictionary that is not stored.
 */

/** The first byte of what {@link shrink} makes: which dictionary it needs. */
const VERSION = 1;
/** A text larger than this was not made by us. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Never changed: what was shrunk with it needs it to the letter. A better one gets the next version, beside this one.
 * Made of what records of this version look like; the more frequent, the further behind.
 */
const DICTIONARY = Buffer.from(
  [
    '"kept":[{"field":"welcome_message","baseline":null,"theirs":null,"at":17',
    '"failing":{"since":17,"attempts":1,"code":"server-error","message":"Partoo ","nextTryAt":17',
    '"actor":"person","before":null,"after":{"kept":["offline_message"]}',
    '"outboxId":"","organization":"","type":"Business Messaging Changed","detail":{"action":"reopen","fields":["is_launched","offline_message","uses_business_hours","custom_chat_hours"]',
    '{"mon":,"reason":"public-holidays: ","actor":"rule:public-holidays","action":"change","state":"propagating","overridden","failing","held","gone","open"',
    '\\"custom_chat_hours\\":{\\"monday\\":[\\"08:30-12:30\\",\\"14:00-19:30\\"],\\"tuesday\\":[\\"10:00-20:00\\"],\\"wednesday\\":[\\"09:00-12:00\\",\\"14:00-18:00\\"]',
    '{\\"id\\":,\\"business_id\\":\\"\\",\\"business_name\\":\\"\\",\\"business_address\\":\\"\\",\\"welcome_message\\":null,\\"offline_message\\":null,\\"uses_business_hours\\":true,\\"custom_chat_hours\\":{\\"monday\\":[\\"09:00-19:00\\"],\\"tuesday\\":[\\"09:00-19:00\\"],\\"wednesday\\":[\\"09:00-19:00\\"],\\"thursday\\":[\\"09:00-19:00\\"],\\"friday\\":[\\"09:00-19:00\\"],\\"saturday\\":[\\"09:00-18:00\\"],\\"sunday\\":[]},\\"is_launched\\":true}"',
    '{\\"id\\":,\\"business_id\\":\\"\\",\\"business_name\\":\\"\\",\\"business_address\\":\\"\\",\\"welcome_message\\":\\"\\",\\"offline_message\\":\\"\\",\\"uses_business_hours\\":false,\\"custom_chat_hours\\":{\\"monday\\":[],\\"tuesday\\":[],\\"wednesday\\":[],\\"thursday\\":[],\\"friday\\":[],\\"saturday\\":[],\\"sunday\\":[]},\\"is_launched\\":false}"',
    '"welcome_message":null,"offline_message":null,"uses_business_hours":true,"custom_chat_hours":{"monday":["09:00-18:00"],"tuesday":["09:00-18:00"],"wednesday":["09:00-18:00"],"thursday":["09:00-18:00"],"friday":["09:00-18:00"],"saturday":["09:00-18:00"],"sunday":[]},"is_launched":true},"at":17',
    '{"at":17,"organization":"","business":"","code":"","action":"close","reason":": ","actor":"rule:","before":{"welcome_message":"","offline_message":"',
    '"},"after":{"welcome_message":"","offline_message":"","uses_business_hours":false,"custom_chat_hours":{"monday":[],"tuesday":[],"wednesday":[],"thursday":[],"friday":[],"saturday":[],"sunday":[]},"is_launched":false}}',
    '{"business":"","overlayKey":"","state":"closed","lookAgainAt":null,"unsettled":false,"hasBaseline":true,"override":null,"seenAt":17,"seenDecidedAt":17,"closures":[""],"failing":false,"failingSince":null,"noSettings":false}\n',
    '{"business":"","code":"","settingId":,"baseline":null,"amended":{},"overlay":{},"overlayKey":"","closures":[],"intent":null,"last":null,"taken":[],"kept":[],"restoring":[],"override":null,"released":false,"refused":["chat-hours"],',
    '"amended":{},"overlay":{"reachable":false,"offlineMessage":"","chatHours":"closed"},"overlayKey":"[[\\"reachable\\",false],[\\"offlineMessage\\",\\"\\"],[\\"chatHours\\",\\"closed\\"]]","closures":[{"key":"","name":"","start":17,"end":17}],"intent":null,"last":{"settings":{"welcome_message":"","offline_message":"',
    '"uses_business_hours":false,"custom_chat_hours":{"monday":[],"tuesday":[],"wednesday":[],"thursday":[],"friday":[],"saturday":[],"sunday":[]},"is_launched":false},"before":{"welcome_message":"',
    '},"shown":{"welcome_message":"","offline_message":"","is_launched":true},"at":17,"decidedAt":17,"token":,"action":"close","reason":"","actor":"rule:","overlay":{"reachable":false,"offlineMessage":"","chatHours":"closed"}',
    ',"rewrites":0,"answer":{"id":,"business_id":"","business_name":"","business_address":"","welcome_message":"',
    ',"readBack":null},"taken":[],"kept":[],"restoring":[],"override":null,"released":false,"refused":[],"failing":null,"since":null,"seenAt":17,"seenDecidedAt":17,"held":false,"gone":false}',
  ].join(''),
);

/** The inverse is {@link expand}. */
export function shrink(text: string): Uint8Array {
  const bytes = deflateRawSync(text, { dictionary: DICTIONARY, level: 9 });
  return Buffer.concat([Buffer.of(VERSION), bytes]);
}

/** @throws where the bytes were shrunk by a later version, or not at all */
export function expand(bytes: Uint8Array): string {
  if (bytes[0] !== VERSION)
    throw new Error(`A text in the table is of version ${bytes[0]}; this program reads version ${VERSION}.`);
  return inflateRawSync(bytes.subarray(1), {
    dictionary: DICTIONARY,
    maxOutputLength: MOST_BYTES,
  }).toString('utf8');
}
