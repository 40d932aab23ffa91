/** The package ships its data without types; only what we read of it is declared. */
declare module 'date-holidays/data' {
  export const data: {
    names: Record<string, { name: Record<string, string> }>;
    holidays: Record<string, { states?: Record<string, { days?: object; _days?: unknown }> }>;
  };
}
