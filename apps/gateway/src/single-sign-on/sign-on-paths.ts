/** Where a browser leaves for the provider, and where the provider sends it back. */
export const signOnPath = '/sign-on';
export const signOnCallback = `${signOnPath}/callback`;
