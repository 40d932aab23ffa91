/** A door that is ajar. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#22406e"/><path d="M5 3h6v10H5z" fill="#fff"/><circle cx="9.2" cy="8" r=".9" fill="#22406e"/></svg>
`;
