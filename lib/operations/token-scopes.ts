/** What a token may do: `operate` includes `read`; `calendar` is for the calendar file alone. */
export const TOKEN_SCOPES = ['read', 'operate', 'approve', 'calendar'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];
